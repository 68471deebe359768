package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NameTableTest
{
    private final NameTable table = new NameTable("venue", 4, "");

    @Test
    void shouldGiveDenseIds()
    {
        assertEquals(1, table.add("kraken"));
        assertEquals(2, table.add("binance"));
        assertEquals(3, table.size());
        assertEquals("kraken", table.nameOf(1));
        assertEquals("binance", table.nameOf(2));
    }

    @Test
    void shouldReserveNames()
    {
        assertEquals(0, table.idOf(""));
        assertEquals("", table.nameOf(0));
        assertEquals(0, table.add(""));

        final NameTable two = new NameTable("venue", 3, "none", "all");
        assertEquals(1, two.idOf("ALL"));
        assertEquals(2, two.add("kraken"));
    }

    @Test
    void shouldStartEmptyWhereNothingIsReserved()
    {
        final NameTable accounts = new NameTable("account", 4);
        assertEquals(0, accounts.size());
        assertEquals(NameTable.ABSENT, accounts.idOf(""));
        assertEquals(0, accounts.add("alice"));
    }

    @Test
    void shouldKeepTheFirstSpelling()
    {
        assertEquals(1, table.add("Kraken"));
        assertEquals(1, table.add("KRAKEN"));
        assertEquals(1, table.idOf(new StringBuilder("kraken")));
        assertEquals("Kraken", table.nameOf(1));
        assertEquals(2, table.size());
    }

    @Test
    void shouldSayWhereANameIsUnknown()
    {
        assertEquals(-1, table.idOf("kraken"));
        assertEquals(-1, NameTable.ABSENT);
        assertEquals(1, table.size());
    }

    @Test
    void shouldShareTheBytesOfAName()
    {
        table.add("\u20ACx");
        assertArrayEquals(new byte[]{(byte)0xE2, (byte)0x82, (byte)0xAC, 'x'}, table.utf8Of(1));
        assertArrayEquals(new byte[0], table.utf8Of(0));
        table.add("more");
        assertSame(table.utf8Of(1), table.utf8Of(1));
    }

    @Test
    void shouldRefuseNamesBeyondItsCapacity()
    {
        table.add("a");
        table.add("b");
        table.add("c");
        assertEquals("no room for another venue: venue=d, limit=4",
            assertThrows(IllegalStateException.class, () -> table.add("d")).getMessage());
        assertEquals(4, table.size());
        assertEquals(3, table.add("C"));
        assertEquals(NameTable.ABSENT, table.idOf("d"));
    }

    @Test
    void shouldNameAnUnknownId()
    {
        assertEquals("no venue has this id: id=1, ids=[0, 1)",
            assertThrows(IllegalArgumentException.class, () -> table.nameOf(1)).getMessage());
        assertEquals("no venue has this id: id=-1, ids=[0, 1)",
            assertThrows(IllegalArgumentException.class, () -> table.utf8Of(-1)).getMessage());
    }

    @Test
    void shouldRefuseWhatCanNotBeAName()
    {
        assertEquals("venue must have from 0 to 255 UTF-8 bytes: bytes=256",
            assertThrows(IllegalArgumentException.class, () -> table.add("v".repeat(256))).getMessage());
        assertEquals("venue must have no unpaired surrogate: venue=\uD83D",
            assertThrows(IllegalArgumentException.class, () -> table.add("\uD83D")).getMessage());
        assertEquals(1, table.size());
    }

    @Test
    void shouldRefuseAnImpossibleStart()
    {
        assertEquals("capacity must be above 0: capacity=0",
            assertThrows(IllegalArgumentException.class, () -> new NameTable("venue", 0)).getMessage());
        assertEquals("a name is reserved twice: venue=ALL", assertThrows(
            IllegalArgumentException.class, () -> new NameTable("venue", 9, "all", "ALL")).getMessage());
        assertEquals("no room for another venue: venue=b, limit=1",
            assertThrows(IllegalStateException.class, () -> new NameTable("venue", 1, "a", "b")).getMessage());
    }

    @Test
    void shouldFitStreamIds()
    {
        final NameTable venues = NameTable.ofVenues();
        for (int id = 1; id < 64; id++)
        {
            assertEquals(id, venues.add("venue" + id));
        }
        assertEquals(0, venues.idOf(""));
        assertThrows(IllegalStateException.class, () -> venues.add("one more"));

        assertEquals(0, NameTable.ofAccounts().add("alice"));
        assertEquals(262144, NameTable.MAX_ACCOUNTS);
    }
}
