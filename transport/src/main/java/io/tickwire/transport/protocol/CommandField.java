package io.tickwire.transport.protocol;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A field of a client's message that means something in one type or another.
 * Thread: any
 */
enum CommandField
{
    /** What the client wants. */
    TYPE,

    /** What the client calls its message. */
    ID,

    /** A symbol. */
    SYMBOL,

    /** Symbols. */
    SYMBOLS,

    /** A channel. */
    CHANNEL,

    /** Channels. */
    CHANNELS,

    /** A venue. */
    VENUE,

    /** Venues. */
    VENUES,

    /** A candle's size, or how often. */
    INTERVAL,

    /** How many levels of a book. */
    DEPTH,

    /** How densely. */
    MODE,

    /** Where to go on. */
    SINCE,

    /** How old what is queued may be. */
    MAX_AGE_US,

    /** What to do where the client is too slow. */
    ON_SLOW,

    /** Whether state comes first. */
    SNAPSHOT,

    /** Whether books carry checksums. */
    CHECKSUM,

    /** To be echoed. */
    TIMESTAMP,

    /** What a request asks for. */
    METHOD,

    /** What of it. */
    PARAMS,

    /** Who the client is. */
    TOKEN,

    /** What is published. */
    DATA,

    /** What a replay is to do. */
    ACTION,

    /** Where to, how fast or how far. */
    VALUE,

    /** The action and its value in one, as are the next four. */
    PAUSE,

    /** Go on. */
    RESUME,

    /** Go on by a message, or some. */
    STEP,

    /** Go on elsewhere. */
    SEEK,

    /** Go on faster or slower. */
    SPEED;

    private static final Map<String, CommandField> BY_NAME = byName();

    private final String wireName = name().toLowerCase(Locale.ROOT);

    String wireName()
    {
        return wireName;
    }

    /**
     * The field of a name, or null where none has it.
     */
    static CommandField of(final String name)
    {
        return BY_NAME.get(name);
    }

    private static Map<String, CommandField> byName()
    {
        final Map<String, CommandField> byName = new HashMap<>();
        for (final CommandField field : values())
        {
            byName.put(field.wireName, field);
        }

        return byName;
    }
}
