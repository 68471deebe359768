package io.tickwire.tools.cli;

import io.tickwire.tools.DebianPackages;
import io.tickwire.transport.access.Credential;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.JwtClaims;
import io.tickwire.transport.access.JwtReader;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.access.TokenAlgorithm;
import io.tickwire.transport.access.TokenKeys;
import io.tickwire.transport.access.TokenRules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Tokens and keys of ours before libraries that others wrote (jose of npm, PyJWT of Debian), and theirs before ours.
 */
@Timeout(300)
class TokenInteropTest
{
    private static final Path SCRIPTS = Path.of("src/test/clients");
    private static final Path INSTALLED = Path.of("target/clients");
    private static final List<String> NODE = List.of("node", "issuer.mjs");
    private static final List<String> PYTHON = List.of("/usr/bin/python3", "issuer.py");
    private static final Principal ANN = new Principal(
        "ann",
        Set.of(Role.READER, Role.PUBLISHER),
        new Entitlements(List.of("*"), List.of("BTC*"), List.of("a-1")),
        4_000_000_000_000L);
    private static final long NOW_MS = System.currentTimeMillis();

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception
    {
        Files.createDirectories(INSTALLED);
        for (final String script : List.of("package.json", "issuer.mjs", "issuer.py"))
        {
            Files.copy(SCRIPTS.resolve(script), INSTALLED.resolve(script), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(INSTALLED.resolve("node_modules/jose")))
        {
            run("", List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock"));
        }
        if (start(List.of("/usr/bin/python3", "-c", "import jwt, cryptography")).waitFor() != 0)
        {
            assertEquals("", DebianPackages.install("python3-jwt", "python3-cryptography"));
        }
    }

    static Stream<Arguments> all()
    {
        return Stream.of(NODE, PYTHON).flatMap(
            library -> Arrays.stream(TokenAlgorithm.values()).map(algorithm -> Arguments.of(library, algorithm)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldBeTakenByOthers(final List<String> library, final TokenAlgorithm algorithm) throws Exception
    {
        final NewKey key = NewKey.of(algorithm);
        final JwtWriter writer = JwtWriter.of(key.file().getBytes(StandardCharsets.UTF_8));
        if (key.jwks() != null)
        {
            writer.namedAsIn(TokenKeys.read(key.jwks().getBytes(StandardCharsets.UTF_8)));
        }
        final String token = writer.write(JwtClaims.of(ANN, List.of("tickwire"), "desk", NOW_MS));
        final String claims =
            call(library, "verify", algorithm, key.jwks() == null ? key.file() : key.jwks(), token).replace(" ", "");

        for (final String claim : List.of(
            "\"sub\":\"ann\"", "\"exp\":4000000000", "\"roles\":[\"reader\",\"publisher\"]", "\"symbols\":[\"BTC*\"]",
            "\"accounts\":[\"a-1\"]"))
        {
            assertTrue(claims.contains(claim), claims);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldTakeThoseOfOthers(final List<String> library, final TokenAlgorithm algorithm) throws Exception
    {
        final NewKey key = NewKey.of(algorithm);
        final String token = call(
            library, "sign", algorithm, key.file(), JwtClaims.of(ANN, List.of("tickwire"), "desk", NOW_MS));
        final JwtReader reader = new JwtReader(
            TokenKeys.read((key.jwks() == null ? key.file() : key.jwks()).getBytes(StandardCharsets.UTF_8)),
            new TokenRules(List.of(), List.of("tickwire"), List.of("desk"), 0, true));

        assertEquals(ANN, reader.read(token, NOW_MS).by(Credential.LASTING));
    }

    private String call(
        final List<String> library,
        final String what,
        final TokenAlgorithm algorithm,
        final String keyFile,
        final String input) throws Exception
    {
        final Path file = folder.resolve("key");
        Files.writeString(file, keyFile);

        return run(input, Stream.concat(
            library.stream(), Stream.of(what, algorithm.wireName(), file.toString())).toList());
    }

    private static String run(final String input, final List<String> command) throws Exception
    {
        final Process process = start(command);
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + "\n" + output);

        return output.strip();
    }

    private static Process start(final List<String> command) throws IOException
    {
        return new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true).start();
    }
}
