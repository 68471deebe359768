package io.tickwire.engine.ring;

import org.agrona.DirectBuffer;

/**
 * What an observer does with each tick: copies it first, and only then learns whether what it has copied is a tick.
 * <p>
 * For each place of the ring, in order: {@link #copy} and then {@link #keep} or {@link #drop}; or {@link #onGivenUp}.
 * After a {@code drop} comes {@link #onOvertaken}, which covers its place.
 * Thread: stream
 */
public interface TickCopier
{
    /**
     * Copy what stands there. It may be written over meanwhile, so that nothing in it may be believed, but for where it
     * is and how long, which lie within the slab.
     *
     * @param slab          where the ticks stand.
     * @param offset        of the message, with its SBE header.
     * @param length        of the message.
     * @param publishTimeNs when it was published.
     * @param sequence      {@code g}.
     */
    void copy(DirectBuffer slab, int offset, int length, long publishTimeNs, long sequence);

    /**
     * What was copied is the tick.
     */
    void keep();

    /**
     * What was copied is torn.
     */
    void drop();

    /**
     * There was no tick: its publisher gave the place up.
     */
    void onGivenUp(long sequence);

    /**
     * The ring was written over before it was read.
     *
     * @param fromSequence the first that was lost.
     * @param toSequence   the last.
     */
    void onOvertaken(long fromSequence, long toSequence);
}
