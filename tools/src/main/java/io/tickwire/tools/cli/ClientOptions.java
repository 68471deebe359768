package io.tickwire.tools.cli;

import io.tickwire.client.ClientConfig;
import io.tickwire.client.Encoding;
import io.tickwire.tools.status.ServerAddress;
import io.tickwire.tools.status.ServerTrust;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Option(names = "--token", paramLabel = "TOKEN",
        description = "Who is asking, where the server wants to know. Others on this machine can see it; better is " +
            "--token-file, or the variable TICKWIRE_TOKEN.")
    private String token;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the token.")
    private Path tokenFile;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificates to trust, in PEM.")
    private Path ca;

    @Option(names = "--insecure", description = "Believe any certificate.")
    private boolean isInsecure;

    /**
     * @throws IllegalArgumentException where it can not be.
     */
    ClientConfig config(final String url, final Map<String, String> environment) throws IOException
    {
        ClientConfig config = ClientConfig.of(uri(url).toString()).with(encoding);
        final String shown = tokenFile != null ? Files.readString(tokenFile).strip() :
            token != null ? token : environment.getOrDefault("TICKWIRE_TOKEN", "");
        if (!shown.isEmpty())
        {
            config = config.withToken(shown);
        }
        if (isInsecure)
        {
            return config.with(ServerTrust.ofAnybody()).withoutHostVerification();
        }

        return ca == null ? config : config.with(ServerTrust.of(ca));
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
