package io.tickwire.engine.feed.json;

import io.tickwire.engine.schema.Decimals;

/**
 * Times as ISO 8601 has them, in UTC: {@code 2021-04-17T16:43:37.121358Z}, with up to nine digits of a second, of the
 * years that nanoseconds can tell. A leap second is the first one after it.
 * Thread: any
 */
public final class IsoTime
{
    private static final MalformedMessageException NO_TIME = new MalformedMessageException("a time expected");
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;
    private static final long NANOS = 1_000_000_000L;
    private static final long DAYS_TO_1970 = 719_468;
    private static final int DAYS_OF_ERA = 146_097;
    private static final int MIN_YEAR = 1678;
    private static final int MAX_YEAR = 2261;

    private IsoTime()
    {
    }

    /**
     * @return nanoseconds since 1970.
     * @throws MalformedMessageException where it is no such time.
     */
    public static long parse(final byte[] buffer, final int offset, final int length)
    {
        if (length <= FORM.length() || buffer[offset + length - 1] != 'Z')
        {
            throw NO_TIME;
        }
        for (int i = 0; i < FORM.length(); i++)
        {
            final byte value = buffer[offset + i];
            if (FORM.charAt(i) == '0' ? value < '0' || value > '9' : value != FORM.charAt(i))
            {
                throw NO_TIME;
            }
        }

        final int year = two(buffer, offset) * 100 + two(buffer, offset + 2);
        final int month = two(buffer, offset + 5);
        final int day = two(buffer, offset + 8);
        final int hour = two(buffer, offset + 11);
        final int minute = two(buffer, offset + 14);
        final int second = two(buffer, offset + 17);
        if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1 ||
            day > daysOf(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            throw NO_TIME;
        }
        final long seconds = ((daysTo(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;

        return seconds * NANOS + fraction(buffer, offset + FORM.length(), offset + length - 1);
    }

    private static int two(final byte[] buffer, final int at)
    {
        return (buffer[at] - '0') * 10 + buffer[at + 1] - '0';
    }

    private static int daysOf(final int year, final int month)
    {
        if (month == 2)
        {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }

        return 30 + ((month + (month >>> 3)) & 1);
    }

    /** Days since 1970: years begin with March here, so that a leap day is the last of its year. */
    private static long daysTo(final int year, final int month, final int day)
    {
        final int y = month <= 2 ? year - 1 : year;
        final int era = y / 400;
        final int yearOfEra = y - era * 400;
        final int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        final int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;

        return (long)era * DAYS_OF_ERA + dayOfEra - DAYS_TO_1970;
    }

    private static long fraction(final byte[] buffer, final int from, final int to)
    {
        if (from == to)
        {
            return 0;
        }
        final int digits = to - from - 1;
        if (buffer[from] != '.' || digits < 1 || digits > NANO_DIGITS)
        {
            throw NO_TIME;
        }

        long value = 0;
        for (int i = from + 1; i < to; i++)
        {
            final int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9)
            {
                throw NO_TIME;
            }
            value = value * 10 + digit;
        }

        return value * Decimals.power(NANO_DIGITS - digits);
    }
}
