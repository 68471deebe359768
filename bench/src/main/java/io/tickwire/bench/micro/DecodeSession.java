package io.tickwire.bench.micro;

import io.tickwire.engine.WallClock;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureReader;
import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.NoWaitStrategy;
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
 * bytes to ticks that are read from a ring, or told to a sink that keeps nothing. Each time begins with another
 * connection.
 */
final class DecodeSession
{
    /** A quote and a change of a book of Binance in turn: what is the same wherever it is measured. */
    static final String MADE_UP = "made-up";

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
     * What came: where it stands among the bytes of all, as a connection's messages do in the buffer that it is read
     * into.
     *
     * @param symbol whose book it answers; null for a message.
     */
    private record Event(int connection, String symbol, int offset, int length)
    {
    }

    /**
     * The decoders of one feed, and the ring behind them.
     */
    private static final class Feed
    {
        private final FeedDecoder[] decoders;
        private final TickReader reader;
        private final TickHandler handler = this::onTick;
        private long ticks;

        Feed(final Venue venue, final int connections, final TickSink sink, final TickReader reader)
        {
            final Symbols symbols = new Symbols();
            final VenueFeed feed = new VenueFeed(
                venue, 1, symbol -> symbols.define(symbol, EXPONENT, EXPONENT), sink, FeedControl.NONE);
            decoders = new FeedDecoder[connections];
            Arrays.setAll(decoders, connection -> venue.newDecoder(feed));
            this.reader = reader;
        }

        void restart()
        {
            for (final FeedDecoder decoder : decoders)
            {
                decoder.onDisconnected();
                decoder.onConnected();
            }
        }

        long decode(final Event event, final byte[] bytes, final long nowNs)
        {
            if (event.symbol == null)
            {
                decoders[event.connection].onMessage(bytes, event.offset, event.length, nowNs);
            }
            else
            {
                // What answers requests comes first: the books are those of the connection behind it.
                decoders[decoders.length - 1].onSnapshot(event.symbol, bytes, event.offset, event.length, nowNs);
            }
            if (reader != null)
            {
                reader.poll(handler, SLOTS);
            }

            return ticks;
        }

        private void onTick(final TickSlot slot, final long sequence)
        {
            ticks += slot.buffer().getByte(slot.messageOffset()) + sequence;
        }
    }

    private final JacksonDecode jackson = new JacksonDecode();
    private final IdleSink idle = new IdleSink();
    private final List<Event> list = new ArrayList<>();
    private Event[] events;
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private Feed read;
    private Feed unkept;
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
     * What a venue sent, or {@link #MADE_UP}.
     *
     * @throws IllegalArgumentException where there is nothing.
     */
    static DecodeSession load(final String name) throws IOException
    {
        final DecodeSession session = new DecodeSession();
        if (MADE_UP.equals(name))
        {
            session.makeUp();
            session.start("binance");
            return session;
        }

        final List<String> files = CAPTURES.get(name);
        if (files == null || !isThere(files))
        {
            throw new IllegalArgumentException("nothing of this venue is there: venue=" + name + " data=" + DATA);
        }
        session.read(files);
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
                if (event.kind() == CaptureEvent.Kind.RECEIVED)
                {
                    add(event.connection(), null, event.buffer(), event.offset(), event.length());
                }
                else if (event.kind() == CaptureEvent.Kind.ANSWER && event.symbol() != null)
                {
                    add(0, event.symbol(), event.buffer(), event.offset(), event.length());
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
        final byte[] message = text.getBytes(StandardCharsets.UTF_8);
        add(0, symbol, message, 0, message.length);
    }

    private void add(
        final int connection, final String symbol, final byte[] buffer, final int offset, final int count)
    {
        while (bytes.length < length + count + JsonReader.PADDING)
        {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        System.arraycopy(buffer, offset, bytes, length, count);
        list.add(new Event(connection, symbol, length, count));
        length += count;
    }

    private void start(final String name)
    {
        final Venue venue = Venue.of(name);
        events = list.toArray(Event[]::new);
        final int connections = 1 + list.stream().mapToInt(Event::connection).max().orElse(0);
        final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, new NoWaitStrategy());
        final TickPublisher publisher = new TickPublisher(
            ring, new WallClock(), new EngineCounters().newSheet("bench"), new StageTimer("in->ring"));
        read = new Feed(venue, connections, new TickWriter(publisher), ring.newReader());
        unkept = new Feed(venue, connections, idle, null);
        restart();
    }

    int messages()
    {
        return events.length;
    }

    long bytes()
    {
        return length;
    }

    /** Other connections come. */
    void restart()
    {
        read.restart();
        unkept.restart();
    }

    /** A message to ticks that are read. */
    long decode(final int index)
    {
        return read.decode(events[index], bytes, ++nowNs);
    }

    /** A message to ticks that nobody keeps. */
    long decodeOnly(final int index)
    {
        unkept.decode(events[index], bytes, ++nowNs);

        return idle.sum();
    }

    /** The yardstick: all tokens of a message, and the characters of each value. */
    long jackson(final int index) throws IOException
    {
        return jackson.tokens(bytes, events[index].offset, events[index].length);
    }

    /** The yardstick of who wants to have the values, too. */
    long jacksonValues(final int index) throws IOException
    {
        return jackson.values(bytes, events[index].offset, events[index].length);
    }
}
