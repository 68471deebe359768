package io.tickwire.transport;

import io.tickwire.transport.ws.Compression;

import java.util.function.UnaryOperator;

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
        return start(config -> config.with(compression));
    }

    static TestServer start(final UnaryOperator<ServerConfig> change)
    {
        return TestServer.start(config -> change.apply(TestServer.quiet(config)).with(withEcho(config.server())));
    }

    private static ServerConfig.Server withEcho(final ServerConfig.Server server)
    {
        return new ServerConfig.Server(
            server.name(), server.listeners(), server.ioThreads(), server.profile(), server.data(), true);
    }
}
