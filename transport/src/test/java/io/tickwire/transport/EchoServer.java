package io.tickwire.transport;

import io.tickwire.transport.ws.Compression;

/**
 * A server that has {@code /echo}.
 */
final class EchoServer
{
    private EchoServer()
    {
    }

    static TestServer start(final Compression compression)
    {
        return TestServer.start(config -> TestServer.quiet(config).with(compression).with(withEcho(config.server())));
    }

    private static ServerConfig.Server withEcho(final ServerConfig.Server server)
    {
        return new ServerConfig.Server(
            server.name(), server.listeners(), server.ioThreads(), server.profile(), server.data(), true);
    }
}
