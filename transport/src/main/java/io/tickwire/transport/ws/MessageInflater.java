package io.tickwire.transport.ws;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the messages of one connection, RFC 7692, section 7.2.2, as their bytes come. It holds an inflater, of some
 * 40 KiB outside of the heap, only while a message is under way, and gives it back to those of its thread then; what
 * it keeps between messages is their last 32 KiB, and only where the client may point back into them.
 * <p>
 * A message may have blocks that say they are the last ones. What follows such a block is a stream of its own.
 * Thread: io-<n>, feed-<venue>
 */
final class MessageInflater
{
    private static final int WINDOW_BYTES = 1 << 15;
    private static final int MAX_FREE = 4;
    private static final ThreadLocal<ArrayDeque<Inflater>> FREE = ThreadLocal.withInitial(ArrayDeque::new);

    /**
     * What the sender cut off, and an empty last block behind it: where the message was not cut off elsewhere, the
     * stream ends exactly with these.
     */
    private static final byte[] END = {0, 0, -1, -1, 1, 0, 0, -1, -1};

    private final boolean keepsContext;
    private byte[] context = {};
    private int contextBytes;
    private Inflater inflater;
    private ByteBuffer input;
    private boolean isEmpty;

    MessageInflater(final boolean keepsContext)
    {
        this.keepsContext = keepsContext;
    }

    /**
     * A message begins.
     */
    void begin()
    {
        final Inflater free = FREE.get().pollLast();
        inflater = free == null ? new Inflater(true) : free;
        isEmpty = true;
        point();
    }

    /**
     * More of it came.
     *
     * @param bytes from position to limit, to be inflated before more are given, or the message ends.
     */
    void input(final ByteBuffer bytes)
    {
        isEmpty &= !bytes.hasRemaining();
        input = bytes;
        inflater.setInput(bytes);
    }

    /**
     * Inflate what there is room for.
     *
     * @return how many bytes; 0: all that came is inflated, or {@link #isAtLastBlock}.
     */
    int inflate(final byte[] out, final int offset, final int length) throws DataFormatException
    {
        return inflater.inflate(out, offset, length);
    }

    /**
     * Whether a block that said it is the last one has ended, and more follows it.
     */
    boolean isAtLastBlock()
    {
        return inflater.finished() && inflater.getRemaining() > 0;
    }

    /**
     * Go on behind such a block.
     */
    void restart()
    {
        inflater.reset();
        point();
        inflater.setInput(input);
    }

    /**
     * All of the message came: what is still to be inflated is in.
     *
     * @return whether there is any. There is none in a message of no bytes, which some senders make of an empty one,
     *         nor behind a block that says it is the last.
     */
    boolean inputEnd()
    {
        final boolean isOpen = !isEmpty && !inflater.finished();
        if (isOpen)
        {
            inflater.setInput(END);
        }

        return isOpen;
    }

    /**
     * Whether the stream ended with its last byte.
     */
    boolean isWhole()
    {
        return inflater.finished() && inflater.getRemaining() == 0;
    }

    /**
     * The message is over, and this is what it was.
     */
    void end(final byte[] message, final int length)
    {
        if (keepsContext && length > 0)
        {
            remember(message, length);
        }
        release();
    }

    /**
     * Let go of the inflater, whatever has become of the message.
     */
    void release()
    {
        if (inflater == null)
        {
            return;
        }
        final ArrayDeque<Inflater> free = FREE.get();
        if (free.size() < MAX_FREE)
        {
            inflater.reset();
            free.addLast(inflater);
        }
        else
        {
            inflater.end();
        }
        inflater = null;
        input = null;
    }

    /** What it has grown to is kept: from 32 KiB on nothing more is allocated. */
    private void remember(final byte[] message, final int length)
    {
        final int added = Math.min(length, WINDOW_BYTES);
        final int kept = Math.min(contextBytes, WINDOW_BYTES - added);
        final byte[] before = context;
        if (kept + added > context.length)
        {
            context = new byte[kept + added];
        }
        System.arraycopy(before, contextBytes - kept, context, 0, kept);
        System.arraycopy(message, length - added, context, kept, added);
        contextBytes = kept + added;
    }

    private void point()
    {
        if (contextBytes > 0)
        {
            inflater.setDictionary(context, 0, contextBytes);
        }
    }
}
