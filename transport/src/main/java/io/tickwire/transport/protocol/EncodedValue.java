package io.tickwire.transport.protocol;

/**
 * A value of any kind in both forms, to be put into messages as it is.
 *
 * @param json    UTF-8.
 * @param msgpack one msgpack value.
 * Thread: any
 */
public record EncodedValue(byte[] json, byte[] msgpack)
{
    /**
     * Its bytes in a form; not to be changed.
     */
    public byte[] in(final WireForm form)
    {
        return form == WireForm.JSON ? json : msgpack;
    }
}
