package io.tickwire.engine.feed.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which field comes next: messages are written by programs, so that a field is nearly always followed by the one that
 * followed it before. A name, with its comma, quotes and colon, that stands where it is expected takes one compare of
 * eight bytes or two, and is not looked up. Where another one stands the message is read as it is written, and what was
 * found is expected next time; so it is with the shapes of numbers.
 * <p>
 * A name is remembered by itself and the one before it, so that the fields of an array's elements lead back to the
 * first one. There is a bound to that: of {@link #MAX_NAMES}, and of {@link #MAX_FOLLOWERS} that may follow one,
 * others are not learnt, which costs time alone.
 * Thread: feed-<venue>
 */
final class JsonFields
{
    /** What {@link #next} tells of a field that is not expected. */
    static final int UNEXPECTED = -1;

    private static final int MAX_NAMES = 512;
    private static final int MAX_FOLLOWERS = 8;
    private static final Name NOTHING = new Name(new byte[0], new byte[0], 0, 0);

    /** Before the first field of a message, and in place of what is not learnt. */
    private final Name start = new Name(new byte[0], new byte[0], 0, 0);
    private final List<Name> names = new ArrayList<>();
    private Name current = start;
    private Followers expected = start.inside;
    private boolean isOther;

    /**
     * A field, as it is written.
     */
    private static final class Name
    {
        private final byte[] before;
        private final byte[] text;
        private final int length;
        private final long head;
        private final long mask;
        private final long tail;
        private final Followers inside = new Followers();
        private final Followers behind = new Followers();
        private JsonKeys keys;
        private int key;

        /** Of its first number and those two on, and of the others between: prices and quantities, as a rule. */
        private NumberShape shape = NumberShape.NONE;
        private NumberShape otherShape = NumberShape.NONE;

        Name(final byte[] before, final byte[] buffer, final int from, final int to)
        {
            this.before = before;
            length = to - from;
            text = Arrays.copyOf(Arrays.copyOfRange(buffer, from, to), length + JsonReader.PADDING);
            // What has no text stands nowhere: its head is none that is left of the mask.
            mask = length >= Long.BYTES ? -1 : (1L << length * Byte.SIZE) - 1;
            head = length == 0 ? 1 : Words.load(text, 0) & mask;
            tail = length >= Long.BYTES ? Words.load(text, length - Long.BYTES) : 0;
        }

        boolean isAt(final byte[] buffer, final int at, final int end)
        {
            return (Words.load(buffer, at) & mask) == head && at + length <= end &&
                (length <= Long.BYTES || isRestAt(buffer, at));
        }

        private boolean isRestAt(final byte[] buffer, final int at)
        {
            for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES)
            {
                if (Words.load(buffer, at + i) != Words.load(text, i))
                {
                    return false;
                }
            }

            return Words.load(buffer, at + length - Long.BYTES) == tail;
        }

        boolean is(final byte[] before, final byte[] buffer, final int from, final int to)
        {
            return Arrays.equals(this.before, before) &&
                Arrays.equals(text, 0, length, buffer, from, to);
        }
    }

    /**
     * What has followed a field: within its value, or behind it.
     */
    private static final class Followers
    {
        private Name likely = NOTHING;
        private Name[] known = new Name[0];

        void add(final Name name)
        {
            likely = name;
            known = Arrays.copyOf(known, known.length + 1);
            known[known.length - 1] = name;
        }
    }

    /** Another message begins. */
    void begin()
    {
        current = start;
    }

    /** An object begins. */
    void enter()
    {
        expected = current.inside;
    }

    /** An object ends. */
    void leave()
    {
        expected = current.behind;
    }

    /**
     * Take the next field, where it is one that is expected.
     *
     * @return the offset behind its colon, or {@link #UNEXPECTED}.
     */
    int next(final byte[] buffer, final int at, final int end)
    {
        final Name likely = expected.likely;
        if (likely.isAt(buffer, at, end))
        {
            current = likely;
            isOther = false;
            expected = likely.behind;
            return at + likely.length;
        }

        return buffer[at] == '}' ? UNEXPECTED : nextOther(buffer, at, end);
    }

    private int nextOther(final byte[] buffer, final int at, final int end)
    {
        for (final Name name : expected.known)
        {
            if (name.isAt(buffer, at, end))
            {
                expected.likely = name;
                current = name;
                isOther = false;
                expected = name.behind;
                return at + name.length;
            }
        }

        return UNEXPECTED;
    }

    /**
     * A field was read that was not expected.
     *
     * @param from   where its comma or its quote would stand, were there no space.
     * @param to     behind its colon.
     * @param length of its name.
     */
    void learn(final byte[] buffer, final int from, final int to, final int length)
    {
        // Space and escapes make it longer than this.
        final boolean isFirst = buffer[from] == '"';
        final boolean isPlain = to - from == length + (isFirst ? 3 : 4) && (isFirst || buffer[from] == ',');
        final Name name = isPlain && expected.known.length < MAX_FOLLOWERS ? name(buffer, from, to) : null;
        if (name != null)
        {
            expected.add(name);
        }
        current = name == null ? start : name;
        isOther = false;
        expected = current.behind;
    }

    /**
     * Read arrays that begin here, with commas between them, as long as each is of two numbers of the shapes that those
     * of the array before had.
     *
     * @return the offset behind the last one; where it begins, if it is of other shapes.
     */
    int readPairs(final JsonPairs pairs, final byte[] buffer, final int from, final int end)
    {
        final NumberShape firsts = current.shape;
        final NumberShape seconds = current.otherShape;
        int behind = from;
        int at = from;
        while (at < end && buffer[at] == '[')
        {
            final int first = at + 1;
            final int comma = firsts.behind(buffer, first);
            if (comma == NumberShape.OTHER || comma >= end || buffer[comma] != ',')
            {
                break;
            }
            final int second = comma + 1;
            final int close = seconds.behind(buffer, second);
            if (close == NumberShape.OTHER || close >= end || buffer[close] != ']')
            {
                break;
            }
            pairs.add(firsts.mantissa(buffer, first), firsts.decimals(), seconds.mantissa(buffer, second),
                seconds.decimals());
            behind = close + 1;
            if (buffer[behind] != ',')
            {
                break;
            }
            at = behind + 1;
        }

        return behind;
    }

    /** The shape that the next number has, if it is that of the last time. */
    NumberShape shape()
    {
        return isOther ? current.otherShape : current.shape;
    }

    /** The number has been read. */
    void passNumber()
    {
        isOther = !isOther;
    }

    /** The number has been read, and had another shape. */
    void learn(final NumberShape shape)
    {
        if (isOther)
        {
            current.otherShape = shape;
        }
        else
        {
            current.shape = shape;
        }
        isOther = !isOther;
    }

    /**
     * Which of these the field's name is.
     *
     * @param strings where it stands, if it was read and not expected.
     */
    int key(final JsonKeys keys, final JsonStrings strings)
    {
        final Name name = current;

        return name.keys == keys ? name.key : find(name, keys, strings);
    }

    private int find(final Name name, final JsonKeys keys, final JsonStrings strings)
    {
        if (name == start)
        {
            return strings.find(keys);
        }
        final int from = name.text[0] == ',' ? 2 : 1;
        name.key = keys.find(name.text, from, name.length - from - 2);
        name.keys = keys;

        return name.key;
    }

    /**
     * @return null where there is no room for another one.
     */
    private Name name(final byte[] buffer, final int from, final int to)
    {
        if (names.size() == MAX_NAMES)
        {
            return null;
        }
        for (final Name name : names)
        {
            if (name.is(current.text, buffer, from, to))
            {
                return name;
            }
        }
        final Name name = new Name(current.text, buffer, from, to);
        names.add(name);

        return name;
    }
}
