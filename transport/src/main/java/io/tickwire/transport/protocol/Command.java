package io.tickwire.transport.protocol;

import java.util.List;
import java.util.Map;

/**
 * A client's message. The {@code id} is the client's own, a text or a whole number, and is echoed in the answer; null
 * where it gave none.
 * Thread: any
 */
public sealed interface Command
{
    Object id();

    /**
     * Wants channels of symbols.
     * Thread: any
     */
    record Subscribe(Object id, Wish wish) implements Command
    {
    }

    /**
     * Wants what it has in another interval, mode or depth.
     * Thread: any
     */
    record Update(Object id, Wish wish) implements Command
    {
    }

    /**
     * Wants no more of them.
     *
     * @param symbols  empty: all that are subscribed in these channels.
     * @param channels as written; {@code price} where none was given.
     * Thread: any
     */
    record Unsubscribe(Object id, List<String> symbols, List<String> channels) implements Command
    {
    }

    /**
     * Wants a pong.
     *
     * @param timestamp as the client wrote it: a number or a text; null: none.
     * Thread: any
     */
    record Ping(Object id, Object timestamp) implements Command
    {
    }

    /**
     * The answer to a ping of ours.
     * Thread: any
     */
    record Pong(Object id) implements Command
    {
    }

    /**
     * Wants to know something once.
     *
     * @param timestamp as the client wrote it, to be echoed; null: none.
     * @param params    scalars and lists of scalars, by name.
     * Thread: any
     */
    record Request(Object id, Object timestamp, RequestMethod method, Map<String, Object> params) implements Command
    {
    }

    /**
     * Says who it is.
     * Thread: any
     */
    record Auth(Object id, String token) implements Command
    {
        @Override
        public String toString()
        {
            return "Auth[id=" + id + ", token=***]";
        }
    }

    /**
     * Wants the state of a stream that it is subscribed to.
     *
     * @param venue null: at all venues.
     * Thread: any
     */
    record Resync(Object id, String symbol, String channel, String venue) implements Command
    {
    }

    /**
     * Wants something told to a channel's subscribers.
     * Thread: any
     */
    record Publish(Object id, String channel, EncodedValue data) implements Command
    {
    }

    /**
     * Steers a replay.
     *
     * @param action {@code pause}, {@code resume}, {@code step}, {@code seek} or {@code speed}.
     * @param value  of a seek or a speed, as written; null: none.
     * Thread: any
     */
    record ReplayControl(Object id, String action, Object value) implements Command
    {
    }
}
