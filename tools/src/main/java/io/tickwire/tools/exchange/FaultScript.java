package io.tickwire.tools.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a script of faults, one a line:
 * <pre>
 *   WHEN ACTION [COUNT | DURATION] [venue=V] [line=N] [stream=S] [from=T] [until=T]
 *
 *   at 2s drop 3 venue=binance stream=depth
 *   every 500 duplicate
 *   chance 0.1% cut line=2
 *   always limit 5 venue=okx
 *   # what follows this sign is passed over
 * </pre>
 * Thread: any
 */
final class FaultScript
{
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)%");
    private static final double HUNDRED = 100;

    private final String name;
    private final int number;
    private final String text;
    private final Deque<String> words;

    private long atNs = -1;
    private int every;
    private double chance;
    private int count = 1;
    private long forNs;
    private String venue = "";
    private int line;
    private String stream = "";
    private long fromNs = Long.MIN_VALUE;
    private long untilNs = Long.MAX_VALUE;

    private FaultScript(final String name, final int number, final String text)
    {
        this.name = name;
        this.number = number;
        this.text = text;
        this.words = new ArrayDeque<>(List.of(text.split("\\s+")));
    }

    /**
     * @param name of the file, for errors.
     * @throws IllegalArgumentException where a line is none; the message says which and why.
     */
    static List<Fault> parse(final String name, final String script)
    {
        final List<Fault> faults = new ArrayList<>();
        final String[] lines = script.split("\\R");
        for (int i = 0; i < lines.length; i++)
        {
            final int comment = lines[i].indexOf('#');
            final String text = (comment < 0 ? lines[i] : lines[i].substring(0, comment)).trim();
            if (!text.isEmpty())
            {
                faults.add(new FaultScript(name, i + 1, text).read());
            }
        }

        return faults;
    }

    private Fault read()
    {
        readWhen();
        final FaultAction action = readAction();
        while (!words.isEmpty())
        {
            readLimit(words.poll());
        }

        return new Fault(
            text, action, count, forNs, atNs, every, chance, venue, line, stream, fromNs, untilNs);
    }

    private void readWhen()
    {
        final String when = words.poll();
        switch (when)
        {
            case "at" -> atNs = duration(next("a time behind 'at', such as 2s"));
            case "every" -> every = number(next("a number behind 'every', such as 500"));
            case "chance" -> chance = percent(next("a probability behind 'chance', such as 0.5%"));
            case "always" -> every = 1;
            default -> throw error("must begin with at, every, chance or always, and not with " + when);
        }
    }

    private FaultAction readAction()
    {
        final String label = next("a fault");
        final FaultAction action;
        try
        {
            action = FaultAction.of(label);
        }
        catch (final IllegalArgumentException ex)
        {
            throw error(ex.getMessage());
        }
        final boolean isSaid = !words.isEmpty() && words.peek().indexOf('=') < 0;
        switch (action.argument())
        {
            case COUNT -> count = isSaid ? number(words.poll()) : 1;
            case DURATION -> forNs = duration(next("a duration behind '" + action.label() + "', such as 500ms"));
            case MAYBE_DURATION -> forNs = isSaid ? duration(words.poll()) : 0;
            case NONE -> count = 1;
            default -> throw new IllegalStateException("argument=" + action.argument());
        }

        return action;
    }

    private void readLimit(final String word)
    {
        final int equals = word.indexOf('=');
        final String value = word.substring(equals + 1);
        switch (equals < 0 ? word : word.substring(0, equals))
        {
            case "venue" -> venue = value;
            case "line" -> line = number(value);
            case "stream" -> stream = value;
            case "from" -> fromNs = duration(value);
            case "until" -> untilNs = duration(value);
            default -> throw error("can not be limited by " + word + ": venue=, line=, stream=, from=, until=");
        }
    }

    private String next(final String what)
    {
        if (words.isEmpty())
        {
            throw error("lacks " + what);
        }

        return words.poll();
    }

    private int number(final String word)
    {
        if (!NUMBER.matcher(word).matches())
        {
            throw error("must be a number from 1 on: " + word);
        }

        return Integer.parseInt(word);
    }

    private long duration(final String word)
    {
        final Matcher matcher = DURATION.matcher(word);
        if (!matcher.matches())
        {
            throw error("must be a duration such as 500ms, 2s or 1m: " + word);
        }
        final TimeUnit unit = switch (matcher.group(2))
        {
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            default -> TimeUnit.MINUTES;
        };

        return unit.toNanos(Long.parseLong(matcher.group(1)));
    }

    private double percent(final String word)
    {
        final Matcher matcher = PERCENT.matcher(word);
        final double value = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
        if (!(value > 0 && value <= HUNDRED))
        {
            throw error("must be a probability above 0% and up to 100%: " + word);
        }

        return value / HUNDRED;
    }

    private IllegalArgumentException error(final String why)
    {
        return new IllegalArgumentException(name + ":" + number + ": " + text + ": " + why);
    }
}
