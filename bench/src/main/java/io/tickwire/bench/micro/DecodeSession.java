package io.tickwire.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwire.engine.WallClock;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureReader;
import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.TickSlot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a venue once sent, in {@code -Dtickwire.data} or {@code ../shared/data}, to be decoded again and again: from
 * bytes to ticks that are read from a ring. Each time begins with another connection.
 */
final class DecodeSession
{
    private static final Path DATA = Path.of(System.getProperty("tickwire.data", "../shared/data"));
    private static final Map<String, List<String>> CAPTURES = new TreeMap<>(Map.ofEntries(
        Map.entry("binance", List.of("binance/spot_btcusdt_20240808.gz")),
        Map.entry("binance-coinm", List.of("binance/cm_btcusd_perp_20240808.gz")),
        Map.entry("binance-sbe", List.of("sbe/binance/btcusdt_stream_transcoded.sbe.gz")),
        Map.entry("binance-usdm", List.of("binance/usdm_btcusdt_20240808.gz")),
        Map.entry("bitfinex", List.of("bitfinex/BITFINEX.ws.11.0.gz")),
        Map.entry("bitmex", List.of("bitmex/BITMEX.ws.1.0.gz")),
        Map.entry("bitstamp", List.of("bitstamp/BITSTAMP.http.0.0.gz", "bitstamp/BITSTAMP.ws.1.0.gz")),
        Map.entry("bybit", List.of("agpl_origin/bybit_v5/BYBIT.first60pct.jsonl.gz")),
        Map.entry("coinbase", List.of("coinbase_exchange/COINBASE.ws.28.0.first60pct.gz")),
        Map.entry("coinbase-advanced", List.of("agpl_origin/coinbase_advanced/COINBASE.first60pct.jsonl.gz")),
        Map.entry("deribit", List.of("deribit/DERIBIT.ws.1.0.gz")),
        Map.entry("kraken", List.of("kraken_v2/kraken_minagbp_d25_resync_20260818.ndjson")),
        Map.entry("kraken-v1", List.of(
            "kraken_v1/KRAKEN.ws.48.0.gz", "kraken_v1/KRAKEN.ws.49.0.gz", "kraken_v1/KRAKEN.ws.50.0.gz")),
        Map.entry("okx", List.of("okx/OKX.ws.1.0.gz"))));
    private static final int SLOTS = 1 << 11;
    private static final int SLOT_BYTES = 2048;
    private static final int EXPONENT = -8;

    /**
     * What came.
     *
     * @param symbol whose book it answers; null for a message.
     */
    private record Event(int connection, String symbol, byte[] bytes)
    {
        int length()
        {
            return bytes.length - JsonReader.PADDING;
        }
    }

    private final JsonFactory jackson = new JsonFactory();
    private final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, new NoWaitStrategy());
    private final TickReader reader = ring.newReader();
    private final TickHandler handler = this::onTick;
    private final List<Event> list = new ArrayList<>();
    private Event[] events;
    private FeedDecoder[] decoders;
    private long ticks;
    private long nowNs;

    private DecodeSession()
    {
    }

    /** The venues that there is something of. */
    static List<String> names()
    {
        return CAPTURES.keySet().stream()
            .filter(name -> Venue.names().contains(name) && isThere(CAPTURES.get(name)))
            .toList();
    }

    /**
     * What a venue sent; where nothing of Binance is there, something like it.
     *
     * @throws IllegalArgumentException where there is nothing.
     */
    static DecodeSession load(final String name) throws IOException
    {
        final List<String> files = CAPTURES.get(name);
        final DecodeSession session = new DecodeSession();
        if (files != null && isThere(files))
        {
            session.read(files);
        }
        else if ("binance".equals(name))
        {
            session.makeUp();
        }
        else
        {
            throw new IllegalArgumentException("nothing of this venue is there: venue=" + name + " data=" + DATA);
        }
        session.start(name);

        return session;
    }

    private static boolean isThere(final List<String> files)
    {
        return files.stream().allMatch(file -> Files.isReadable(DATA.resolve(file)));
    }

    private void read(final List<String> files) throws IOException
    {
        try (CaptureReader capture = CaptureReader.open(files.stream().map(DATA::resolve).toList(), null))
        {
            while (capture.next())
            {
                final CaptureEvent event = capture.event();
                final byte[] bytes = Arrays.copyOfRange(
                    event.buffer(), event.offset(), event.offset() + event.length() + JsonReader.PADDING);
                if (event.kind() == CaptureEvent.Kind.RECEIVED)
                {
                    list.add(new Event(event.connection(), null, bytes));
                }
                else if (event.kind() == CaptureEvent.Kind.ANSWER && event.symbol() != null)
                {
                    list.add(new Event(0, event.symbol(), bytes));
                }
            }
        }
    }

    private void makeUp()
    {
        add("BTCUSDT", "{\"lastUpdateId\":7,\"bids\":[[\"61837.63000000\",\"3.78826000\"]]," +
            "\"asks\":[[\"61837.64000000\",\"1.60520000\"]]}");
        for (int i = 8; i < 4_000; i++)
        {
            add(null, ("{\"stream\":\"btcusdt@depth\",\"data\":{\"e\":\"depthUpdate\",\"E\":%d," +
                "\"s\":\"BTCUSDT\",\"U\":%d,\"u\":%d," +
                "\"b\":[[\"%d.25000000\",\"0.%05d000\"],[\"55653.87000000\",\"0.00000000\"]]," +
                "\"a\":[[\"%d.75000000\",\"1.%05d000\"]]}}").formatted(
                1_723_161_255_000L + i, i, i, 61_000 + i % 800, i, 61_900 + i % 700, i));
            add(null, ("{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":%d,\"s\":\"BTCUSDT\"," +
                "\"b\":\"61837.63000000\",\"B\":\"3.%05d000\",\"a\":\"61837.64000000\"," +
                "\"A\":\"1.60520000\"}}").formatted(i, i));
        }
    }

    private void add(final String symbol, final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        list.add(new Event(0, symbol, Arrays.copyOf(bytes, bytes.length + JsonReader.PADDING)));
    }

    private void start(final String name)
    {
        final Symbols symbols = new Symbols();
        final TickPublisher publisher = new TickPublisher(
            ring, new WallClock(), new EngineCounters().newSheet("bench"), new StageTimer("in->ring"));
        final Venue venue = Venue.of(name);
        final VenueFeed feed = new VenueFeed(
            venue, 1, symbol -> symbols.define(symbol, EXPONENT, EXPONENT), new TickWriter(publisher),
            FeedControl.NONE);
        events = list.toArray(Event[]::new);
        decoders = new FeedDecoder[1 + list.stream().mapToInt(Event::connection).max().orElse(0)];
        Arrays.setAll(decoders, connection -> venue.newDecoder(feed));
        restart();
    }

    int messages()
    {
        return events.length;
    }

    long bytes()
    {
        return list.stream().mapToLong(Event::length).sum();
    }

    /** Other connections come. */
    void restart()
    {
        for (final FeedDecoder decoder : decoders)
        {
            decoder.onDisconnected();
            decoder.onConnected();
        }
    }

    /** A message to ticks that are read. */
    long decode(final int index)
    {
        final Event event = events[index];
        final FeedDecoder decoder = decoders[event.connection];
        if (event.symbol == null)
        {
            decoder.onMessage(event.bytes, 0, event.length(), ++nowNs);
        }
        else
        {
            // What answers requests comes first: the books are those of the connection behind it.
            decoders[decoders.length - 1].onSnapshot(event.symbol, event.bytes, 0, event.length(), ++nowNs);
        }
        reader.poll(handler, SLOTS);

        return ticks;
    }

    /** The yardstick: all tokens of a message, and the characters of each value. */
    long jackson(final int index) throws IOException
    {
        final Event event = events[index];
        long sum = 0;
        try (JsonParser parser = jackson.createParser(event.bytes, 0, event.length()))
        {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
            {
                sum += token.isScalarValue() ? parser.getTextCharacters()[parser.getTextOffset()] : 1;
            }
        }

        return sum;
    }

    private void onTick(final TickSlot slot, final long sequence)
    {
        ticks += slot.buffer().getByte(slot.messageOffset()) + sequence;
    }
}
