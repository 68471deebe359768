package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.transport.access.ApiKeyRecord;
import io.tickwire.transport.access.BadKeyException;
import io.tickwire.transport.access.JwtClaims;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.TokenKeys;
import org.jose4j.lang.JoseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Makes what clients show to say who they are: a JWT, signed with the key of a file, or an API key, whose record is
 * added to a file. It is printed, and kept nowhere.
 * Thread: conductor
 */
@Command(
    name = "token",
    description = "Make a token by which a client says who it is: a JWT (--key), or an API key (--api-keys). It is " +
        "printed once, and kept nowhere.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire token --key issuer.key --name ann --symbol 'BTC*' --expires 8h --audience tickwire",
        "  tickwire token --api-keys api.keys --name feeder --role publisher --json"})
final class TokenCommand implements Callable<Integer>
{
    @Option(names = "--key", paramLabel = "FILE",
        description = "Make a JWT, signed with this key: a private RSA or Ed25519 key in PEM (PKCS #8), or a secret. " +
            "'tickwire token key' makes one. What it is decides the algorithm.")
    private Path keyFile;

    @Option(names = "--api-keys", paramLabel = "FILE",
        description = "Make an API key, and add its record to this file: the access.keys.file of a server. A line " +
            "that is removed there is a key that is no more.")
    private Path recordFile;

    @Mixin
    private PrincipalOptions owner;

    @Option(names = "--audience", paramLabel = "NAME",
        description = "A server that a JWT is for: its access.tokens.audience. May be given several times.")
    private List<String> audience = new ArrayList<>();

    @Option(names = "--issuer", paramLabel = "NAME", description = "Who makes a JWT: as in access.tokens.issuer.")
    private String issuer;

    @Option(names = "--json", description = "As one JSON object, with whose it is and when it ends.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    TokenCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        require((keyFile == null) != (recordFile == null), "one of --key and --api-keys is needed, and not both");
        final boolean isApiKey = keyFile == null;
        require(!isApiKey || audience.isEmpty() && issuer == null, "--audience and --issuer are for JWTs only");
        final Path file = isApiKey ? recordFile : keyFile;
        try
        {
            final long nowMs = System.currentTimeMillis();
            final Principal principal = owner.principal(nowMs, isApiKey);
            final String token = isApiKey ? newApiKey(principal) : newJwt(principal, nowMs);
            around.out().println(isJson ? json(token, principal) : token);

            return Tickwire.DONE;
        }
        catch (final IllegalArgumentException ex)
        {
            throw new ParameterException(spec.commandLine(), ex.getMessage(), ex);
        }
        catch (final IOException ex)
        {
            return failed(KeyFiles.why(file, ex));
        }
        catch (final BadKeyException | JoseException ex)
        {
            return failed(file + ": " + ex.getMessage());
        }
    }

    private static String json(final String token, final Principal principal) throws IOException
    {
        final ObjectMapper mapper = new ObjectMapper();

        return mapper.writeValueAsString(mapper.createObjectNode()
            .put("token", token)
            .put("name", principal.name())
            .put("expires_at_ms", principal.expiresAtMs() == Principal.NEVER ? null : principal.expiresAtMs()));
    }

    private String newJwt(final Principal principal, final long nowMs)
        throws IOException, BadKeyException, JoseException
    {
        final String payload = JwtClaims.of(principal, audience, issuer, nowMs);
        final JwtWriter writer = JwtWriter.of(Files.readAllBytes(keyFile));
        final Path publicKeys = KeyFiles.publicBeside(keyFile);

        return (Files.exists(publicKeys) ? writer.namedAsIn(TokenKeys.read(Files.readAllBytes(publicKeys))) : writer)
            .write(payload);
    }

    private String newApiKey(final Principal principal) throws IOException
    {
        final String key = ApiKeyRecord.newKey(new SecureRandom());
        KeyFiles.append(recordFile, ApiKeyRecord.of(key, principal).toLine());

        return key;
    }

    private void require(final boolean isSo, final String mistake)
    {
        if (!isSo)
        {
            throw new ParameterException(spec.commandLine(), mistake);
        }
    }

    private int failed(final String why)
    {
        around.err().println("tickwire token: " + why);

        return Tickwire.FAILED;
    }
}
