package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.MapWriter;
import io.tickwire.engine.encode.WireName;
import io.tickwire.engine.schema.Decimals;

import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * The values of an SBE enum as the lower-case texts that the wire shows; what is none of them shows as null.
 * Thread: any
 */
final class EnumTexts
{
    private static final int LIMIT = 256;

    private final byte[][] texts = new byte[LIMIT][];

    <E extends Enum<E>> EnumTexts(final E[] values, final ToIntFunction<E> codes)
    {
        for (final E value : values)
        {
            if (!"NULL_VAL".equals(value.name()))
            {
                texts[codes.applyAsInt(value)] = Messages.ascii(value.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    void write(final MapWriter writer, final WireName name, final short code)
    {
        final byte[] text = texts[code & LIMIT - 1];
        if (text == null)
        {
            writer.integer(name, Decimals.NULL);
        }
        else
        {
            writer.text(name, text);
        }
    }
}
