package io.tickwire.transport.protocol;

import org.agrona.MutableDirectBuffer;

import java.math.BigDecimal;

/**
 * Writes JSON.
 * Thread: any
 */
final class JsonValueWriter implements ValueWriter
{
    private static final char FIRST_PLAIN = ' ';
    private static final int NIBBLE_BITS = 4;
    private static final int NIBBLE_MASK = 0xf;
    private static final String DIGITS = "0123456789abcdef";
    private static final double PLAIN_FROM = 1e-9;
    private static final double PLAIN_BELOW = 1e18;

    private MutableDirectBuffer buffer;
    private int start;
    private int at;
    private boolean needsComma;

    @Override
    public void wrap(final MutableDirectBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        start = offset;
        at = offset;
        needsComma = false;
    }

    @Override
    public int length()
    {
        return at - start;
    }

    @Override
    public int beginMap(final int count)
    {
        begin('{');

        return 0;
    }

    @Override
    public void endMap(final int mark, final int count)
    {
        end('}');
    }

    @Override
    public int beginList(final int count)
    {
        begin('[');

        return 0;
    }

    @Override
    public void endList(final int mark, final int count)
    {
        end(']');
    }

    @Override
    public void name(final String name)
    {
        comma();
        quoted(name);
        put(':');
    }

    @Override
    public void text(final String text)
    {
        comma();
        quoted(text);
        needsComma = true;
    }

    @Override
    public void integer(final long value)
    {
        number(Long.toString(value));
    }

    @Override
    public void unsigned(final long value)
    {
        number(Long.toUnsignedString(value));
    }

    @Override
    public void decimal(final double value)
    {
        number(Double.isFinite(value) ? textOf(value) : "null");
    }

    @Override
    public void flag(final boolean value)
    {
        number(value ? "true" : "false");
    }

    @Override
    public void nothing()
    {
        number("null");
    }

    @Override
    public void raw(final byte[] value)
    {
        comma();
        buffer.putBytes(at, value);
        at += value.length;
        needsComma = true;
    }

    /**
     * A number, or whatever else stands without quotes, as it is written.
     */
    void number(final String ascii)
    {
        comma();
        at += buffer.putStringWithoutLengthAscii(at, ascii);
        needsComma = true;
    }

    /**
     * A number as JSON, without a power of ten where it is of an ordinary size.
     */
    static String textOf(final double value)
    {
        final String text = Double.toString(value);
        final double size = Math.abs(value);
        if (text.indexOf('E') < 0 || size < PLAIN_FROM || size >= PLAIN_BELOW)
        {
            return text;
        }
        final String plain = new BigDecimal(text).toPlainString();

        // It stays a number with a fraction for those who tell the two kinds apart.
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private void begin(final char bracket)
    {
        comma();
        put(bracket);
    }

    private void end(final char bracket)
    {
        put(bracket);
        needsComma = true;
    }

    private void comma()
    {
        if (needsComma)
        {
            put(',');
        }
        needsComma = false;
    }

    private void put(final char ascii)
    {
        buffer.putByte(at++, (byte)ascii);
    }

    private void quoted(final String text)
    {
        put('"');
        for (int i = 0; i < text.length();)
        {
            final int character = Utf8.characterAt(text, i);
            if (character < FIRST_PLAIN || character == '"' || character == '\\')
            {
                escaped((char)character);
            }
            else
            {
                at = Utf8.put(buffer, at, character);
            }
            i += Character.charCount(character);
        }
        put('"');
    }

    private void escaped(final char character)
    {
        put('\\');
        switch (character)
        {
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            case '"', '\\' -> put(character);
            default ->
            {
                put('u');
                put('0');
                put('0');
                put(DIGITS.charAt(character >> NIBBLE_BITS));
                put(DIGITS.charAt(character & NIBBLE_MASK));
            }
        }
    }
}
