package io.tickwire.engine.book;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Recorded messages of venues, in the folder {@code -Dtickwire.data} or beside the repository.
 */
final class Captures
{
    private static final JsonFactory JSON = new JsonFactory();

    private Captures()
    {
    }

    /**
     * The lines of a file that have one of these texts. Skips the test where there are no captures.
     */
    static List<String> lines(final String name, final String... texts) throws IOException
    {
        final Path file = folder().resolve(name);
        Assumptions.assumeTrue(
            Files.isReadable(file), "skipped: no capture " + name + " in " + folder() + " (-Dtickwire.data=DIR)");
        final List<String> lines = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
            BufferedReader reader = new BufferedReader(new InputStreamReader(
                name.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8)))
        {
            for (String line = reader.readLine(); line != null; line = reader.readLine())
            {
                for (final String text : texts)
                {
                    if (line.contains(text))
                    {
                        lines.add(line);
                        break;
                    }
                }
            }
        }

        return lines;
    }

    /**
     * What an independent reader found in a capture.
     */
    static Map<String, Object> expectedSymbols(final String id) throws IOException
    {
        final Path file = folder().resolve("expected").resolve(id + ".json");
        Assumptions.assumeTrue(Files.isReadable(file), "skipped: no expected/" + id + ".json in " + folder());

        return map(map(parse(Files.readString(file))).get("symbols"));
    }

    /**
     * Maps, lists and texts; numbers stay the text that was sent.
     */
    static Object parse(final String text) throws IOException
    {
        try (JsonParser parser = JSON.createParser(text))
        {
            return value(parser, parser.nextToken());
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(final Object value)
    {
        return (Map<String, Object>)value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(final Object value)
    {
        return value == null ? List.of() : (List<Object>)value;
    }

    static String text(final Object list, final int index)
    {
        return (String)list(list).get(index);
    }

    static long mantissa(final String text, final int exponent)
    {
        return new BigDecimal(text).scaleByPowerOfTen(-exponent).longValueExact();
    }

    private static Object value(final JsonParser parser, final JsonToken token) throws IOException
    {
        if (token == JsonToken.START_OBJECT)
        {
            final Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT)
            {
                final String name = parser.currentName();
                map.put(name, value(parser, parser.nextToken()));
            }

            return map;
        }
        if (token == JsonToken.START_ARRAY)
        {
            final List<Object> list = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken())
            {
                list.add(value(parser, next));
            }

            return list;
        }

        return parser.getText();
    }

    private static Path folder()
    {
        final String named = System.getProperty("tickwire.data");
        if (named != null)
        {
            return Path.of(named);
        }
        final Path here = Path.of("").toAbsolutePath();
        final Path repository = Files.isDirectory(here.resolve(".mvn")) ? here : here.getParent();

        return repository.resolve("../shared/data").normalize();
    }
}
