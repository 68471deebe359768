package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NameMapTest
{
    @Test
    void shouldKnowNoNameAtFirst()
    {
        assertEquals(-1, NameMap.EMPTY.get(""));
        assertEquals(-1, NameMap.EMPTY.get("a"));
    }

    @Test
    void shouldKeepTheFirstIdOfAName()
    {
        final NameMap map = NameMap.EMPTY.with("a", 7);
        assertSame(map, map.with("a", 8));
        assertEquals(7, map.get("a"));
    }

    @Test
    void shouldTellNamesOfTheSameHashApart()
    {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        final NameMap map = NameMap.EMPTY.with("AaAa", 1).with("BBBB", 2).with("AaBB", 3);
        assertEquals(1, map.get("AaAa"));
        assertEquals(2, map.get("BBBB"));
        assertEquals(3, map.get("AaBB"));
        assertEquals(-1, map.get("BBAa"));
    }

    @Test
    void shouldTellNamesApartWhoseHashesDifferInTheHighestBitsOnly()
    {
        final String low = "\u0001";
        final String high = nameOfHash(1 << 30 | 1);
        final String highest = nameOfHash(1 << 31 | 1);
        final NameMap map = NameMap.EMPTY.with(low, 1).with(high, 2).with(highest, 3);
        assertEquals(1, map.get(low));
        assertEquals(2, map.get(high));
        assertEquals(3, map.get(highest));
        assertEquals(-1, map.get(nameOfHash(3 << 30 | 1)));
    }

    @Test
    void shouldAgreeWithAHashMap()
    {
        final SplittableRandom random = new SplittableRandom(20261121);
        final Map<String, Integer> twin = new HashMap<>();
        final List<String> names = new ArrayList<>();
        NameMap map = NameMap.EMPTY;
        for (int i = 0; i < 20_000; i++)
        {
            final String name = randomName(random);
            names.add(name);
            twin.putIfAbsent(name, i);
            map = map.with(name, i);
            final String asked = random.nextBoolean() ? randomName(random) : names.get(random.nextInt(names.size()));
            assertEquals(twin.getOrDefault(asked, -1), map.get(asked), asked);
        }

        for (final String name : names)
        {
            assertEquals(twin.get(name), map.get(name), name);
        }
    }

    @Test
    void shouldLeaveEarlierMapsAsTheyWere()
    {
        final List<NameMap> versions = new ArrayList<>();
        NameMap map = NameMap.EMPTY;
        for (int i = 0; i < 300; i++)
        {
            versions.add(map);
            map = map.with("name" + i, i);
        }

        for (int version = 0; version < versions.size(); version++)
        {
            for (int i = 0; i < versions.size(); i++)
            {
                assertEquals(i < version ? i : -1, versions.get(version).get("name" + i));
            }
        }
    }

    private static String randomName(final SplittableRandom random)
    {
        // "Aa" and "BB" have one hash, so that half of these names share theirs with many others.
        final StringBuilder name = new StringBuilder();
        final int length = random.nextInt(8);
        for (int i = 0; i < length; i++)
        {
            name.append(random.nextBoolean() ? "Aa" : "BB");
        }

        return random.nextBoolean() ? name.toString() : name.append(random.nextInt(10_000)).toString();
    }

    private static String nameOfHash(final int hash)
    {
        // Digits to the base 31, the rest of a division by which is below 31.
        final StringBuilder digits = new StringBuilder();
        int rest = hash;
        do
        {
            digits.append((char)Integer.remainderUnsigned(rest, 31));
            rest = Integer.divideUnsigned(rest, 31);
        }
        while (rest != 0);
        final String name = digits.reverse().toString();
        assertEquals(hash, name.hashCode());

        return name;
    }
}
