package io.tickwire.transport.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several values of one type, with commas between them. An element has no comma in it.
 * Thread: any
 */
record ListType<T>(ValueType<T> element, int from, int to) implements ValueType<List<T>>
{
    static final String SEPARATOR = ",";

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
            for (final String part : text.split(SEPARATOR, -1))
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
        return values.stream().map(element::print).collect(Collectors.joining(SEPARATOR + " "));
    }
}
