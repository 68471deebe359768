package io.tickwire.engine.audit;

import io.tickwire.engine.schema.Decimals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How a venue writes times.
 * Thread: any
 */
enum TimeForm
{
    SECONDS
    {
        @Override
        String text(final long timeNs)
        {
            return Long.toString(Math.floorDiv(timeNs, SECOND_NS));
        }
    },

    /** Seconds with six decimals. */
    SECONDS_MICROS
    {
        @Override
        String text(final long timeNs)
        {
            return "%d.%06d".formatted(Math.floorDiv(timeNs, SECOND_NS), Math.floorMod(timeNs, SECOND_NS) / MICRO_NS);
        }
    },

    MILLIS
    {
        @Override
        String text(final long timeNs)
        {
            return Long.toString(Math.floorDiv(timeNs, MILLI_NS));
        }
    },

    MICROS
    {
        @Override
        String text(final long timeNs)
        {
            return Long.toString(Math.floorDiv(timeNs, MICRO_NS));
        }
    },

    ISO_MILLIS
    {
        @Override
        String text(final long timeNs)
        {
            return iso("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", timeNs);
        }
    },

    ISO_MICROS
    {
        @Override
        String text(final long timeNs)
        {
            return iso("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", timeNs);
        }
    },

    /** As many decimals as the time needs. */
    ISO_SHORTEST
    {
        @Override
        String text(final long timeNs)
        {
            final String text = iso("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", timeNs);

            return text.replaceFirst("\\.?0*$", "") + 'Z';
        }
    };

    private static final long SECOND_NS = 1_000_000_000;
    private static final long MILLI_NS = 1_000_000;
    private static final long MICRO_NS = 1_000;

    /**
     * @return null where the time is not known.
     */
    static String textOf(final TimeForm form, final long timeNs)
    {
        return timeNs == Decimals.NULL ? null : form.text(timeNs);
    }

    abstract String text(long timeNs);

    private static String iso(final String pattern, final long timeNs)
    {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(
            Instant.ofEpochSecond(Math.floorDiv(timeNs, SECOND_NS), Math.floorMod(timeNs, SECOND_NS)));
    }
}
