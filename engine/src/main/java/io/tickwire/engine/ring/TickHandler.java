package io.tickwire.engine.ring;

/**
 * What a reader does with each tick.
 * Thread: pipeline-<k>
 */
@FunctionalInterface
public interface TickHandler
{
    /**
     * Take in a tick. The slot belongs to the handler until this returns.
     *
     * @param slot     where it stands.
     * @param sequence its place in the one order over all ticks: {@code g}.
     */
    void onTick(TickSlot slot, long sequence);
}
