package io.tickwire.transport.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which a connection's frames have to arrive, and what is queued of them: one list of all frames, sent and
 * not yet sent, and how many bytes of it were taken.
 */
final class NaiveOutbox
{
    /**
     * How a frame counts.
     */
    enum Kind
    {
        DATA,
        EXEMPT,
        CONTROL
    }

    private record Frame(Kind kind, byte[] bytes)
    {
    }

    private final List<Frame> frames = new ArrayList<>();
    private int begun;
    private int begunEnd;
    private int lastControl = -1;
    private boolean isEnding;

    void add(final Kind kind, final byte[] bytes)
    {
        if (kind == Kind.CONTROL)
        {
            lastControl = Math.max(begun, lastControl + 1);
            frames.add(lastControl, new Frame(kind, bytes));
        }
        else if (!isEnding)
        {
            frames.add(new Frame(kind, bytes));
        }
    }

    void end()
    {
        isEnding = true;
        for (int i = frames.size() - 1; i >= begun; i--)
        {
            if (frames.get(i).kind() != Kind.CONTROL)
            {
                frames.remove(i);
            }
        }
    }

    /**
     * So many bytes of all were taken, or can not be taken back.
     */
    void onTaken(final int bytes)
    {
        while (begunEnd < bytes)
        {
            begunEnd += frames.get(begun++).bytes().length;
        }
    }

    /**
     * How many bytes are not taken yet of frames that count.
     */
    int queuedBytes(final int taken)
    {
        int queued = 0;
        int from = 0;
        for (final Frame frame : frames)
        {
            final int to = from + frame.bytes().length;
            queued += frame.kind() == Kind.DATA ? Math.max(0, to - Math.max(from, taken)) : 0;
            from = to;
        }

        return queued;
    }

    /**
     * All bytes in their order.
     */
    byte[] bytes()
    {
        int length = 0;
        for (final Frame frame : frames)
        {
            length += frame.bytes().length;
        }
        final byte[] all = new byte[length];
        int at = 0;
        for (final Frame frame : frames)
        {
            System.arraycopy(frame.bytes(), 0, all, at, frame.bytes().length);
            at += frame.bytes().length;
        }

        return all;
    }
}
