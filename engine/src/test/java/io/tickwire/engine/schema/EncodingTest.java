package io.tickwire.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncodingTest
{
    @Test
    void shouldBeLookedUpByItsOrdinal()
    {
        assertEquals(Encoding.values().length, Encoding.COUNT);
        for (final Encoding encoding : Encoding.values())
        {
            assertEquals(encoding, Encoding.ofOrdinal(encoding.ordinal()));
        }
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> Encoding.ofOrdinal(-1));
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> Encoding.ofOrdinal(Encoding.COUNT));
    }

    @Test
    void shouldKeepItsOrder()
    {
        assertEquals(
            List.of("JSON", "JSON_STRING", "MSGPACK", "MSGPACK_SCALED", "COMPACT", "COMPACT_SCALED", "SBE"),
            Arrays.stream(Encoding.values()).map(Encoding::name).toList());
    }

    @Test
    void shouldHaveABitOfItsOwn()
    {
        int bits = 0;
        for (final Encoding encoding : Encoding.values())
        {
            assertEquals(1, Integer.bitCount(encoding.bit()));
            assertEquals(0, bits & encoding.bit());
            assertEquals(encoding, Encoding.ofOrdinal(Integer.numberOfTrailingZeros(encoding.bit())));
            bits |= encoding.bit();
        }
        assertEquals((1 << Encoding.COUNT) - 1, bits);
    }

    @Test
    void shouldBeTextWhereItIsJson()
    {
        final Set<Encoding> texts = Set.of(Encoding.JSON, Encoding.JSON_STRING);
        for (final Encoding encoding : Encoding.values())
        {
            assertEquals(texts.contains(encoding), encoding.isText());
        }
    }
}
