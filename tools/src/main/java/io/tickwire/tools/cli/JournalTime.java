package io.tickwire.tools.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/**
 * A time as people type it, and as it is printed.
 * Thread: conductor
 */
final class JournalTime implements ITypeConverter<Instant>
{
    private static final long NANOS = 1_000_000_000L;
    private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / NANOS);

    private static final List<Function<String, Instant>> FORMS = List.of(
        text -> OffsetDateTime.parse(text).toInstant(),
        text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
        text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    @Override
    public Instant convert(final String text)
    {
        for (final Function<String, Instant> form : FORMS)
        {
            try
            {
                final Instant time = form.apply(text);
                if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST))
                {
                    return time;
                }
            }
            catch (final DateTimeException ex)
            {
                // Another form, then.
                continue;
            }
        }

        throw new TypeConversionException("must be a time from 1970 to 2262, such as 2026-11-28, 2026-11-28T09:30 or " +
            "2026-11-28T09:30:00.5+01:00 (UTC where no offset is given): " + text);
    }

    /**
     * In nanoseconds since 1970.
     */
    static long toNs(final Instant time)
    {
        return time.getEpochSecond() * NANOS + time.getNano();
    }

    /**
     * To the millisecond, or {@code -} where it is not known.
     */
    static String print(final long ns)
    {
        return ns < 0 ? "-" : Instant.ofEpochSecond(ns / NANOS, ns % NANOS).truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
