package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.Words;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The instruments of a feed, found by the bytes of the venue's name; those of a name that is not wanted are remembered
 * too, up to a bound. An instrument is made when its name comes for the first time, and never goes.
 * Thread: feed-<venue>
 */
public final class Instruments
{
    private static final int INITIAL_CAPACITY = 256;
    private static final int MAX_UNWANTED = 100_000;
    private static final int MAX_NAME_BYTES = 255;
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final VenueFeed feed;
    private final SymbolSource symbols;
    private final List<Instrument> all = new ArrayList<>();
    private int size;
    private int unwanted;
    private byte[][] names = new byte[INITIAL_CAPACITY][];
    private long[] heads = new long[INITIAL_CAPACITY];
    private Instrument[] instruments = new Instrument[INITIAL_CAPACITY];

    Instruments(final VenueFeed feed, final SymbolSource symbols)
    {
        this.feed = feed;
        this.symbols = symbols;
    }

    /**
     * The instrument that the venue calls so.
     *
     * @return null where its ticks are not wanted.
     */
    public Instrument find(final byte[] buffer, final int offset, final int length)
    {
        final int place = placeOf(buffer, offset, length);

        return names[place] == null ? add(place, buffer, offset, length) : instruments[place];
    }

    /** Whether the instrument that the venue calls so was looked for before, wanted or not. */
    public boolean isKnown(final byte[] buffer, final int offset, final int length)
    {
        return names[placeOf(buffer, offset, length)] != null;
    }

    public Instrument find(final String venueSymbol)
    {
        final byte[] name = venueSymbol.getBytes(StandardCharsets.UTF_8);

        return find(name, 0, name.length);
    }

    /** All that have come up, in the order in which they did. */
    public List<Instrument> all()
    {
        return Collections.unmodifiableList(all);
    }

    /** Where a name stands, or is to stand. */
    private int placeOf(final byte[] buffer, final int offset, final int length)
    {
        final int mask = names.length - 1;
        final long head = head(buffer, offset, length);
        int place = hash(head, buffer, offset, length) & mask;
        while (names[place] != null)
        {
            final byte[] name = names[place];
            if (heads[place] == head && name.length == length && (length <= Long.BYTES ||
                Arrays.equals(name, Long.BYTES, length, buffer, offset + Long.BYTES, offset + length)))
            {
                return place;
            }
            place = place + 1 & mask;
        }

        return place;
    }

    private Instrument add(final int place, final byte[] buffer, final int offset, final int length)
    {
        if (length == 0 || length > MAX_NAME_BYTES || unwanted == MAX_UNWANTED)
        {
            return null;
        }

        final String venueSymbol = new String(buffer, offset, length, StandardCharsets.UTF_8);
        // Bytes that are not UTF-8 become longer ones as text.
        final boolean isText = venueSymbol.getBytes(StandardCharsets.UTF_8).length == length;
        final Symbol symbol = isText ? symbols.find(venueSymbol) : null;
        final Instrument instrument =
            symbol == null ? null : new Instrument(all.size(), venueSymbol, symbol, feed);
        if (instrument == null)
        {
            unwanted++;
        }
        else
        {
            all.add(instrument);
        }
        names[place] = Arrays.copyOfRange(buffer, offset, offset + length);
        heads[place] = head(buffer, offset, length);
        instruments[place] = instrument;
        if (++size > names.length / 2)
        {
            grow();
        }

        return instrument;
    }

    private void grow()
    {
        final byte[][] oldNames = names;
        final long[] oldHeads = heads;
        final Instrument[] oldInstruments = instruments;
        names = new byte[2 * oldNames.length][];
        heads = new long[names.length];
        instruments = new Instrument[names.length];
        for (int i = 0; i < oldNames.length; i++)
        {
            if (oldNames[i] != null)
            {
                int place = hash(oldHeads[i], oldNames[i], 0, oldNames[i].length) & names.length - 1;
                while (names[place] != null)
                {
                    place = place + 1 & names.length - 1;
                }
                names[place] = oldNames[i];
                heads[place] = oldHeads[i];
                instruments[place] = oldInstruments[i];
            }
        }
    }

    /** The first eight bytes, or all there are. */
    private static long head(final byte[] buffer, final int offset, final int length)
    {
        if (offset <= buffer.length - Long.BYTES)
        {
            final long word = Words.load(buffer, offset);

            return length >= Long.BYTES ? word : word & (1L << length * Byte.SIZE) - 1;
        }

        long head = 0;
        for (int i = 0; i < length; i++)
        {
            head |= (buffer[offset + i] & 0xFFL) << i * Byte.SIZE;
        }

        return head;
    }

    private static int hash(final long head, final byte[] buffer, final int offset, final int length)
    {
        long hash = (head ^ length) * MULTIPLIER;
        if (length > Long.BYTES)
        {
            for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES)
            {
                hash = (Long.rotateLeft(hash, Integer.SIZE) ^ Words.load(buffer, offset + i)) * MULTIPLIER;
            }
            final long tail = Words.load(buffer, offset + length - Long.BYTES);
            hash = (Long.rotateLeft(hash, Integer.SIZE) ^ tail) * MULTIPLIER;
        }

        return (int)(hash >>> Integer.SIZE);
    }
}
