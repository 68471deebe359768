package io.tickwire.transport.protocol;

import java.nio.ByteBuffer;

/**
 * Goes through one message token by token, in either form alike: well-formed, no deeper than {@link #MAX_DEPTH}, and
 * nothing after it, or else the message is refused. Builds no tree. To be used again for the next message.
 * Thread: io-<n>
 */
public interface MessageCursor
{
    /** Maps and lists may stand in each other so deep. */
    int MAX_DEPTH = 32;

    /**
     * A cursor for a form.
     */
    static MessageCursor of(final WireForm form)
    {
        return form == WireForm.JSON ? new JsonCursor() : new MsgpackCursor();
    }

    /**
     * Stand before a message.
     *
     * @param payload its bytes, from position to limit; its position stays.
     */
    void begin(ByteBuffer payload) throws BadCommandException;

    /**
     * Go on.
     *
     * @throws BadCommandException where the bytes are no message; without an id.
     */
    Token next() throws BadCommandException;

    /**
     * What it stands on.
     */
    Token token();

    /**
     * How many maps and lists are open.
     */
    int depth();

    /**
     * Of a {@code TEXT} or a {@code NAME}.
     */
    String text();

    /**
     * Of an {@code INTEGER}.
     */
    long integer();

    /**
     * Of a {@code DECIMAL}.
     */
    double decimal();

    /**
     * A number as JSON has it: of a {@code DECIMAL} that is finite, or a {@code HUGE}.
     */
    String numberText();

    /**
     * Go on until no more than so many maps and lists are open.
     */
    default void leave(final int depth) throws BadCommandException
    {
        while (depth() > depth)
        {
            next();
        }
    }

    /**
     * Refuse a message that is none.
     */
    static BadCommandException malformed(final WireForm form, final String what)
    {
        final String name = form == WireForm.JSON ? "JSON" : "msgpack";

        return new BadCommandException(ErrorCode.INVALID_MESSAGE, "not a message in " + name + ": " + what, null);
    }

    /**
     * Refuse a message that is nested too deep.
     */
    static BadCommandException tooDeep(final WireForm form)
    {
        return malformed(form, "it is nested deeper than " + MAX_DEPTH);
    }
}
