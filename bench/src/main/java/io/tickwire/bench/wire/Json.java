package io.tickwire.bench.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * Result files: maps, lists, texts and numbers.
 */
public final class Json
{
    private Json()
    {
    }

    /**
     * @param isPretty whether on several lines.
     */
    public static String write(final Object value, final boolean isPretty)
    {
        final StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text))
        {
            if (isPretty)
            {
                generator.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(generator, value);
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException(ex);
        }

        return text.toString();
    }

    /**
     * All JSON that this writes is YAML, too.
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> read(final String text)
    {
        return (Map<String, Object>)new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static void write(final JsonGenerator generator, final Object value) throws IOException
    {
        if (value instanceof Map<?, ?> map)
        {
            generator.writeStartObject();
            for (final Map.Entry<?, ?> entry : map.entrySet())
            {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        }
        else if (value instanceof List<?> list)
        {
            generator.writeStartArray();
            for (final Object element : list)
            {
                write(generator, element);
            }
            generator.writeEndArray();
        }
        else if (value instanceof Double number)
        {
            generator.writeNumber(number);
        }
        else if (value instanceof Number number)
        {
            generator.writeNumber(number.longValue());
        }
        else
        {
            generator.writeString(String.valueOf(value));
        }
    }
}
