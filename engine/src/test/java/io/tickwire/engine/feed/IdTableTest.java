package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdTableTest
{
    @Test
    void shouldAgreeWithAListOverSeveralPages()
    {
        final SplittableRandom random = new SplittableRandom(7);
        final List<Integer> twin = new ArrayList<>();
        IdTable<Integer> table = new IdTable<>("thing");
        for (int i = 0; i < 5_000; i++)
        {
            if (twin.isEmpty() || random.nextInt(4) > 0)
            {
                table = table.with(twin.size(), i);
                twin.add(i);
            }
            else
            {
                final int id = random.nextInt(twin.size());
                table = table.with(id, i);
                twin.set(id, i);
            }
        }

        assertEquals(twin.size(), table.size());
        assertTrue(twin.size() > 3 * 1024);
        for (int id = 0; id < twin.size(); id++)
        {
            assertEquals(twin.get(id), table.get(id));
        }
    }

    @Test
    void shouldLeaveEarlierTablesAsTheyWere()
    {
        final IdTable<String> empty = new IdTable<>("thing");
        final IdTable<String> one = empty.with(0, "a");
        final IdTable<String> two = one.with(1, "b");
        final IdTable<String> changed = two.with(0, "c");
        assertEquals(0, empty.size());
        assertEquals(1, one.size());
        assertEquals("a", one.get(0));
        assertEquals("a", two.get(0));
        assertEquals("c", changed.get(0));
        assertEquals(2, changed.size());
    }

    @Test
    void shouldNameAnIdThatItDoesNotHave()
    {
        final IdTable<String> table = new IdTable<String>("thing").with(0, "a").with(1, "b");
        for (final int id : new int[]{-1, 2, 1024, Integer.MIN_VALUE, Integer.MAX_VALUE})
        {
            final String message = "no thing has this id: id=" + id + ", ids=[0, 2)";
            assertFalse(table.has(id));
            assertEquals(message, assertThrows(IllegalArgumentException.class, () -> table.get(id)).getMessage());
        }
        assertTrue(table.has(0));
        assertTrue(table.has(1));
    }

    @Test
    void shouldRefuseToLeaveIdsOut()
    {
        final IdTable<String> table = new IdTable<String>("thing").with(0, "a");
        assertEquals("no thing has this id: id=2, ids=[0, 1)",
            assertThrows(IllegalArgumentException.class, () -> table.with(2, "c")).getMessage());
        assertThrows(IllegalArgumentException.class, () -> table.with(-1, "c"));
    }
}
