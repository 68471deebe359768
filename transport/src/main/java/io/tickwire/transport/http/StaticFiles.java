package io.tickwire.transport.http;

import io.undertow.server.HttpServerExchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that come with the program: the dashboard or, without its module, a start page; and the documents of the
 * protocol under {@code /schema/}. Each is read once.
 * Thread: any
 */
public final class StaticFiles
{
    private static final String SCHEMA_PATH = "/schema/";
    private static final String SCHEMA_FOLDER = "/io/tickwire/transport/schema/";
    private static final Map<String, String> PAGES = Map.of(
        "/", "/io/tickwire/transport/http/index.html",
        "/index.js", "/io/tickwire/transport/http/index.js",
        "/index.css", "/io/tickwire/transport/http/index.css");
    private static final Map<String, String> TYPES = Map.of(
        ".html", "text/html; charset=utf-8",
        ".js", "text/javascript; charset=utf-8",
        ".css", "text/css; charset=utf-8",
        ".json", "application/json",
        ".xml", "application/xml",
        ".svg", "image/svg+xml",
        ".txt", "text/plain; charset=utf-8",
        ".webmanifest", "application/manifest+json",
        ".md", "text/markdown; charset=utf-8");
    private static final byte[] NONE = {};

    private final Dashboard dashboard;
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    public StaticFiles(final Dashboard dashboard)
    {
        this.dashboard = dashboard;
    }

    /**
     * Answer with a file.
     *
     * @return false where there is none.
     */
    boolean serve(final HttpServerExchange exchange, final String path)
    {
        if (dashboard.serve(exchange, path))
        {
            return true;
        }

        final String file = fileOf(path);
        if (file == null)
        {
            return false;
        }
        final byte[] content = contents.computeIfAbsent(file, StaticFiles::read);
        if (content == NONE)
        {
            contents.remove(file);

            return false;
        }
        Responses.bytes(exchange, typeOf(file), ByteBuffer.wrap(content));

        return true;
    }

    static String typeOf(final String file)
    {
        return TYPES.get(file.substring(file.lastIndexOf('.')));
    }

    private static String fileOf(final String path)
    {
        if (PAGES.containsKey(path))
        {
            return PAGES.get(path);
        }
        if (!path.startsWith(SCHEMA_PATH))
        {
            return null;
        }

        final String name = path.equals(SCHEMA_PATH) ? "README.md" : path.substring(SCHEMA_PATH.length());
        final int dot = name.lastIndexOf('.');
        final boolean isPlain = name.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)?\\.[a-z]+");

        return isPlain && TYPES.containsKey(name.substring(dot)) ? SCHEMA_FOLDER + name : null;
    }

    private static byte[] read(final String file)
    {
        try (InputStream input = StaticFiles.class.getResourceAsStream(file))
        {
            return input == null ? NONE : input.readAllBytes();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
