package io.tickwire.transport.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints configurations.
 * Thread: any
 */
public final class ConfigPrinter
{
    private static final String HEADER = """
        # All that can be set of a Tickwire server, with its defaults. Keep what you change; leave out the rest.
        #
        # Over this file, a variable of the environment sets a key (server.ioThreads: TICKWIRE_SERVER_IO_THREADS), and
        # over that, --set server.ioThreads=4. Lists have commas between their elements there.
        # Sizes may have a unit (B, KiB, MiB, GiB); times need one (ns, us, ms, s, m, h, d), and rates need bp.
        # Look at what holds, and where it comes from: tickwire config
        """;
    private static final String INDENT = "  ";
    private static final int WIDTH = 118;

    /** What YAML reads as it stands, in a list too. */
    private static final Pattern PLAIN =
        Pattern.compile("([A-Za-z0-9/.]|-[0-9])[A-Za-z0-9/._=+-]*(:[0-9]+)?( [A-Za-z0-9._=+-]+)*");
    private static final String NOTHING = "null";

    private ConfigPrinter()
    {
    }

    /**
     * The documented file: each key with its default, what it does and what is allowed.
     */
    public static String documented()
    {
        final Settings settings = new Settings(new KeyTable(Keys.all()));

        return HEADER + "\n" + yaml(settings, setting -> "", ConfigPrinter::comment);
    }

    static String yaml(final Settings settings)
    {
        return yaml(settings, setting -> "  # " + setting.origin(), setting -> List.of());
    }

    /**
     * @param after what stands behind a value.
     * @param above the lines of comment above it.
     */
    private static String yaml(
        final Settings settings,
        final Function<Setting<?>, String> after,
        final Function<Setting<?>, List<String>> above)
    {
        final StringBuilder text = new StringBuilder();
        String[] open = new String[0];
        for (final Setting<?> setting : settings.all())
        {
            final String[] names = setting.key().name().split("\\.");
            open = openSections(text, open, names);
            final String indent = INDENT.repeat(names.length - 1);
            above.apply(setting).forEach(line -> text.append(indent).append("# ").append(line).append('\n'));
            final String value = yamlValue(setting);
            text.append(indent).append(names[names.length - 1]).append(':').append(value.isEmpty() ? "" : " ")
                .append(value).append(after.apply(setting)).append('\n');
        }

        return text.toString();
    }

    /**
     * Begin the sections of a key that are not those of the key before it.
     */
    private static String[] openSections(final StringBuilder text, final String[] open, final String[] names)
    {
        boolean isSame = true;
        for (int i = 0; i < names.length - 1; i++)
        {
            isSame &= i < open.length - 1 && open[i].equals(names[i]);
            if (!isSame)
            {
                text.append(i == 0 && text.length() > 0 ? "\n" : "")
                    .append(INDENT.repeat(i)).append(names[i]).append(":\n");
            }
        }

        return names;
    }

    /**
     * What a key does and what it may be, in lines that are not too long.
     */
    private static List<String> comment(final Setting<?> setting)
    {
        final Key<?> key = setting.key();
        final int width = WIDTH - INDENT.length() * key.name().split("\\.").length;
        final String allowed = "(" + key.type().allowed() + ")";
        if (key.doc().length() + 1 + allowed.length() <= width)
        {
            return List.of(key.doc() + " " + allowed);
        }

        return Stream.of(key.doc(), allowed).flatMap(text -> wrapped(text, width)).toList();
    }

    private static Stream<String> wrapped(final String text, final int width)
    {
        final StringBuilder lines = new StringBuilder();
        int length = 0;
        for (final String word : text.split(" "))
        {
            final boolean isNewLine = length > 0 && length + 1 + word.length() > width;
            lines.append(length == 0 ? "" : isNewLine ? "\n" : " ").append(word);
            length = isNewLine || length == 0 ? word.length() : length + 1 + word.length();
        }

        return lines.toString().lines();
    }

    private static <T> String yamlValue(final Setting<T> setting)
    {
        if (setting.key().type() instanceof ListType<?> type)
        {
            return elements(setting, type).stream()
                .map(ConfigPrinter::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
        }

        final String text = shown(setting);

        return text.isEmpty() ? "" : quoted(text);
    }

    private static <T> String shown(final Setting<T> setting)
    {
        return setting.key().shown(setting.key().type().print(setting.value()));
    }

    private static List<String> elements(final Setting<?> setting, final ListType<?> type)
    {
        final String text = shown(setting);

        return text.isEmpty() ? List.of() : List.of(text.split(type.joiner()));
    }

    private static String quoted(final String text)
    {
        return PLAIN.matcher(text).matches() && !NOTHING.equals(text) ? text :
            '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    static String json(final Settings settings)
    {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter())
        {
            json.writeStartObject();
            for (final Setting<?> setting : settings.all())
            {
                json.writeFieldName(setting.key().name());
                json.writeStartObject();
                json.writeFieldName("value");
                jsonValue(json, setting);
                json.writeStringField("origin", setting.origin());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("a string takes all", ex);
        }

        return text + "\n";
    }

    private static void jsonValue(final JsonGenerator json, final Setting<?> setting) throws IOException
    {
        if (setting.key().type() instanceof ListType<?> type)
        {
            json.writeStartArray();
            for (final String element : elements(setting, type))
            {
                json.writeString(element);
            }
            json.writeEndArray();
        }
        else
        {
            jsonScalar(json, setting.value(), shown(setting));
        }
    }

    /**
     * Flags and numbers without a unit are what they are, all else is text.
     */
    private static void jsonScalar(final JsonGenerator json, final Object value, final String text) throws IOException
    {
        if (value instanceof Boolean flag && text.equals(flag.toString()))
        {
            json.writeBoolean(flag);
        }
        else if (value instanceof Long number && text.equals(number.toString()))
        {
            json.writeNumber(number);
        }
        else
        {
            json.writeString(text);
        }
    }
}
