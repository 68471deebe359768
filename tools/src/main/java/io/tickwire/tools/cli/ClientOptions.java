package io.tickwire.tools.cli;

import io.tickwire.client.ClientConfig;
import io.tickwire.client.Encoding;
import io.tickwire.tools.status.ServerAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * How a command that is a client talks with a server.
 * Thread: conductor
 */
final class ClientOptions
{
    @Option(names = "--encoding", paramLabel = "NAME", defaultValue = "json",
        description = "How messages are written: json, msgpack, compact or sbe (${DEFAULT-VALUE}).")
    private Encoding encoding;

    @Mixin
    private TrustOptions trust;

    /**
     * @throws IllegalArgumentException where it can not be.
     */
    ClientConfig config(final String url, final Map<String, String> environment) throws IOException
    {
        ClientConfig config = ClientConfig.of(uri(url).toString()).with(encoding);
        final String token = trust.token(environment);
        if (!token.isEmpty())
        {
            config = config.withToken(token);
        }
        config = trust.trust().map(config::with).orElse(config);

        return trust.isInsecure() ? config.withoutHostVerification() : config;
    }

    /** The path is /ws where none is typed. */
    private static URI uri(final String typed)
    {
        final int scheme = typed.indexOf("://");
        final int path = typed.indexOf('/', scheme < 0 ? 0 : scheme + "://".length());
        final URI place = ServerAddress.of(path < 0 ? typed : typed.substring(0, path)).ws();
        final boolean isPlain = path < 0 || path == typed.length() - 1;

        return isPlain ? place : place.resolve(typed.substring(path));
    }
}
