package io.tickwire.engine.pipeline;

import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Many symbols in one message: all of them at first, then those that have changed. */
class WholeMarketTest
{
    private static final int SYMBOLS = 600;
    private static final int WHOLE_MARKET = StreamId.of(Channel.MARKET, 0, 0);
    private static final Pattern ENTRY = Pattern.compile("\"(S[0-9]+/USD)\":\\{\"price\":([0-9.]+),");

    private final SteppedEngine stepped = new SteppedEngine(SteppedEngine.smallConfig(), names());
    private final List<FrameReader> readers = stepped.newReaders();
    private final TestTicks ticks = stepped.ticks("alpha");

    @AfterEach
    void close()
    {
        stepped.close();
    }

    private static Names names()
    {
        final Names names = SteppedEngine.names();
        for (int i = 0; i < SYMBOLS; i++)
        {
            names.symbols().define("S" + i + "/USD", -2, -8);
        }

        return names;
    }

    /** A message of the whole market. */
    private record Batch(FrameKind kind, long sequence, long previous, String type, Map<String, String> prices)
    {
    }

    @Test
    void shouldTellAllSymbolsAtFirstAndThenThoseThatHaveChanged()
    {
        quote(0, 100);
        quote(1, 200);
        stepped.settle();
        subscribe(Conflation.MS_5000, 1);
        final List<Batch> first = settle();
        assertEquals(1, first.size());
        assertEquals("initial_data", first.get(0).type());
        assertEquals(Map.of("S0/USD", "1", "S1/USD", "2"), first.get(0).prices());

        quote(1, 300);
        quote(1, 400);
        assertEquals(List.of(), settle());
        stepped.advanceMs(5_000);
        final List<Batch> next = settle();
        assertEquals(1, next.size());
        assertEquals(FrameKind.DATA, next.get(0).kind());
        assertEquals("market_update", next.get(0).type());
        assertEquals(Map.of("S1/USD", "4"), next.get(0).prices());
        stepped.advanceMs(5_000);
        assertEquals(List.of(), settle());
    }

    @Test
    void shouldPageWhatIsTooMuchForOneMessage()
    {
        for (int i = 0; i < SYMBOLS; i++)
        {
            quote(i, 100 + i);
            if (i % 100 == 99)
            {
                stepped.settle();
            }
        }
        subscribe(Conflation.LATEST, 1);
        final List<Batch> pages = settle();
        assertEquals(3, pages.size());
        assertEquals(List.of("initial_data", "market_update", "market_update"),
            pages.stream().map(Batch::type).toList());
        final Map<String, String> all = new HashMap<>();
        pages.forEach(page -> all.putAll(page.prices()));
        assertEquals(SYMBOLS, all.size());
    }

    @Test
    void shouldKeepOneOrderForAllOfALane()
    {
        subscribe(Conflation.LATEST, 1);
        settle();
        quote(0, 100);
        settle();
        quote(0, 200);
        subscribe(Conflation.LATEST, 2);
        quote(0, 300);
        final List<Batch> batches = settle();

        long told = 1;
        for (final Batch batch : batches)
        {
            if (batch.kind() == FrameKind.DATA)
            {
                assertEquals(told, batch.previous());
                told = batch.sequence();
            }
            else
            {
                assertEquals(told, batch.sequence());
            }
        }
        assertTrue(told > 1);
        assertEquals(Map.of("S0/USD", "3"), batches.get(batches.size() - 1).prices());
    }

    @Test
    void shouldBeginAnewForWhoComesBack()
    {
        quote(0, 1);
        settle();
        assertTrue(stepped.engine().demand().subscribe(
            Subscription.of(WHOLE_MARKET, Conflation.LATEST, Encoding.JSON, 1)
                .since(stepped.engine().epoch(), 0)));

        assertEquals(List.of("initial_data"), settle().stream().map(Batch::type).toList());
        assertEquals(1, stepped.counter(EngineCounter.REPLAYS_UNRECOVERABLE));
    }

    private void subscribe(final Conflation conflation, final int recipient)
    {
        assertTrue(stepped.engine().demand().subscribe(
            Subscription.of(WHOLE_MARKET, conflation, Encoding.JSON, recipient)));
    }

    private void quote(final int symbolId, final long cents)
    {
        ticks.of(symbolId, 1).quote(cents, 1, cents, 1);
    }

    private List<Batch> settle()
    {
        stepped.settle();
        final List<Batch> batches = new ArrayList<>();
        SteppedEngine.drain(readers, (slot, endOfBatch) ->
        {
            if (slot.length() > 0)
            {
                final byte[] frame = new byte[slot.length()];
                slot.buffer().getBytes(slot.offset(), frame);
                final String text = new String(frame, StandardCharsets.UTF_8);
                final Map<String, String> prices = new HashMap<>();
                final Matcher entries = ENTRY.matcher(text);
                while (entries.find())
                {
                    prices.put(entries.group(1), entries.group(2));
                }
                batches.add(new Batch(
                    slot.kind(),
                    slot.sequence(),
                    slot.fromSequence(),
                    text.contains("\"type\":\"initial_data\"") ? "initial_data" : "market_update",
                    prices));
            }
        });

        return batches;
    }
}
