package io.tickwire.transport.shard;

import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;

/**
 * Where the ticks of a shard come from that has an engine to itself: its thread does this work, too, and its clients
 * steer it.
 * Thread: io-<n>
 */
public interface ReplayDriver extends AutoCloseable
{
    /**
     * The shard's thread has begun.
     */
    void open();

    /**
     * Do some of what there is to do.
     *
     * @param mayTell whether clients take more; where not, only what they asked for is done.
     * @return how much there was.
     */
    int doWork(boolean mayTell);

    /**
     * Do what a client wants.
     *
     * @return where the replay is.
     */
    Reply control(Command.ReplayControl command) throws BadCommandException;

    /**
     * What clients are to be told unasked, or null.
     *
     * @param nowNs of a clock of which only differences count.
     */
    Reply news(long nowNs);

    /**
     * The shard's thread ends.
     */
    @Override
    void close();
}
