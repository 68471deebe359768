package io.tickwire.transport.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message to one connection: its type and its fields in order. Values are texts, numbers, booleans, null, lists and
 * maps of these, {@link EncodedValue}s, and byte arrays: a value that stands in the connection's form already.
 * Thread: any
 */
public final class Reply
{
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Reply(final String type)
    {
        fields.put("type", type);
    }

    public static Reply of(final String type)
    {
        return new Reply(type);
    }

    /**
     * An {@code error} message.
     *
     * @param id of the message that it answers; null: none.
     */
    public static Reply error(final ErrorCode code, final String message, final Object id)
    {
        return of("error").with("code", code.wireName()).with("message", message).withId(id);
    }

    /**
     * The same with one more field.
     */
    public Reply with(final String name, final Object value)
    {
        fields.put(name, value);

        return this;
    }

    /**
     * The same with the client's id, where it gave one.
     */
    public Reply withId(final Object id)
    {
        return id == null ? this : with("id", id);
    }

    /**
     * The fields in order, {@code type} first.
     */
    public Map<String, Object> fields()
    {
        return fields;
    }
}
