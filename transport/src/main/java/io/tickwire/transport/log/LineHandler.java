package io.tickwire.transport.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Writes each record at once. The first time that this does not work is told on the console; the server goes on.
 * Thread: any
 */
final class LineHandler extends Handler
{
    private final AtomicLong lost;
    private final OutputStream out;
    private final boolean isOwner;

    /**
     * @param isOwner whether what is written to is closed with this.
     * @param lost    counts the lines that could not be written.
     */
    LineHandler(final OutputStream out, final boolean isOwner, final Formatter formatter, final AtomicLong lost)
    {
        this.lost = lost;
        this.out = out;
        this.isOwner = isOwner;
        setFormatter(formatter);
        setLevel(Level.ALL);
    }

    @Override
    public void publish(final LogRecord record)
    {
        if (!isLoggable(record))
        {
            return;
        }

        final byte[] line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
        synchronized (out)
        {
            try
            {
                out.write(line, 0, line.length);
                out.flush();
            }
            catch (final IOException ex)
            {
                lost.incrementAndGet();
                reportError(null, ex, ErrorManager.WRITE_FAILURE);
            }
        }
    }

    @Override
    public void flush()
    {
        // Each line is.
    }

    @Override
    public void close()
    {
        if (isOwner)
        {
            synchronized (out)
            {
                try
                {
                    out.close();
                }
                catch (final IOException ex)
                {
                    reportError(null, ex, ErrorManager.CLOSE_FAILURE);
                }
            }
        }
    }
}
