package io.tickwire.transport.tls;

import java.nio.ByteBuffer;

/**
 * The memory of a thread that reads or writes records; it is used up before the thread does anything else, so that a
 * connection that is idle has none of its own.
 * Thread: io-<n>, one for each
 */
final class Scratch
{
    /** As long as any record is that the JDK writes, or takes. */
    static final int RECORD_BYTES = 17 << 10;

    /** How many records go out in one write. */
    static final int RECORDS = 3;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /** What comes: a record that was begun, and what is read behind it. */
    final ByteBuffer incoming = ByteBuffer.allocate(2 * RECORD_BYTES);

    /** A record's plain text. */
    final ByteBuffer plain = ByteBuffer.allocate(RECORD_BYTES);

    /** Records to be written. On the heap: the JDK's ciphers work on arrays, and copy whatever is none. */
    final ByteBuffer records = ByteBuffer.allocate(RECORDS * RECORD_BYTES);

    /** Where each of them ends, and how much plain text is in all up to it. */
    final int[] recordEnds = new int[RECORDS];
    final int[] plainEnds = new int[RECORDS];

    /** A list of one buffer. */
    final ByteBuffer[] single = new ByteBuffer[1];

    private Scratch()
    {
    }

    static Scratch get()
    {
        return OF_THREAD.get();
    }
}
