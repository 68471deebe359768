package io.tickwire.transport.http;

import io.undertow.server.HttpServerExchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The dashboard, where its module is on the class path. It brings a list of its files, and nothing that is not in the
 * list is served: no path of a request is ever made a file's name.
 * Thread: any
 */
public final class Dashboard
{
    private static final String FOLDER = "/META-INF/resources/dashboard/";
    private static final String LIST = FOLDER + "files.txt";
    private static final String FOREVER = "/assets/";

    private final Map<String, WebFile> files;

    private Dashboard(final Map<String, WebFile> files)
    {
        this.files = Map.copyOf(files);
    }

    /**
     * Read all of it, some 200 KB.
     *
     * @return with no files, where there is no dashboard.
     */
    public static Dashboard read()
    {
        final Map<String, WebFile> files = new HashMap<>();
        try (InputStream list = Dashboard.class.getResourceAsStream(LIST))
        {
            if (list != null)
            {
                final BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
                for (String line = reader.readLine(); line != null; line = reader.readLine())
                {
                    add(files, line.split(" "));
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }

        return new Dashboard(files);
    }

    /**
     * Answer with a file.
     *
     * @return false where there is none.
     */
    boolean serve(final HttpServerExchange exchange, final String path)
    {
        final WebFile file = files.get(path);
        if (file != null)
        {
            file.send(exchange);
        }

        return file != null;
    }

    /** A line of the list has the path, the file's name, and the hash of its content. */
    private static void add(final Map<String, WebFile> files, final String[] line) throws IOException
    {
        final String path = line[0];
        final String name = line[1];
        files.put(path, new WebFile(
            StaticFiles.typeOf(name), path.startsWith(FOREVER), line[2], bytes(name), bytes(name + ".gz")));
    }

    private static byte[] bytes(final String name) throws IOException
    {
        try (InputStream input = Dashboard.class.getResourceAsStream(FOLDER + name))
        {
            return input == null ? null : input.readAllBytes();
        }
    }
}
