package io.tickwire.tools.dashboard;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How the dashboard's files come over HTTP.
 */
class DashboardFilesTest
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ASSET = Pattern.compile("\"(/assets/[0-9a-f]{16}/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export) [^;]*?from '([^']+)'");

    @TempDir
    private static Path folder;
    private static DashboardServer server;

    @BeforeAll
    static void start() throws Exception
    {
        server = new DashboardServer(folder);
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @Test
    void shouldHaveAllThatThePageNames() throws Exception
    {
        final Set<URI> seen = new HashSet<>();
        final Matcher assets = ASSET.matcher(text(get("", null, null)));
        while (assets.find())
        {
            follow(URI.create(server.url()).resolve(assets.group(1)), seen);
        }
        assertTrue(seen.size() > 30, seen::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|false", "gzip|true", "deflate, gzip;q=0.5|true", "br, GZIP|true", "gzip;q=0|false", "gzip; q=0.0, br|false",
        "identity|false"})
    void shouldComeDeflatedToWhoTakesIt(final String accepted, final boolean isGzipped) throws Exception
    {
        final String path = script();
        final HttpResponse<byte[]> plain = get(path, null, null);
        final HttpResponse<byte[]> response = get(path, accepted.isEmpty() ? null : accepted, null);
        assertEquals(isGzipped, header(response, "content-encoding").equals("gzip"));
        assertEquals("Accept-Encoding", header(response, "vary"));
        final byte[] body = isGzipped ?
            new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes() : response.body();
        assertArrayEquals(plain.body(), body);
        assertEquals(isGzipped, !header(response, "etag").equals(header(plain, "etag")), "each form has its own tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void shouldNotComeTwice(final String accepted) throws Exception
    {
        for (final String path : new String[]{"", script()})
        {
            final String tag = header(get(path, accepted, null), "etag");
            for (final String known : new String[]{tag, "W/" + tag, "\"other\", " + tag})
            {
                final HttpResponse<byte[]> again = get(path, accepted, known);
                assertEquals(304, again.statusCode(), known);
                assertEquals(0, again.body().length);
                assertEquals(tag, header(again, "etag"));
            }
            assertEquals(200, get(path, accepted, "\"other\"").statusCode());
        }
    }

    @Test
    void shouldBeKeptForeverButForThePage() throws Exception
    {
        assertEquals("no-cache", header(get("", null, null), "cache-control"));
        assertEquals("public, max-age=31536000, immutable", header(get(script(), null, null), "cache-control"));
    }

    @Test
    void shouldAllowNothingInlineAndNothingOfOthers() throws Exception
    {
        final String page = text(get("", null, null));
        final String policy = header(get("", null, null), "content-security-policy");
        for (final String directive : new String[]{
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'",
            "require-trusted-types-for 'script'", "form-action 'none'", "frame-ancestors 'none'"})
        {
            assertTrue((policy + ";").contains(directive + ";"), policy);
        }
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(page.matches("(?s).*(<style|style=|<script>|http:|https:).*"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "assets/", "assets/0000000000000000/js/main.js", "files.txt", "js/main.js", "assets/../files.txt",
        "META-INF/resources/dashboard/files.txt"})
    void shouldHaveNothingElse(final String path) throws Exception
    {
        assertEquals(404, get(path, null, null).statusCode());
    }

    /** A file, and those that it imports. */
    private static void follow(final URI uri, final Set<URI> seen) throws Exception
    {
        if (!seen.add(uri))
        {
            return;
        }

        final HttpResponse<byte[]> response = HTTP.send(
            HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode(), uri::toString);
        if (uri.getPath().endsWith(".js"))
        {
            assertEquals("text/javascript; charset=utf-8", header(response, "content-type"));
            final Matcher imports = IMPORT.matcher(text(response));
            while (imports.find())
            {
                follow(uri.resolve(imports.group(1)), seen);
            }
        }
    }

    private static String script() throws Exception
    {
        final Matcher assets = ASSET.matcher(text(get("", null, null)));
        while (assets.find())
        {
            if (assets.group(1).endsWith("/js/main.js"))
            {
                return assets.group(1).substring(1);
            }
        }

        throw new AssertionError("the page names no script");
    }

    private static HttpResponse<byte[]> get(final String path, final String accepted, final String known)
        throws Exception
    {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (accepted != null)
        {
            request.header("Accept-Encoding", accepted);
        }
        if (known != null)
        {
            request.header("If-None-Match", known);
        }

        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(final HttpResponse<byte[]> response, final String name)
    {
        return response.headers().firstValue(name).orElse("");
    }

    private static String text(final HttpResponse<byte[]> response)
    {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
