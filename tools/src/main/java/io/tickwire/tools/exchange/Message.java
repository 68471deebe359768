package io.tickwire.tools.exchange;

/**
 * What a client is told: text, or bytes.
 *
 * @param text   null where it is bytes.
 * @param binary null where it is text.
 * Thread: any
 */
record Message(String text, byte[] binary)
{
    static Message of(final String text)
    {
        return new Message(text, null);
    }

    static Message of(final byte[] binary)
    {
        return new Message(null, binary);
    }
}
