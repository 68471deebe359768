package io.tickwire.engine.fanout;

import java.util.ArrayList;
import java.util.List;

/**
 * A frame ring as a list of all frames that were ever committed, with the same rule of room: slow, obviously right.
 */
final class NaiveFrameRing
{
    static final int NO_ROOM = -1;

    /** One frame, and from where to where it took the slab, counted on and on. */
    record Frame(byte[] bytes, long number, long start, long end)
    {
    }

    /** Reads what is published from where it joined. */
    final class Reader
    {
        private int next = published;

        /**
         * What it can read now; the ring waits for it until it has moved on.
         */
        List<Frame> peek(final int limit)
        {
            return new ArrayList<>(frames.subList(next, Math.min(published, next + limit)));
        }

        void moveOn(final int read)
        {
            next += read;
        }
    }

    private final int slots;
    private final int slabBytes;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private int published;
    private long position;

    NaiveFrameRing(final int slots, final int slabBytes)
    {
        this.slots = slots;
        this.slabBytes = slabBytes;
    }

    Reader join()
    {
        final Reader reader = new Reader();
        readers.add(reader);

        return reader;
    }

    void leave(final Reader reader)
    {
        readers.remove(reader);
    }

    /**
     * Where there is no room, what is committed is shown to the readers: where there are none, that makes room.
     */
    boolean hasRoom(final int entries, final int bytes)
    {
        if (fits(entries, bytes))
        {
            return true;
        }

        return publish() > 0 && fits(entries, bytes);
    }

    int claim(final int bytes)
    {
        if (!hasRoom(1, bytes))
        {
            return NO_ROOM;
        }

        position = startOf(bytes);

        return (int)(position % slabBytes);
    }

    void commit(final byte[] bytes, final long number)
    {
        frames.add(new Frame(bytes, number, position, position + bytes.length));
        position += bytes.length;
    }

    int publish()
    {
        final int shown = frames.size() - published;
        published = frames.size();

        return shown;
    }

    /**
     * The frames whose bytes someone may still read.
     */
    List<Frame> unread()
    {
        return frames.subList(slowest(), frames.size());
    }

    private int slowest()
    {
        return readers.stream().mapToInt(reader -> reader.next).min().orElse(published);
    }

    private boolean fits(final int entries, final int bytes)
    {
        final int slowest = slowest();
        final long released = slowest == 0 ? 0 : frames.get(slowest - 1).end();

        return frames.size() - slowest + entries <= slots && startOf(bytes) + bytes - released <= slabBytes;
    }

    private long startOf(final int bytes)
    {
        final int offset = (int)(position % slabBytes);

        return offset + bytes > slabBytes ? position + slabBytes - offset : position;
    }
}
