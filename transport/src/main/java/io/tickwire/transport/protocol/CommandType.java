package io.tickwire.transport.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static io.tickwire.transport.protocol.CommandField.ACTION;
import static io.tickwire.transport.protocol.CommandField.CHANNEL;
import static io.tickwire.transport.protocol.CommandField.CHANNELS;
import static io.tickwire.transport.protocol.CommandField.CHECKSUM;
import static io.tickwire.transport.protocol.CommandField.DATA;
import static io.tickwire.transport.protocol.CommandField.DEPTH;
import static io.tickwire.transport.protocol.CommandField.INTERVAL;
import static io.tickwire.transport.protocol.CommandField.MAX_AGE_US;
import static io.tickwire.transport.protocol.CommandField.METHOD;
import static io.tickwire.transport.protocol.CommandField.MODE;
import static io.tickwire.transport.protocol.CommandField.ON_SLOW;
import static io.tickwire.transport.protocol.CommandField.PARAMS;
import static io.tickwire.transport.protocol.CommandField.PAUSE;
import static io.tickwire.transport.protocol.CommandField.RESUME;
import static io.tickwire.transport.protocol.CommandField.SEEK;
import static io.tickwire.transport.protocol.CommandField.SINCE;
import static io.tickwire.transport.protocol.CommandField.SNAPSHOT;
import static io.tickwire.transport.protocol.CommandField.SPEED;
import static io.tickwire.transport.protocol.CommandField.STEP;
import static io.tickwire.transport.protocol.CommandField.SYMBOL;
import static io.tickwire.transport.protocol.CommandField.SYMBOLS;
import static io.tickwire.transport.protocol.CommandField.TIMESTAMP;
import static io.tickwire.transport.protocol.CommandField.TOKEN;
import static io.tickwire.transport.protocol.CommandField.VALUE;
import static io.tickwire.transport.protocol.CommandField.VENUE;
import static io.tickwire.transport.protocol.CommandField.VENUES;

/**
 * The types of clients' messages, and the fields that mean something in each; others are as if they were not there.
 * Thread: any
 */
enum CommandType
{
    /** Wants channels. */
    SUBSCRIBE(
        SYMBOL, SYMBOLS, CHANNEL, CHANNELS, VENUE, VENUES, INTERVAL, DEPTH, MODE, SINCE, MAX_AGE_US, ON_SLOW,
        SNAPSHOT, CHECKSUM),

    /** Wants no more of them. */
    UNSUBSCRIBE(SYMBOL, SYMBOLS, CHANNEL, CHANNELS),

    /** Wants them otherwise. */
    UPDATE(
        SYMBOL, SYMBOLS, CHANNEL, CHANNELS, VENUE, VENUES, INTERVAL, DEPTH, MODE, MAX_AGE_US, ON_SLOW, SNAPSHOT,
        CHECKSUM),

    /** Wants a pong. */
    PING(TIMESTAMP),

    /** Answers a ping. */
    PONG(),

    /** Wants to know something. */
    REQUEST(TIMESTAMP, METHOD, PARAMS),

    /** Says who it is. */
    AUTH(TOKEN),

    /** Wants a stream's state. */
    RESYNC(SYMBOL, SYMBOLS, CHANNEL, CHANNELS, VENUE, VENUES),

    /** Wants others told. */
    PUBLISH(CHANNEL, CHANNELS, DATA),

    /** Steers a replay. */
    REPLAY_CONTROL(ACTION, VALUE, PAUSE, RESUME, STEP, SEEK, SPEED);

    private static final Map<String, CommandType> BY_NAME = byName();
    private static final String ALL_NAMES = Arrays.stream(values())
        .map(CommandType::wireName)
        .collect(Collectors.joining(", "));

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final Set<CommandField> fields = EnumSet.of(CommandField.TYPE, CommandField.ID);

    CommandType(final CommandField... fields)
    {
        this.fields.addAll(Arrays.asList(fields));
    }

    String wireName()
    {
        return wireName;
    }

    /**
     * Whether a field means something here.
     */
    boolean has(final CommandField field)
    {
        return fields.contains(field);
    }

    /**
     * The type of a name, or null where none has it.
     */
    static CommandType of(final String name)
    {
        return BY_NAME.get(name);
    }

    /**
     * All there are, for people.
     */
    static String allNames()
    {
        return ALL_NAMES;
    }

    private static Map<String, CommandType> byName()
    {
        final Map<String, CommandType> byName = new HashMap<>();
        for (final CommandType type : values())
        {
            byName.put(type.wireName, type);
        }

        return byName;
    }
}
