package io.tickwire.tools.cli;

import io.tickwire.engine.schema.Encoding;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What the demonstration is asked for.
 *
 * @param encoding of the frames.
 * @param rate     ticks a second.
 * @param seconds  how long.
 * @param symbols  how many.
 * @param seed     of all that is random.
 * @param isQuiet  whether only the figures are printed.
 * Thread: conductor
 */
record DemoOptions(Encoding encoding, int rate, int seconds, int symbols, long seed, boolean isQuiet)
{
    private static final int MAX_RATE = 10_000_000;
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_SYMBOLS = 10_000;

    /**
     * Read the options behind the subcommand.
     *
     * @throws IllegalArgumentException naming the value and its range.
     */
    static DemoOptions parse(final List<String> args)
    {
        DemoOptions options = new DemoOptions(Encoding.JSON, 10, 5, 3, 42, false);
        final Iterator<String> rest = args.iterator();
        while (rest.hasNext())
        {
            final String name = rest.next();
            options = "--quiet".equals(name) ?
                new DemoOptions(
                    options.encoding, options.rate, options.seconds, options.symbols, options.seed, true) :
                options.with(name, valueOf(name, rest));
        }

        return options;
    }

    private DemoOptions with(final String name, final String value)
    {
        return switch (name)
        {
            case "--encoding" -> new DemoOptions(encoding(value), rate, seconds, symbols, seed, isQuiet);
            case "--rate" -> new DemoOptions(
                encoding, (int)number(name, value, 1, MAX_RATE), seconds, symbols, seed, isQuiet);
            case "--seconds" -> new DemoOptions(
                encoding, rate, (int)number(name, value, 1, MAX_SECONDS), symbols, seed, isQuiet);
            case "--symbols" -> new DemoOptions(
                encoding, rate, seconds, (int)number(name, value, 1, MAX_SYMBOLS), seed, isQuiet);
            case "--seed" -> new DemoOptions(
                encoding, rate, seconds, symbols, number(name, value, Long.MIN_VALUE, Long.MAX_VALUE), isQuiet);
            default -> throw new IllegalArgumentException("no such option: " + name);
        };
    }

    private static String valueOf(final String name, final Iterator<String> rest)
    {
        if (!rest.hasNext())
        {
            throw new IllegalArgumentException(name + " needs a value");
        }

        return rest.next();
    }

    private static Encoding encoding(final String value)
    {
        for (final Encoding encoding : Encoding.values())
        {
            if (encoding.name().equals(value.toUpperCase(Locale.ROOT).replace('-', '_')))
            {
                return encoding;
            }
        }

        throw new IllegalArgumentException(
            "--encoding must be one of json, json-string, msgpack, msgpack-scaled, compact, compact-scaled, sbe: " +
            value);
    }

    private static long number(final String name, final String value, final long min, final long max)
    {
        try
        {
            final long number = Long.parseLong(value);
            if (number >= min && number <= max)
            {
                return number;
            }
        }
        catch (final NumberFormatException ex)
        {
            throw new IllegalArgumentException(
                name + " must be a number from " + min + " to " + max + ": " + value, ex);
        }

        throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ": " + value);
    }
}
