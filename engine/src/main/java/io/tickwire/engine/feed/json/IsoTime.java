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
    private static final int SECONDS_LENGTH = "0000-00-00T00:00:00".length();

    /** Its first eight bytes, those behind them, and its last eight. */
    private static final Form DATE = new Form("0000-00-");
    private static final Form MIDDLE = new Form("00T00:00");
    private static final Form TIME = new Form("00:00:00");
    private static final int NANO_DIGITS = 9;
    private static final long NANOS = 1_000_000_000L;
    private static final long FIRST_NANOS = 100_000_000L;
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
        if (length <= SECONDS_LENGTH || buffer[offset + length - 1] != 'Z')
        {
            throw NO_TIME;
        }
        final int timeOffset = offset + SECONDS_LENGTH - Long.BYTES;
        final long date = DATE.values(buffer, offset);
        final long middle = MIDDLE.values(buffer, offset + Long.BYTES);
        final long time = TIME.values(buffer, timeOffset);

        final int year = two(date, 0) * 100 + two(date, 2);
        final int month = two(date, 5);
        final int day = two(middle, 0);
        final int hour = two(time, 0);
        final int minute = two(time, 3);
        final int second = two(time, 6);
        if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1 ||
            day > daysOf(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            throw NO_TIME;
        }
        final long seconds = ((daysTo(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;

        return seconds * NANOS + fraction(buffer, offset + SECONDS_LENGTH, offset + length - 1);
    }

    /** The number that two of these digits are. */
    private static int two(final long values, final int index)
    {
        final int shift = index * Byte.SIZE;

        return (int)(values >>> shift & 0xF) * 10 + (int)(values >>> shift + Byte.SIZE & 0xF);
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

        // The last eight bytes, without what stands before the fraction.
        final int cut = Math.max(0, Long.BYTES - digits) * Byte.SIZE;
        final long values = Words.digitValues(Words.load(buffer, to - Long.BYTES)) >>> cut << cut;
        final int first = digits == NANO_DIGITS ? buffer[from + 1] - '0' : 0;
        if (Words.digitEnds(values) != 0 || first < 0 || first > 9)
        {
            throw NO_TIME;
        }

        return (first * FIRST_NANOS + Words.numberOf(values)) * Decimals.power(NANO_DIGITS - digits);
    }

    /**
     * Eight bytes of a time: digits where it has zeros, and else what it has.
     */
    private static final class Form
    {
        private final long text;
        private final long range;

        Form(final String form)
        {
            long zeros = 0;
            long ranges = 0;
            for (int i = 0; i < Long.BYTES; i++)
            {
                zeros |= (long)form.charAt(i) << i * Byte.SIZE;
                ranges |= (form.charAt(i) == '0' ? Words.DIGIT : Words.EXACTLY) << i * Byte.SIZE;
            }
            text = zeros;
            range = ranges;
        }

        /** Each digit as its value. */
        long values(final byte[] buffer, final int offset)
        {
            final long values = Words.load(buffer, offset) ^ text;
            if (((values + range | values) & Words.HIGH_BITS) != 0)
            {
                throw NO_TIME;
            }

            return values;
        }
    }
}
