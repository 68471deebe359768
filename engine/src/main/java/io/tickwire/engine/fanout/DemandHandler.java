package io.tickwire.engine.fanout;

import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * What a pipeline does with each change of demand.
 * Thread: pipeline-<k>
 */
public interface DemandHandler
{
    /**
     * A recipient wants a stream from now on.
     *
     * @return false where that can not be granted yet: the command stays the next one.
     */
    boolean onSubscribe(Subscription subscription);

    /**
     * A recipient no longer wants it.
     */
    void onUnsubscribe(int streamId, Conflation conflation, Encoding encoding, int recipient);

    /**
     * A subscribed recipient wants the stream's state again.
     *
     * @return false where that can not be granted yet: the command stays the next one.
     */
    boolean onResync(int streamId, Conflation conflation, Encoding encoding, int recipient);

    /**
     * A recipient wants what is kept of a stream's past, at most so many of the newest.
     *
     * @return false where that can not be granted yet: the command stays the next one.
     */
    boolean onHistory(int streamId, Encoding encoding, int recipient, int most);
}
