package io.tickwire.transport.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * What each form of a line has in common. A formatter is asked by the thread that logs, so its name is the record's.
 * Thread: any
 */
abstract class LineFormatter extends Formatter
{
    private static final int DELETE = 0x7F;

    /**
     * A level as slf4j calls it.
     */
    static String nameOf(final Level level)
    {
        final int value = level.intValue();
        if (value >= Level.SEVERE.intValue())
        {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue())
        {
            return "WARN";
        }
        if (value >= Level.INFO.intValue())
        {
            return "INFO";
        }

        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    static String loggerOf(final LogRecord record)
    {
        return record.getLoggerName() == null ? "" : record.getLoggerName();
    }

    static String traceOf(final Throwable thrown)
    {
        final StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));

        return text.toString();
    }

    /**
     * A text without anything that would end a line or move a terminal: what clients send is in messages.
     */
    static String oneLine(final String text)
    {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            final boolean isControl = c < ' ' || c >= DELETE && c < 0xA0 || c == '\u2028' || c == '\u2029';
            if (isControl && escaped == null)
            {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (escaped != null)
            {
                escaped.append(isControl ? escape(c) : String.valueOf(c));
            }
        }

        return escaped == null ? text : escaped.toString();
    }

    private static String escape(final char c)
    {
        return switch (c)
        {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int)c);
        };
    }
}
