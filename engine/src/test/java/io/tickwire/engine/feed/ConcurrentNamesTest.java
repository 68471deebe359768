package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ConcurrentNamesTest
{
    private static final int WRITERS = 4;
    private static final int READERS = 2;
    private static final int SHARED_NAMES = 100;
    private static final int OWN_NAMES = 50;
    private static final int ALL_NAMES = SHARED_NAMES + WRITERS * OWN_NAMES;
    private static final int VENUE = 1;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
    private final CyclicBarrier start = new CyclicBarrier(WRITERS + READERS);
    private final CountDownLatch writing = new CountDownLatch(WRITERS);

    @AfterEach
    void stopThreads() throws InterruptedException
    {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
    }

    @RepeatedTest(20)
    void shouldGiveEachSymbolOneIdWhoeverDefinesIt() throws Exception
    {
        final Symbols symbols = new Symbols();
        final Map<String, Integer> ids = run(name -> define(symbols, name), () -> readAll(symbols));

        assertEquals(ALL_NAMES, symbols.size());
        assertEquals(ALL_NAMES, readAll(symbols));
        ids.forEach((name, id) ->
        {
            assertEquals(name, symbols.get(id).name());
            assertEquals(id, symbols.idOf("alias of " + name));
            assertEquals(id, symbols.idAtVenue(VENUE, "v" + name));
            assertEquals("v" + name, symbols.nameAtVenue(id, VENUE));
        });
    }

    @RepeatedTest(20)
    void shouldGiveEachNameOneIdWhoeverAddsIt() throws Exception
    {
        final NameTable table = new NameTable("account", ALL_NAMES);
        final Map<String, Integer> ids = run(table::add, () -> readAll(table));

        assertEquals(ALL_NAMES, table.size());
        assertEquals(ALL_NAMES, readAll(table));
        ids.forEach((name, id) -> assertEquals(name, table.nameOf(id)));
    }

    /**
     * Runs all threads, and tells the ids that the writers were given, which must be dense and the same for all.
     */
    private Map<String, Integer> run(final Adding adding, final Callable<Integer> reading) throws Exception
    {
        final List<Future<Map<String, Integer>>> writers = new ArrayList<>();
        final List<Future<Void>> readers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++)
        {
            final List<String> names = namesOf(writer);
            writers.add(threads.submit(() -> write(names, adding)));
        }
        for (int reader = 0; reader < READERS; reader++)
        {
            readers.add(threads.submit(() -> readWhileWriting(reading)));
        }

        final Map<String, Integer> ids = new HashMap<>();
        for (final Future<Map<String, Integer>> writer : writers)
        {
            writer.get().forEach((name, id) -> assertEquals(id, ids.getOrDefault(name, id), name));
            ids.putAll(writer.get());
        }
        for (final Future<Void> reader : readers)
        {
            reader.get();
        }
        assertEquals(ALL_NAMES, ids.size());
        assertEquals(ALL_NAMES, ids.values().stream().distinct().count());
        assertTrue(ids.values().stream().allMatch(id -> id >= 0 && id < ALL_NAMES));

        return ids;
    }

    private Map<String, Integer> write(final List<String> names, final Adding adding) throws Exception
    {
        start.await();
        try
        {
            final Map<String, Integer> ids = new HashMap<>();
            for (final String name : names)
            {
                ids.put(name, adding.idOf(name));
            }

            return ids;
        }
        finally
        {
            writing.countDown();
        }
    }

    private Void readWhileWriting(final Callable<Integer> reading) throws Exception
    {
        start.await();
        int before = 0;
        while (writing.getCount() > 0)
        {
            final int size = reading.call();
            assertTrue(size >= before, "size=" + size + ", before=" + before);
            before = size;
        }

        return null;
    }

    private static List<String> namesOf(final int writer)
    {
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < SHARED_NAMES; i++)
        {
            names.add("S" + i + "/USD");
        }
        for (int i = 0; i < OWN_NAMES; i++)
        {
            names.add("W" + writer + "N" + i + "/USD");
        }
        Collections.shuffle(names, new Random(writer));

        return names;
    }

    private static int define(final Symbols symbols, final String name)
    {
        final Symbol symbol = symbols.define(name, -(name.length()), name.length());
        symbols.alias("alias of " + name, name);
        symbols.venueName(VENUE, "v" + name, name);
        assertEquals(name, symbol.name());
        assertEquals(symbol.id(), symbols.idOf("alias of " + name));

        return symbol.id();
    }

    private static int readAll(final Symbols symbols)
    {
        final int size = symbols.size();
        assertTrue(symbols.all().size() >= size);
        for (int id = 0; id < size; id++)
        {
            final String name = symbols.get(id).name();
            assertTrue(symbols.isKnown(id));
            assertEquals(id, symbols.get(id).id());
            assertEquals(id, symbols.idOf(name));
            assertEquals(id, symbols.idOf(name.replace("/", "-")));
            assertEquals(id, symbols.idOf(name.replace("/USD", "")));
            assertEquals(-name.length(), symbols.priceExponentOf(id));
            assertEquals(name.length(), symbols.quantityExponentOf(id));
            assertEquals(name, new String(symbols.utf8Of(id), StandardCharsets.UTF_8));

            // All of a venue's name or nothing: once it is told, it is understood.
            final String atVenue = symbols.nameAtVenue(id, VENUE);
            assertTrue(atVenue.equals(name) || symbols.idAtVenue(VENUE, atVenue) == id, atVenue);
        }

        return size;
    }

    private static int readAll(final NameTable table)
    {
        final int size = table.size();
        for (int id = 0; id < size; id++)
        {
            final String name = table.nameOf(id);
            assertEquals(id, table.idOf(name));
            assertEquals(name, new String(table.utf8Of(id), StandardCharsets.UTF_8));
        }

        return size;
    }

    private interface Adding
    {
        int idOf(String name);
    }
}
