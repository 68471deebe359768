package io.tickwire.tools.cli;

import io.tickwire.transport.access.TokenAlgorithm;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Makes a key that JWTs are signed with, and beside it what a server needs to check them.
 * Thread: conductor
 */
@Command(
    name = "key",
    description = "Make a key to sign JWTs with. Only its owner may read the file; beside it, FILE.jwks has the " +
        "public key, for a server's access.tokens.files. A secret (HS256) has no public part: servers need the file.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire token key --out issuer.key"})
final class TokenKeyCommand implements Callable<Integer>
{
    @Option(names = "--alg", paramLabel = "NAME", defaultValue = "EdDSA", converter = Algorithm.class,
        description = "EdDSA (the default), RS256 or HS256.")
    private TokenAlgorithm algorithm;

    @Option(names = "--out", required = true, paramLabel = "FILE",
        description = "Where to put it. A file that is there already stays as it is.")
    private Path file;

    private final Surroundings around;

    TokenKeyCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        final NewKey key = NewKey.of(algorithm);
        Path next = file;
        try
        {
            KeyFiles.create(file, key.file(), true);
            if (key.jwks() != null)
            {
                next = KeyFiles.publicBeside(file);
                KeyFiles.create(next, key.jwks(), false);
            }
            around.out().println("The key is in " + file + ". Servers need access.tokens.files: [" + next + "]");

            return Tickwire.DONE;
        }
        catch (final IOException ex)
        {
            around.err().println("tickwire token key: " + KeyFiles.why(next, ex));

            return Tickwire.FAILED;
        }
    }

    /**
     * By the name that JWTs have it by.
     * Thread: conductor
     */
    private static final class Algorithm implements ITypeConverter<TokenAlgorithm>
    {
        @Override
        public TokenAlgorithm convert(final String name)
        {
            for (final TokenAlgorithm algorithm : TokenAlgorithm.values())
            {
                if (algorithm.wireName().equalsIgnoreCase(name))
                {
                    return algorithm;
                }
            }

            throw new TypeConversionException("must be one of EdDSA, RS256, HS256: " + name);
        }
    }
}
