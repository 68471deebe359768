package io.tickwire.engine.feed.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The field names that a decoder knows, each found from its bytes by one hash and one compare.
 * <p>
 * A name's word is its first eight bytes, little-endian, with zeros where it is shorter; with its length that is all of
 * a name of up to eight bytes. A longer one has its last eight bytes, too, its tail: these are all of it up to sixteen.
 * The table is made so large that no two names share a place.
 * Thread: any
 */
public final class JsonKeys
{
    /** What is told of a name that is not known. */
    public static final int UNKNOWN = -1;

    private static final int MAX_BITS = 16;
    private static final long[] MULTIPLIERS = {
        0x9E37_79B9_7F4A_7C15L, 0xBF58_476D_1CE4_E5B9L, 0x94D0_49BB_1331_11EBL, 0xD6E8_FEB8_6659_FD93L
    };

    private final long multiplier;
    private final int shift;
    private final long[] words;
    private final long[] tails;
    private final byte[][] names;
    private final int[] lengths;
    private final int[] indexes;

    private JsonKeys(final long multiplier, final int bits, final List<byte[]> names)
    {
        this.multiplier = multiplier;
        this.shift = Long.SIZE - bits;
        this.words = new long[1 << bits];
        this.tails = new long[1 << bits];
        this.names = new byte[1 << bits][];
        this.indexes = new int[1 << bits];
        this.lengths = new int[1 << bits];
        Arrays.fill(indexes, UNKNOWN);
        Arrays.fill(lengths, UNKNOWN);
        for (int i = 0; i < names.size(); i++)
        {
            final byte[] name = names.get(i);
            final long tail = name.length <= Long.BYTES ? 0 : word(name, name.length - Long.BYTES);
            final int place = place(word(name, 0), tail, name.length);
            words[place] = word(name, 0);
            tails[place] = tail;
            this.names[place] = name;
            lengths[place] = name.length;
            indexes[place] = i;
        }
    }

    /**
     * @param names each found by its place in this list.
     * @throws IllegalArgumentException where one stands there twice.
     */
    public static JsonKeys of(final String... names)
    {
        if (Arrays.stream(names).distinct().count() != names.length)
        {
            throw new IllegalArgumentException("a name stands twice: names=" + Arrays.toString(names));
        }

        final List<byte[]> bytes = Arrays.stream(names).map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
        for (int bits = Integer.SIZE - Integer.numberOfLeadingZeros(names.length); bits <= MAX_BITS; bits++)
        {
            for (final long multiplier : MULTIPLIERS)
            {
                final JsonKeys keys = new JsonKeys(multiplier, bits, bytes);
                if (Arrays.stream(keys.indexes).filter(index -> index != UNKNOWN).count() == names.length)
                {
                    return keys;
                }
            }
        }

        throw new IllegalArgumentException("no table keeps these names apart: names=" + Arrays.toString(names));
    }

    /**
     * The index of a name that is a part of a text, or {@link #UNKNOWN}.
     *
     * @param buffer at least eight bytes longer than the name.
     */
    public int find(final byte[] buffer, final int offset, final int length)
    {
        final long word = Words.load(buffer, offset);

        return find(length >= Long.BYTES ? word : word & (1L << length * Byte.SIZE) - 1, buffer, offset, length);
    }

    /**
     * The index of a name, or {@link #UNKNOWN}.
     *
     * @param word its first eight bytes.
     */
    int find(final long word, final byte[] buffer, final int offset, final int length)
    {
        final long tail = length <= Long.BYTES ? 0 : Words.load(buffer, offset + length - Long.BYTES);
        final int place = place(word, tail, length);
        if (words[place] != word || tails[place] != tail || lengths[place] != length)
        {
            return UNKNOWN;
        }

        return length <= 2 * Long.BYTES || Arrays.equals(
            names[place], Long.BYTES, length, buffer, offset + Long.BYTES, offset + length) ? indexes[place] : UNKNOWN;
    }

    private int place(final long word, final long tail, final int length)
    {
        return (int)((word + (tail << 1) + length) * multiplier >>> shift);
    }

    private static long word(final byte[] name, final int from)
    {
        long word = 0;
        for (int i = from; i < Math.min(name.length, from + Long.BYTES); i++)
        {
            word |= (name[i] & 0xFFL) << ((i - from) * Byte.SIZE);
        }

        return word;
    }
}
