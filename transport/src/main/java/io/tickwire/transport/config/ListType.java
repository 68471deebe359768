package io.tickwire.transport.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several values of one type, with something between them that none of them has in it.
 *
 * @param separator a comma, or a blank.
 * Thread: any
 */
record ListType<T>(ValueType<T> element, int from, int to, String separator) implements ValueType<List<T>>
{
    private static final String COMMA = ",";
    private static final String BLANK = " ";

    ListType(final ValueType<T> element, final int from, final int to)
    {
        this(element, from, to, COMMA);
    }

    /**
     * Values that may have commas in them.
     */
    static <T> ListType<T> withBlanks(final ValueType<T> element, final int from, final int to)
    {
        return new ListType<>(element, from, to, BLANK);
    }

    /**
     * What stands between two where they are printed.
     */
    String joiner()
    {
        return separator.equals(COMMA) ? COMMA + BLANK : separator;
    }

    @Override
    public String allowed()
    {
        return "a list of " + from + " to " + to + ", each " + element.allowed();
    }

    @Override
    public List<T> parse(final String text)
    {
        final List<T> values = new ArrayList<>();
        if (!text.isBlank())
        {
            for (final String part : text.strip().split(separator.equals(BLANK) ? "\\s+" : separator, -1))
            {
                values.add(element.parse(part.strip()));
            }
        }
        if (values.size() < from || values.size() > to)
        {
            throw new IllegalArgumentException("too few or too many: " + text);
        }

        return List.copyOf(values);
    }

    @Override
    public String print(final List<T> values)
    {
        return values.stream().map(element::print).collect(Collectors.joining(joiner()));
    }
}
