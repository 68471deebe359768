package io.tickwire.tools.cli;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something is, as it is typed.
 * Thread: any
 */
final class TimeText
{
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private TimeText()
    {
    }

    /**
     * A whole number and its unit, such as 90s, 30m, 8h or 90d.
     *
     * @return empty: it is none.
     */
    static OptionalLong ms(final String text)
    {
        final Matcher time = FORM.matcher(text);
        if (!time.matches())
        {
            return OptionalLong.empty();
        }
        final TimeUnit unit = switch (time.group(2))
        {
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            default -> TimeUnit.DAYS;
        };

        return OptionalLong.of(unit.toMillis(Long.parseLong(time.group(1))));
    }
}
