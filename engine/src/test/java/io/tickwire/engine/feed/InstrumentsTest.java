package io.tickwire.engine.feed;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

class InstrumentsTest
{
    private static final long SEED = 20261127L;
    private static final int NAMES = 3_000;
    private static final int LOOK_UPS = 30_000;

    private final Symbols symbols = new Symbols();
    private final Instruments instruments = new Instruments(
        new FeedProbe(Venue.of("coinbase")).feed(),
        name -> name.length() % 3 == 0 ? null : symbols.define(name, -2, -3));

    @Test
    void shouldFindWhatATwinFinds()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < NAMES; i++)
        {
            final byte[] name = new byte[1 + random.nextInt(6)];
            for (int k = 0; k < name.length; k++)
            {
                name[k] = (byte)('A' + random.nextInt(8));
            }
            names.add(name);
        }
        final Map<String, Instrument> twin = new HashMap<>();
        final List<Instrument> order = new ArrayList<>();
        for (int i = 0; i < LOOK_UPS; i++)
        {
            final byte[] name = names.get(random.nextInt(NAMES));
            final String text = new String(name, StandardCharsets.UTF_8);
            final int offset = random.nextInt(4);
            final byte[] buffer = new byte[offset + name.length + random.nextInt(3)];
            System.arraycopy(name, 0, buffer, offset, name.length);

            final Instrument found = instruments.find(buffer, offset, name.length);
            if (text.length() % 3 == 0)
            {
                assertNull(found, text);
            }
            else if (twin.containsKey(text))
            {
                assertSame(twin.get(text), found);
            }
            else
            {
                assertNotNull(found, text);
                assertEquals(text, found.venueSymbol());
                assertEquals(order.size(), found.index());
                assertEquals(symbols.define(text, -2, -3).id(), found.symbolId());
                twin.put(text, found);
                order.add(found);
            }
        }
        assertEquals(order, instruments.all());
    }

    @Test
    void shouldTakeNoNameThatIsNoneOrTooLong()
    {
        assertNull(instruments.find(""));
        assertNull(instruments.find("A".repeat(256)));
        assertNotNull(instruments.find("A".repeat(254)));
        assertNull(instruments.find(new byte[] {'A', (byte)0xFF}, 0, 2));
        assertEquals(1, instruments.all().size());
    }
}
