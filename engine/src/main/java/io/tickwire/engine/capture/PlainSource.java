package io.tickwire.engine.capture;

/**
 * One message a line, without times: the n-th came at n.
 * Thread: any
 */
final class PlainSource extends LineSource
{
    PlainSource(final int connection, final LineReader lines)
    {
        super(connection, lines);
    }

    @Override
    boolean read()
    {
        event
            .set(CaptureEvent.Kind.RECEIVED, lines.number())
            .bytes(lines.buffer(), lines.offset(), lines.length());

        return true;
    }
}
