package io.tickwire.engine.capture;

import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Events that stand on lines of their own.
 * Thread: any
 */
abstract class LineSource extends CaptureSource
{
    static final int NANO_EXPONENT = -9;

    protected final LineReader lines;
    protected final JsonReader json = new JsonReader();

    LineSource(final int connection, final LineReader lines)
    {
        super(connection);
        this.lines = lines;
    }

    @Override
    final boolean next() throws IOException
    {
        while (lines.next())
        {
            try
            {
                if (read())
                {
                    return true;
                }
            }
            catch (final MalformedMessageException ex)
            {
                throw lines.error("not a line of this format: " + ex.getMessage());
            }
        }

        return false;
    }

    @Override
    final long readBytes()
    {
        return lines.readBytes();
    }

    @Override
    public final void close() throws IOException
    {
        lines.close();
    }

    /**
     * Make an event of the line.
     *
     * @return false where it is none.
     * @throws MalformedMessageException where it is not a line of this format.
     */
    abstract boolean read() throws CaptureException;

    /** The time that the next value of the JSON tells, in units of ten to the power of an exponent. */
    final long readTimeNs(final int exponent)
    {
        json.readDecimal();

        return Decimals.rescaleRounded(json.mantissa(), exponent - json.decimals(), NANO_EXPONENT);
    }

    /** Where a byte stands in the line, from a place on; -1 where it does not. */
    final int find(final int from, final char wanted)
    {
        final byte[] buffer = lines.buffer();
        final int end = lines.offset() + lines.length();
        for (int i = from; i < end; i++)
        {
            if (buffer[i] == wanted)
            {
                return i;
            }
        }

        return -1;
    }

    final String text(final int from, final int to)
    {
        return new String(lines.buffer(), from, to - from, StandardCharsets.UTF_8);
    }
}
