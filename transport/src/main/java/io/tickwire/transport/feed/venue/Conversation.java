package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Consumer;

/**
 * The talk over one connection, from its opening to its end. It says what to send and tells what was answered; when
 * something is sent, and what follows of an answer, is its connector's.
 * Thread: feed-<venue>
 */
public interface Conversation
{
    /**
     * The connection is open: what to send before anything else.
     */
    void begin(Consumer<String> messages);

    /**
     * Ask for streams, in as few messages as {@link VenueLimits#streamsPerMessage} allows.
     */
    void subscribe(List<VenueStream> streams, Consumer<String> messages);

    /**
     * Ask for no more of streams.
     */
    void unsubscribe(List<VenueStream> streams, Consumer<String> messages);

    /**
     * What to send so that the venue keeps the connection, or to learn whether it is there still.
     *
     * @return null: WebSocket's own pings do.
     */
    String keepAlive();

    /** How often, 0: never. */
    long keepAliveMs();

    /**
     * The venue asked by a message of its own whether anybody listens.
     *
     * @return what to answer; null: nothing.
     */
    String testAnswer();

    /**
     * A message has come that is no market data.
     *
     * @param message null: it is no JSON.
     */
    void onControl(JsonNode message, String text, Replies replies);

    /**
     * Takes what a message of a venue means.
     * Thread: feed-<venue>
     */
    interface Replies
    {
        /** A stream is on. */
        void accepted(VenueStream stream);

        /** A stream is off, as was asked for. */
        void ended(VenueStream stream);

        /** A stream is refused: it will not come. */
        void refused(VenueStream stream, String reason);

        /**
         * A stream was refused by no fault of its own, together with one that cannot be had: it is to be asked for
         * again.
         */
        void again(VenueStream stream);

        /** Something was asked for too fast: what has not been answered is to be asked for again, later. */
        void tooFast(String reason);

        /** The venue is about to end the connection, or wants it to be another one. */
        void leaving(String reason);

        /** An error that names no stream. */
        void failed(String reason);
    }
}
