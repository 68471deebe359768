package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.json.JsonKeys;

/**
 * What a message does to a table.
 * Thread: any
 */
enum BitmexAction
{
    PARTIAL, INSERT, UPDATE, DELETE;

    static final JsonKeys KEYS = JsonKeys.of("partial", "insert", "update", "delete");

    private static final BitmexAction[] ALL = values();

    /** Null for what {@link #KEYS} does not know. */
    static BitmexAction of(final int key)
    {
        return key == JsonKeys.UNKNOWN ? null : ALL[key];
    }
}
