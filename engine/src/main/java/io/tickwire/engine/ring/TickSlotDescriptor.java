package io.tickwire.engine.ring;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

/**
 * Layout of a slot in the ring's slab.
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |                  publish time, ns since 1970                  |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |          message length, header included; 0: nothing          |
 *  +---------------------------------------------------------------+
 *  |                           (padding)                           |
 *  +---------------------------------------------------------------+
 *  |                SBE header and message, up to                  |
 *  |                slot - 16 bytes                              ...
 *  +---------------------------------------------------------------+
 * </pre>
 * Thread: any
 */
public final class TickSlotDescriptor
{
    /** Where the publish time stands. */
    public static final int PUBLISH_TIME_OFFSET = 0;

    /** Where the message's length stands. */
    public static final int MESSAGE_LENGTH_OFFSET = PUBLISH_TIME_OFFSET + SIZE_OF_LONG;

    /** Where the message begins. */
    public static final int MESSAGE_OFFSET = MESSAGE_LENGTH_OFFSET + 2 * SIZE_OF_INT;

    /** A slot is not smaller than this. */
    public static final int MIN_SLOT_BYTES = 256;

    /** A slot is not larger than this. */
    public static final int MAX_SLOT_BYTES = 64 * 1024;

    private TickSlotDescriptor()
    {
    }

    /**
     * How long a message a slot of a size can hold, SBE header included.
     */
    public static int messageCapacity(final int slotBytes)
    {
        return slotBytes - MESSAGE_OFFSET;
    }
}
