package io.tickwire.transport.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The values of one message's fields, as far as they were read: each is null, 0 or empty where the message has none.
 * Thread: io-<n>
 */
final class CommandFields
{
    private static final int MAX_CHANNELS = 32;
    private static final int MAX_VENUES = 64;
    private static final int MAX_PARAMS = 32;
    private static final int MAX_TOKEN = 1 << 14;
    private static final long MAX_AGE_US = 3_600_000_000L;
    private static final String FULL = "full";
    private static final List<String> MODES = List.of("raw", "latest", "interval", "snapshot", "delta");
    private static final String DISCONNECT = "disconnect";
    private static final List<String> ON_SLOW = List.of("gap", DISCONNECT);

    final LinkedHashSet<String> symbols = new LinkedHashSet<>();
    final LinkedHashSet<String> channels = new LinkedHashSet<>();
    final LinkedHashSet<String> venues = new LinkedHashSet<>();
    final ReplayFields replay = new ReplayFields();
    String type;
    Object id;
    Object timestamp;
    String method;
    Map<String, Object> params;
    String token;
    EncodedValue data;

    private final int maxSymbols;
    private final ValueTranscoder transcoder = new ValueTranscoder();
    private String interval;
    private int depth;
    private String mode;
    private long sinceEpoch;
    private long sinceSequence;
    private long maxAgeUs;
    private boolean disconnectsOnSlow;
    private boolean wantsSnapshot;
    private boolean wantsChecksum;

    CommandFields(final int maxSymbols)
    {
        this.maxSymbols = maxSymbols;
    }

    void clear()
    {
        symbols.clear();
        channels.clear();
        venues.clear();
        replay.clear();
        type = null;
        id = null;
        timestamp = null;
        method = null;
        params = Map.of();
        token = null;
        data = null;
        interval = null;
        depth = 0;
        mode = null;
        sinceEpoch = 0;
        sinceSequence = Wish.FROM_NOW;
        maxAgeUs = 0;
        disconnectsOnSlow = false;
        wantsSnapshot = true;
        wantsChecksum = false;
    }

    /**
     * Read a field's value.
     *
     * @param cursor on its first token, which is not null but for {@code data}.
     */
    void read(final CommandField field, final MessageCursor cursor) throws BadValueException, BadCommandException
    {
        final String name = field.wireName();
        switch (field)
        {
            case TYPE -> type = FieldValues.text(cursor, name, FieldValues.MAX_TEXT);
            case ID -> id = FieldValues.id(cursor, name);
            case SYMBOL, SYMBOLS -> FieldValues.texts(cursor, name, maxSymbols, symbols);
            case CHANNEL, CHANNELS -> FieldValues.texts(cursor, name, MAX_CHANNELS, channels);
            case VENUE, VENUES -> FieldValues.texts(cursor, name, MAX_VENUES, venues);
            case INTERVAL -> interval = interval(cursor, name);
            case DEPTH -> depth = depth(cursor, name);
            case MODE -> mode = FieldValues.word(cursor, name, MODES);
            case SINCE -> since(cursor, name);
            case MAX_AGE_US -> maxAgeUs = FieldValues.integer(cursor, name, 1, MAX_AGE_US);
            case ON_SLOW -> disconnectsOnSlow = FieldValues.word(cursor, name, ON_SLOW).equals(DISCONNECT);
            case SNAPSHOT -> wantsSnapshot = FieldValues.flag(cursor, name);
            case CHECKSUM -> wantsChecksum = FieldValues.flag(cursor, name);
            case TIMESTAMP -> timestamp = FieldValues.scalar(cursor, name);
            case METHOD -> method = FieldValues.text(cursor, name, FieldValues.MAX_TEXT);
            case PARAMS -> params(cursor, name);
            case TOKEN -> token = FieldValues.text(cursor, name, MAX_TOKEN);
            case DATA -> data = transcoder.read(cursor, name);
            default -> replay.read(field, cursor);
        }
    }

    /**
     * What {@code subscribe} and {@code update} want.
     */
    Wish wish()
    {
        return new Wish(
            listOf(symbols),
            channelsOrDefault(),
            listOf(venues),
            interval,
            depth,
            mode,
            sinceEpoch,
            sinceSequence,
            maxAgeUs,
            disconnectsOnSlow,
            wantsSnapshot,
            wantsChecksum);
    }

    List<String> channelsOrDefault()
    {
        return channels.isEmpty() ? List.of(Wish.DEFAULT_CHANNEL) : List.copyOf(channels);
    }

    static List<String> listOf(final Collection<String> texts)
    {
        return List.copyOf(texts);
    }

    private static String interval(final MessageCursor cursor, final String name) throws BadValueException
    {
        return cursor.token() == Token.TEXT ?
            FieldValues.text(cursor, name, FieldValues.MAX_TEXT) :
            Long.toString(FieldValues.integer(cursor, name, 1, Integer.MAX_VALUE));
    }

    private static int depth(final MessageCursor cursor, final String name) throws BadValueException
    {
        if (cursor.token() == Token.TEXT)
        {
            if (!cursor.text().equals(FULL))
            {
                throw FieldValues.bad(cursor, name, "a whole number from 1 on, or \"" + FULL + '"');
            }

            return Integer.MAX_VALUE;
        }

        return (int)FieldValues.integer(cursor, name, 1, Integer.MAX_VALUE);
    }

    private void params(final MessageCursor cursor, final String name) throws BadValueException, BadCommandException
    {
        params = new LinkedHashMap<>();
        FieldValues.params(cursor, name, MAX_PARAMS, maxSymbols, params);
    }

    private void since(final MessageCursor cursor, final String name) throws BadValueException, BadCommandException
    {
        if (cursor.token() != Token.MAP)
        {
            throw FieldValues.bad(cursor, name, "a map of epoch and seq");
        }

        long epoch = Wish.FROM_NOW;
        long sequence = Wish.FROM_NOW;
        final int depth = cursor.depth();
        while (cursor.next() != Token.MAP_END)
        {
            final String key = cursor.text();
            cursor.next();
            if (key.equals("epoch"))
            {
                requireOnce(epoch, name, key);
                epoch = FieldValues.integer(cursor, name + ".epoch", 0, Long.MAX_VALUE);
            }
            else if (key.equals("seq"))
            {
                requireOnce(sequence, name, key);
                sequence = FieldValues.integer(cursor, name + ".seq", 0, Long.MAX_VALUE);
            }
            else
            {
                cursor.leave(depth);
            }
        }
        if (epoch == Wish.FROM_NOW || sequence == Wish.FROM_NOW)
        {
            throw new BadValueException(ErrorCode.INVALID_MESSAGE, name + " must have epoch and seq");
        }
        sinceEpoch = epoch;
        sinceSequence = sequence;
    }

    private static void requireOnce(final long value, final String name, final String key) throws BadValueException
    {
        if (value != Wish.FROM_NOW)
        {
            throw new BadValueException(ErrorCode.INVALID_MESSAGE, "a field stands twice: " + name + "." + key);
        }
    }
}
