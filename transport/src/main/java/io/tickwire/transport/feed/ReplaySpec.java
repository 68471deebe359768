package io.tickwire.transport.feed;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What to replay of a journal, and how fast, as it is written: {@code DIR;speed=10;from=2026-11-28T00:00:00Z;loop}.
 *
 * @param journal  its folder.
 * @param speed    times the recorded one; infinite: as fast as ticks are taken.
 * @param from     the first time that is told, if not that of the first tick.
 * @param to       the last one; nothing: all that there is, and what is written meanwhile.
 * @param isLoop   whether the end is followed by the beginning.
 * @param isPaused whether it stands still until it is told to go on.
 * Thread: any
 */
public record ReplaySpec(
    Path journal, double speed, Optional<Instant> from, Optional<Instant> to, boolean isLoop, boolean isPaused)
{
    /** What is allowed, for people. */
    public static final String FORM =
        "a journal's folder with, behind semicolons, speed=0.1 to 1000 or max, from=TIME, to=TIME, loop, paused; " +
        "such as /data/journal;speed=10;from=2026-11-28T00:00:00Z";

    /** As fast as ticks are taken. */
    public static final double MAX_SPEED = Double.POSITIVE_INFINITY;

    private static final double LEAST_SPEED = 0.1;
    private static final double MOST_SPEED = 1_000;
    private static final String MAX = "max";
    private static final String SPEED = "speed";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String LOOP = "loop";
    private static final String PAUSED = "paused";

    public ReplaySpec
    {
        if (journal.toString().isEmpty())
        {
            throw new IllegalArgumentException("a journal must be named: journal=");
        }
        requireSpeed(speed);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get()))
        {
            throw new IllegalArgumentException("from must be before to: from=" + from.get() + " to=" + to.get());
        }
    }

    /**
     * Refuse a speed that there is not.
     *
     * @throws IllegalArgumentException naming it and its range.
     */
    public static void requireSpeed(final double speed)
    {
        if (!(speed >= LEAST_SPEED && speed <= MOST_SPEED) && speed != MAX_SPEED)
        {
            throw new IllegalArgumentException(
                "speed must be from " + LEAST_SPEED + " to " + (long)MOST_SPEED + ", or max: speed=" + speed);
        }
    }

    /**
     * Read it as it is written.
     *
     * @throws IllegalArgumentException where it is not what {@link #FORM} says.
     */
    public static ReplaySpec parse(final String text)
    {
        final String[] parts = text.split(";", -1);
        ReplaySpec spec =
            new ReplaySpec(path(parts[0]), 1, Optional.empty(), Optional.empty(), false, false);
        final List<String> seen = new ArrayList<>();
        for (final String part : Arrays.asList(parts).subList(1, parts.length))
        {
            final int equals = part.indexOf('=');
            final String name = equals < 0 ? part : part.substring(0, equals);
            if (seen.contains(name))
            {
                throw new IllegalArgumentException("a setting stands twice: " + part);
            }
            seen.add(name);
            spec = spec.with(name, equals < 0 ? null : part.substring(equals + 1));
        }

        return spec;
    }

    /**
     * As {@link #parse} reads it.
     */
    @Override
    public String toString()
    {
        return journal + (speed == 1 ? "" : ';' + SPEED + '=' + speedText(speed)) +
            from.map(time -> ';' + FROM + '=' + time).orElse("") +
            to.map(time -> ';' + TO + '=' + time).orElse("") +
            (isLoop ? ';' + LOOP : "") +
            (isPaused ? ';' + PAUSED : "");
    }

    /**
     * A speed for people, and as it is read.
     */
    public static String speedText(final double speed)
    {
        return speed == MAX_SPEED ? MAX :
            speed == Math.rint(speed) ? Long.toString((long)speed) : Double.toString(speed);
    }

    /**
     * A time as it is written: {@code 2026-11-28T00:00:00Z}, or ms since 1970.
     *
     * @throws IllegalArgumentException where it is neither.
     */
    public static Instant time(final String name, final String text)
    {
        try
        {
            return text.matches("[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
        }
        catch (final DateTimeParseException ex)
        {
            throw new IllegalArgumentException(
                name + " must be a time such as 2026-11-28T00:00:00Z, or in ms since 1970: " + name + '=' + text, ex);
        }
    }

    private ReplaySpec with(final String name, final String value)
    {
        final boolean isFlag = LOOP.equals(name) || PAUSED.equals(name);
        if (isFlag != (value == null))
        {
            throw new IllegalArgumentException(
                isFlag ? name + " has no value: " + name + '=' + value : "no setting of a replay: " + name);
        }

        return switch (name)
        {
            case SPEED -> new ReplaySpec(journal, speed(value), from, to, isLoop, isPaused);
            case FROM -> new ReplaySpec(journal, speed, Optional.of(time(FROM, value)), to, isLoop, isPaused);
            case TO -> new ReplaySpec(journal, speed, from, Optional.of(time(TO, value)), isLoop, isPaused);
            case LOOP -> new ReplaySpec(journal, speed, from, to, true, isPaused);
            case PAUSED -> new ReplaySpec(journal, speed, from, to, isLoop, true);
            default -> throw new IllegalArgumentException("no setting of a replay: " + name + '=' + value);
        };
    }

    /**
     * A speed as it is written: a number, or {@code max}.
     *
     * @throws IllegalArgumentException where it is neither.
     */
    public static double speed(final String text)
    {
        try
        {
            return MAX.equals(text.toLowerCase(Locale.ROOT)) ? MAX_SPEED : Double.parseDouble(text);
        }
        catch (final NumberFormatException ex)
        {
            throw new IllegalArgumentException(
                "speed must be from " + LEAST_SPEED + " to " + (long)MOST_SPEED + ", or max: speed=" + text, ex);
        }
    }

    private static Path path(final String text)
    {
        try
        {
            return Path.of(text);
        }
        catch (final InvalidPathException ex)
        {
            throw new IllegalArgumentException("no path: journal=" + text, ex);
        }
    }
}
