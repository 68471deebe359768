package io.tickwire.transport.feed.net;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How long a server wants not to be asked again, RFC 9110, section 10.2.3: seconds, or a date.
 * Thread: any
 */
final class RetryAfter
{
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter()
    {
    }

    /**
     * @param value null: it did not say.
     * @return 0 where it did not, or nothing that can be read.
     */
    static long ms(final String value, final Instant now)
    {
        if (value == null)
        {
            return 0;
        }
        if (SECONDS.matcher(value).matches())
        {
            return TimeUnit.SECONDS.toMillis(Long.parseLong(value));
        }
        try
        {
            final ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);

            return Math.max(0, until.toInstant().toEpochMilli() - now.toEpochMilli());
        }
        catch (final DateTimeParseException ex)
        {
            return 0;
        }
    }
}
