package io.tickwire.transport.stream.journal;

import org.agrona.DirectBuffer;

/**
 * Takes what a {@link JournalReader} reads.
 * Thread: any, that of the reader
 */
public interface JournalHandler
{
    /**
     * A message. Neither the buffer nor the head may be kept.
     *
     * @param offset of the SBE message header.
     * @param length of the message with that header.
     */
    void onMessage(DirectBuffer buffer, int offset, int length, StreamHead head);

    /**
     * Another run begins: all ids are void. Where it is not read from its start, what ids mean at this place comes at
     * once, as definitions with the g of the place.
     */
    void onRun(Run run);

    /**
     * Something is lost; reading goes on behind it.
     */
    void onDamage(Damage damage);
}
