package io.tickwire.tools.cli;

import io.tickwire.client.ServerTrust;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Who a command says it is to a server, and which servers it believes.
 * Thread: conductor
 */
final class TrustOptions
{
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

    /** Empty: none. */
    String token(final Map<String, String> environment) throws IOException
    {
        if (tokenFile != null)
        {
            return Files.readString(tokenFile).strip();
        }

        return token != null ? token : environment.getOrDefault("TICKWIRE_TOKEN", "");
    }

    boolean isInsecure()
    {
        return isInsecure;
    }

    /**
     * Empty: as the JVM does.
     *
     * @throws IllegalArgumentException where there is no certificate in the file.
     */
    Optional<SSLContext> trust() throws IOException
    {
        if (isInsecure)
        {
            return Optional.of(ServerTrust.ofAnybody());
        }

        return ca == null ? Optional.empty() : Optional.of(ServerTrust.of(ca));
    }
}
