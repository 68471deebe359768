package io.tickwire.transport.ws;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * The message that is under way: what came of it, inflated where it is deflated, and within its bounds. Texts are
 * looked at as they come: the first byte that can not be UTF-8 ends the connection.
 * Thread: io-<n>, feed-<venue>
 */
final class IncomingMessage
{
    private static final int INITIAL_BYTES = 512;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    /** Blocks of DEFLATE may make a message longer, if only by their headers: by a sixteenth, and a little. */
    private static final int SPARE_SHIFT = 4;
    private static final int SPARE_BYTES = 1_024;

    private final int maxFragments;
    private final MessageInflater inflater;
    private final GatherPolicy gathering;
    private final Utf8Check utf8 = new Utf8Check();
    private int maxBytes;

    private boolean isText;
    private boolean isDeflated;

    /** What came of it, and a view of all of the array; null: there is no array. */
    private byte[] bytes;
    private ByteBuffer view;
    private int length;
    private long inputBytes;
    private int fragments;
    private int restarts;

    /**
     * @param inflater null: no message may be deflated.
     */
    IncomingMessage(
        final int maxBytes, final int maxFragments, final MessageInflater inflater, final GatherPolicy gathering)
    {
        this.gathering = gathering;
        this.maxBytes = maxBytes;
        this.maxFragments = maxFragments;
        this.inflater = inflater;
    }

    void maxBytes(final int maxBytes)
    {
        this.maxBytes = maxBytes;
    }

    boolean mayBeDeflated()
    {
        return inflater != null;
    }

    boolean isText()
    {
        return isText;
    }

    void begin(final boolean isText, final boolean isDeflated)
    {
        this.isText = isText;
        this.isDeflated = isDeflated;
        if (view != null)
        {
            view.clear();
        }
        length = 0;
        inputBytes = 0;
        fragments = 0;
        restarts = 0;
        utf8.reset();
        if (isDeflated)
        {
            inflater.begin();
        }
    }

    /**
     * A frame of it begins.
     *
     * @param frameBytes as its header has it.
     */
    void beginFrame(final long frameBytes) throws ProtocolViolation
    {
        fragments++;
        // The length is the client's, and may be so large that a sum would turn over.
        final long most = isDeflated ? maxBytes + (long)(maxBytes >> SPARE_SHIFT) + SPARE_BYTES : maxBytes;
        if (frameBytes > most - inputBytes)
        {
            throw tooLong();
        }
        if (fragments > maxFragments)
        {
            throw new ProtocolViolation(
                CloseCode.MESSAGE_TOO_BIG, "a message has at most " + maxFragments + " fragments");
        }
        inputBytes += frameBytes;
    }

    /**
     * Whether bytes that are all of it need not be gathered.
     *
     * @param count of them.
     */
    boolean isWhole(final int count)
    {
        return !isDeflated && inputBytes == count;
    }

    /**
     * Look at bytes that are all of it.
     */
    void check(final ByteBuffer in, final int from, final int count) throws ProtocolViolation
    {
        requireText(in, from, from + count);
        requireTextEnds();
    }

    /**
     * Take in some of its bytes; where they stand is where the buffer's position is then.
     */
    void add(final ByteBuffer in, final int from, final int count) throws ProtocolViolation
    {
        if (count == 0)
        {
            return;
        }
        if (isDeflated)
        {
            addDeflated(in, from, count);

            return;
        }
        requireText(in, from, from + count);
        makeRoom(length + count, maxBytes);
        in.get(from, bytes, length, count);
        length += count;
    }

    /**
     * All of it came.
     *
     * @return it, until the next one begins.
     */
    ByteBuffer end() throws ProtocolViolation
    {
        if (isDeflated)
        {
            endDeflated();
        }
        requireTextEnds();
        final ByteBuffer whole = view == null ? EMPTY : view.limit(length).position(0);
        if (room() > gathering.keptBytes())
        {
            letGo();
        }

        return whole;
    }

    /**
     * Nothing more comes.
     */
    void release()
    {
        letGo();
        if (inflater != null)
        {
            inflater.release();
        }
    }

    private void addDeflated(final ByteBuffer in, final int from, final int count) throws ProtocolViolation
    {
        final int limit = in.limit();
        inflater.input(in.limit(from + count).position(from));
        try
        {
            inflate();
            while (inflater.isAtLastBlock())
            {
                // Each of them costs the more, the longer a context is kept.
                if (++restarts > maxFragments)
                {
                    throw new ProtocolViolation(
                        CloseCode.MESSAGE_TOO_BIG, "a message has at most " + maxFragments + " last blocks");
                }
                inflater.restart();
                inflate();
            }
        }
        finally
        {
            in.limit(limit).position(from + count);
        }
    }

    private void endDeflated() throws ProtocolViolation
    {
        if (inflater.inputEnd())
        {
            inflate();
            if (!inflater.isWhole())
            {
                throw notDeflated();
            }
        }
        inflater.end(bytes, length);
    }

    private void inflate() throws ProtocolViolation
    {
        try
        {
            int count;
            do
            {
                if (length > maxBytes)
                {
                    throw tooLong();
                }
                // One byte more than may be, so as to see it.
                makeRoom(length + 1, maxBytes + 1);
                count = inflater.inflate(bytes, length, Math.min(room(), maxBytes + 1) - length);
                requireText(view, length, length + count);
                length += count;
            }
            while (count > 0);
        }
        catch (final DataFormatException ex)
        {
            throw notDeflated();
        }
    }

    private void makeRoom(final int needed, final int most) throws ProtocolViolation
    {
        final int room = room();
        if (needed <= room)
        {
            return;
        }

        final int size = Math.max(needed, room == 0 ? INITIAL_BYTES : Math.min(2 * room, most));
        gathering.room().take(size - room);
        final int spare = gathering.spareBytes();
        bytes = bytes == null ? new byte[size + spare] : Arrays.copyOf(bytes, size + spare);
        view = ByteBuffer.wrap(bytes);
    }

    private int room()
    {
        return bytes == null ? 0 : bytes.length - gathering.spareBytes();
    }

    private void letGo()
    {
        gathering.room().release(room());
        bytes = null;
        view = null;
    }

    private void requireText(final ByteBuffer in, final int from, final int to) throws ProtocolViolation
    {
        if (isText && !utf8.accept(in, from, to))
        {
            throw notText();
        }
    }

    private void requireTextEnds() throws ProtocolViolation
    {
        if (isText && !utf8.isComplete())
        {
            throw notText();
        }
    }

    private ProtocolViolation tooLong()
    {
        return new ProtocolViolation(CloseCode.MESSAGE_TOO_BIG, "a message has at most " + maxBytes + " bytes");
    }

    private static ProtocolViolation notText()
    {
        return new ProtocolViolation(CloseCode.INVALID_TEXT, "a text message must be UTF-8");
    }

    private static ProtocolViolation notDeflated()
    {
        return new ProtocolViolation(CloseCode.INVALID_TEXT, "a compressed message must be DEFLATE");
    }
}
