package io.tickwire.tools.cli;

import io.tickwire.client.ClientConfig;
import io.tickwire.client.Encoding;
import io.tickwire.client.view.Channel;
import io.tickwire.tools.status.ServerAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * How a command that is a client talks with a server.
 * Thread: conductor
 */
final class ClientOptions
{
    private static final String ALL = "*";

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

    /**
     * @throws IllegalArgumentException where symbols are named of the channel whose messages have all of them.
     */
    static void requireAll(final List<String> channels, final List<String> symbols)
    {
        if (channels.stream().map(String::strip).anyMatch(Channel.MARKET.wireName()::equals) &&
            !symbols.equals(List.of(ALL)))
        {
            throw new IllegalArgumentException(
                "the channel market tells of all symbols together: leave the symbols out, or take the channel price");
        }
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
