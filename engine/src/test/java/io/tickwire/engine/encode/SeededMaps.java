package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.SeededMantissas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** Maps of fields of all kinds, the same for the same seed, and what a client must read of each. */
final class SeededMaps
{
    static final int MAX_FIELDS = 40;
    static final int MAX_TEXT_BYTES = 300;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MAX_NAME_BYTES = 32;
    private static final int ODDS_OF_NULL = 8;
    private static final int TEXT_OFFSET = 5;

    private final SplittableRandom random;
    private final SeededMantissas mantissas;

    SeededMaps(final long seed)
    {
        random = new SplittableRandom(seed);
        mantissas = new SeededMantissas(random);
    }

    /** A field, and the call that writes it. */
    private interface Call
    {
        void write(MapWriter writer);
    }

    /**
     * A map.
     *
     * @param code     its number in the compact encoding, or -1.
     * @param maxBytes no form of it may be longer.
     */
    record SeededMap(WireName type, int code, int maxBytes, List<NaiveField> fields, List<Call> calls)
    {
        int write(final MapWriter writer, final UnsafeBuffer buffer, final int offset)
        {
            writer.begin(buffer, offset, type, code, calls.size());
            for (final Call call : calls)
            {
                call.write(writer);
            }

            return writer.end();
        }
    }

    SeededMap next()
    {
        final int count = random.nextInt(MAX_FIELDS + 1);
        final List<NaiveField> fields = new ArrayList<>();
        final List<Call> calls = new ArrayList<>();
        int textBytes = 0;
        for (int i = 0; i < count; i++)
        {
            final String name = name();
            final WireName wireName = WireName.of(name);
            switch (random.nextInt(4))
            {
                case 0 ->
                {
                    final long value = mantissas.nextOrNull(ODDS_OF_NULL);
                    fields.add(NaiveField.integer(name, value));
                    calls.add((writer) -> writer.integer(wireName, value));
                }
                case 1, 2 ->
                {
                    final long mantissa = mantissas.nextOrNull(ODDS_OF_NULL);
                    final int exponent = mantissas.exponent();
                    fields.add(NaiveField.decimal(name, mantissa, exponent));
                    calls.add((writer) -> writer.decimal(wireName, mantissa, exponent));
                }
                default ->
                {
                    final String text = text();
                    textBytes += text.getBytes(StandardCharsets.UTF_8).length;
                    fields.add(NaiveField.text(name, text));
                    calls.add(textCall(wireName, text));
                }
            }
        }

        return map(count, textBytes, fields, calls);
    }

    /** A map of one text and one number. */
    SeededMap of(final String text)
    {
        final int textBytes = text.getBytes(StandardCharsets.UTF_8).length;
        final List<NaiveField> fields =
            List.of(NaiveField.text("text", text), NaiveField.integer("count", -textBytes));
        final List<Call> calls = List.of(
            textCall(WireName.of("text"), text), (writer) -> writer.integer(WireName.of("count"), -textBytes));

        return map(2, textBytes, fields, calls);
    }

    /** A map of the longest fields that are not texts. */
    SeededMap ofLongest()
    {
        final String name = "n".repeat(MAX_NAME_BYTES);
        final WireName wireName = WireName.of(name);
        final List<NaiveField> fields = new ArrayList<>();
        final List<Call> calls = new ArrayList<>();
        for (int i = 0; i < MAX_FIELDS; i++)
        {
            fields.add(NaiveField.decimal(name, -Long.MAX_VALUE, Decimals.MAX_EXPONENT));
            calls.add((writer) -> writer.decimal(wireName, -Long.MAX_VALUE, Decimals.MAX_EXPONENT));
        }

        return map(MAX_FIELDS, 0, fields, calls);
    }

    private SeededMap map(
        final int count, final int textBytes, final List<NaiveField> fields, final List<Call> calls)
    {
        final int code = random.nextBoolean() ? -1 : random.nextInt(128);
        final int maxBytes = (count + 1) * MapWriter.MAX_FIELD_BYTES + textBytes * MapWriter.MAX_TEXT_FACTOR;

        return new SeededMap(WireName.of(name()), code, maxBytes, fields, calls);
    }

    private Call textCall(final WireName name, final String text)
    {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextBoolean())
        {
            return (writer) -> writer.text(name, utf8);
        }

        final UnsafeBuffer larger = new UnsafeBuffer(new byte[utf8.length + 2 * TEXT_OFFSET]);
        larger.setMemory(0, larger.capacity(), (byte)'#');
        larger.putBytes(TEXT_OFFSET, utf8);

        return (writer) -> writer.text(name, larger, TEXT_OFFSET, utf8.length);
    }

    private String name()
    {
        final StringBuilder name = new StringBuilder();
        final int length = random.nextInt(4) == 0 ? MAX_NAME_BYTES : random.nextInt(1, MAX_NAME_BYTES);
        for (int i = 0; i < length; i++)
        {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }

        return name.toString();
    }

    private String text()
    {
        final int[] lengths = {0, 1, 31, 32, 255, 256, MAX_TEXT_BYTES, random.nextInt(MAX_TEXT_BYTES)};
        final int bytes = lengths[random.nextInt(lengths.length)];
        if (random.nextBoolean())
        {
            return String.valueOf((char)random.nextInt(0x80)).repeat(bytes);
        }

        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes / 4; i++)
        {
            final int codePoint = random.nextInt(0x110000 >> random.nextInt(16));
            text.appendCodePoint(
                codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE ? '?' : codePoint);
        }

        return text.toString();
    }
}
