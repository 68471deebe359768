package io.tickwire.transport.log;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.LogRecord;

/**
 * A line for people: time (UTC), level, thread, logger, message. What was thrown stands below, indented.
 * Thread: any
 */
final class TextFormatter extends LineFormatter
{
    static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String format(final LogRecord record)
    {
        final StringBuilder line = new StringBuilder(160);
        TIME.formatTo(record.getInstant(), line);
        final String level = nameOf(record.getLevel());
        line.append(' ').append(level).append(level.length() < 5 ? "  " : " ")
            .append('[').append(oneLine(Thread.currentThread().getName())).append("] ")
            .append(loggerOf(record)).append(": ")
            .append(oneLine(String.valueOf(formatMessage(record)))).append('\n');
        if (record.getThrown() != null)
        {
            traceOf(record.getThrown()).lines()
                .forEach(trace -> line.append("    ").append(oneLine(trace.replace('\t', ' '))).append('\n'));
        }

        return line.toString();
    }
}
