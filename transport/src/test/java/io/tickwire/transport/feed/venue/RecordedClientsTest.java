package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.capture.CaptureReader;
import io.tickwire.engine.feed.FeedProbe;
import io.tickwire.engine.feed.Venue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Recorded clients sent what is sent here, and were answered what is understood here. They had no numbers of requests,
 * and some subscribed to another book or depth: that is put right in what was recorded, and nothing else.
 */
class RecordedClientsTest
{
    private static final Path DATA = Path.of("..", "..", "shared", "data");
    private static final Set<String> IDS = Set.of("id", "req_id", "reqid", "subId");

    /** The answers of a whole book are long, and none of them is an answer to a subscription. */
    private static final int LONG = 1 << 14;

    /**
     * A recording.
     *
     * @param files    beneath the recordings, separated by commas.
     * @param address  part of the addresses of the venue's connections.
     * @param channels that were subscribed to, in this order.
     * @param symbol   its first group is the venue's name of a symbol in what was sent.
     * @param amend    what was recorded, to what is subscribed to here.
     * @param answers  whether answers can be found again without the number of their requests.
     */
    private record Recording(
        String venue,
        CaptureFormat format,
        String files,
        String address,
        String channels,
        String symbol,
        UnaryOperator<String> amend,
        boolean answers)
    {
    }

    private static final List<Recording> RECORDINGS = List.of(
        new Recording("kraken-v1", CaptureFormat.CF,
            "kraken_v1/KRAKEN.ws.48.0.gz,kraken_v1/KRAKEN.ws.49.0.gz,kraken_v1/KRAKEN.ws.50.0.gz", "",
            "TRADES,TICKER,BOOK", "\"([A-Z]+/[A-Z]+)\"", text -> text, true),
        new Recording("kraken", CaptureFormat.RXNS, "kraken_v2/kraken_minagbp_d25_resync_20260818.ndjson", "",
            "BOOK", "\"([A-Z]+/[A-Z]+)\"", text -> text.replace("\"depth\":25", "\"depth\":1000"), true),
        new Recording("okx", CaptureFormat.CF, "okx/OKX.ws.1.0.gz", "", "TRADES,BOOK,TICKER",
            "\"instId\":\"([^\"]+)\"", text -> text.replace("books-l2-tbt", "books"), true),
        new Recording("bybit", CaptureFormat.CFJ, "agpl_origin/bybit_v5/BYBIT.first60pct.jsonl.gz", "linear",
            "TRADES,BOOK,TICKER,CANDLES,LIQUIDATIONS", "tickers\\.([A-Z]+)", text -> text, false),
        new Recording("bybit-spot", CaptureFormat.CFJ, "agpl_origin/bybit_v5/BYBIT.first60pct.jsonl.gz", "spot",
            "TRADES,BOOK,TICKER,CANDLES", "tickers\\.([A-Z]+)", text -> text, false),
        new Recording("bitfinex", CaptureFormat.CF, "bitfinex/BITFINEX.ws.11.0.gz", "", "TICKER,TRADES,BOOK",
            "\"symbol\":\"(t[^\"]+)\"", text -> text.replace("\"len\":\"100\"", "\"len\":\"250\""), true),
        new Recording("bitstamp", CaptureFormat.CF, "bitstamp/BITSTAMP.ws.1.0.gz", "", "TRADES,BOOK",
            "_([a-z]+)\"", text -> text, true),
        new Recording("bitmex", CaptureFormat.CF, "bitmex/BITMEX.ws.1.0.gz", "", "BOOK,QUOTES,TRADES",
            "trade:([A-Z0-9]+)", text -> text, true),
        new Recording("deribit", CaptureFormat.CF, "deribit/DERIBIT.ws.1.0.gz", "", "TRADES,BOOK,TICKER",
            "trades\\.([^\"]+)\\.raw", text -> text.replace(".raw", ".100ms"), false),
        new Recording("coinbase", CaptureFormat.CF, "coinbase_exchange/COINBASE.ws.28.0.first60pct.gz", "",
            "BOOK,TICKER,TRADES", "\"([A-Z]+-[A-Z]+)\"", text -> text.replace("\"level2\"", "\"level2_batch\""), true),
        new Recording("coinbase-advanced", CaptureFormat.CFJ,
            "agpl_origin/coinbase_advanced/COINBASE.first60pct.jsonl.gz", "", "TRADES,CANDLES,TICKER,BOOK",
            "\"([A-Z]+-[A-Z]+)\"", text -> text, true));

    @TestFactory
    Stream<DynamicTest> shouldSendWhatOthersSentAndUnderstandTheAnswers()
    {
        Assumptions.assumeTrue(Files.exists(DATA), "there are no recordings at " + DATA);

        return RECORDINGS.stream().map(recording -> DynamicTest.dynamicTest(
            recording.venue, () -> shouldSendAndUnderstand(recording)));
    }

    /** Those of Binance stand in the address. */
    @TestFactory
    Stream<DynamicTest> shouldNameStreamsAsOthersDid()
    {
        Assumptions.assumeTrue(Files.exists(DATA), "there are no recordings at " + DATA);

        return Stream.of(
            "binance cryptofeed_spot_2021-10-12/BINANCE.ws.1.0.gz",
            "binance cryptofeed_spot_2021-08-14/BINANCE.ws.1.0.gz",
            "binance-usdm cryptofeed_usdm_2021-07-22/BINANCE_FUTURES.ws.1.0.gz")
            .map(words -> DynamicTest.dynamicTest(words, () -> shouldName(words.split(" ")[0], words.split(" ")[1])));
    }

    private static void shouldName(final String venue, final String file) throws IOException
    {
        final VenueProtocol protocol = VenueProtocol.of(venue);
        try (CaptureReader reader =
            CaptureReader.open(List.of(DATA.resolve("binance").resolve(file)), CaptureFormat.CF))
        {
            assertTrue(reader.next());
            final String url = reader.event().url();
            final String streams = url.substring(url.indexOf("?streams=") + "?streams=".length())
                .replace("@aggTrade", "@trade")
                .replace("@depth@100ms", venue.equals("binance") ? "@depth@100ms" : "@depth@0ms");
            final Set<String> recorded = new TreeSet<>(Arrays.asList(streams.split("/")));
            final Set<String> ours = recorded.stream()
                .map(stream -> stream.substring(0, stream.indexOf('@')).toUpperCase())
                .flatMap(symbol -> protocol.streams(symbol, EnumSet.of(
                    FeedChannel.TRADES, FeedChannel.QUOTES, FeedChannel.BOOK, FeedChannel.CANDLES)).stream())
                .map(VenueStream::name)
                .collect(Collectors.toCollection(TreeSet::new));

            assertEquals(recorded, ours);
        }
    }

    private static void shouldSendAndUnderstand(final Recording recording) throws IOException
    {
        final List<String> sent = new ArrayList<>();
        final FeedProbe probe = new FeedProbe(Venue.of(recording.venue));
        read(recording, sent, probe);
        final VenueProtocol protocol = VenueProtocol.of(recording.venue);
        final Set<String> symbols = new TreeSet<>();
        for (final String message : sent)
        {
            final Matcher matcher = Pattern.compile(recording.symbol).matcher(message);
            while (matcher.find())
            {
                symbols.add(matcher.group(1));
            }
        }
        assertFalse(symbols.isEmpty());

        final Conversation talk = protocol.newConversation();
        final List<String> ours = new ArrayList<>();
        final Set<String> asked = new TreeSet<>();
        for (final String channel : recording.channels.split(","))
        {
            final List<VenueStream> streams = symbols.stream()
                .flatMap(symbol -> protocol.streams(symbol, EnumSet.of(FeedChannel.valueOf(channel))).stream())
                .toList();
            streams.forEach(stream -> asked.add(stream.name()));
            talk.subscribe(streams, ours::add);
        }
        final Set<String> theirs = units(sent.stream().map(recording.amend).toList());
        theirs.removeIf(unit -> unit.contains("heartbeats") || unit.contains("\"conf\"") || unit.contains("unsub"));
        assertEquals(theirs, units(ours));

        final Heard heard = new Heard();
        probe.controls.forEach(control -> heard.of(talk, recording.amend.apply(control)));
        final Set<String> accepted = heard.all.stream()
            .filter(reply -> reply.startsWith("accepted "))
            .map(reply -> reply.substring("accepted ".length()))
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(recording.answers ? asked : Set.of(), accepted);
        assertTrue(heard.all.stream().noneMatch(reply -> reply.startsWith("refused ") || reply.startsWith("again ")));
    }

    private static void read(final Recording recording, final List<String> sent, final FeedProbe probe)
        throws IOException
    {
        final List<Path> files = Arrays.stream(recording.files.split(",")).map(DATA::resolve).toList();
        final Set<Integer> connections = new TreeSet<>();
        try (CaptureReader reader = CaptureReader.open(files, recording.format))
        {
            while (reader.next())
            {
                final CaptureEvent event = reader.event();
                if (event.kind() == CaptureEvent.Kind.CONNECTED &&
                    (event.url() == null || event.url().contains(recording.address)))
                {
                    connections.add(event.connection());
                }
                final boolean isOfVenue = connections.contains(event.connection()) ||
                    recording.format == CaptureFormat.RXNS;
                if (isOfVenue && event.kind() == CaptureEvent.Kind.SENT)
                {
                    sent.add(new String(event.buffer(), event.offset(), event.length(), StandardCharsets.UTF_8));
                }
                else if (isOfVenue && event.kind() == CaptureEvent.Kind.RECEIVED && event.length() < LONG)
                {
                    probe.within(event.buffer(), event.offset(), event.length());
                }
            }
        }
    }

    /** What messages ask for, one thing by one: lists have one element, requests have no number. */
    private static Set<String> units(final List<String> messages)
    {
        final Set<String> units = new TreeSet<>();
        for (final String message : messages)
        {
            for (final JsonNode unit : units(Heard.parse(message)))
            {
                units.add(((ObjectNode)unit).without(IDS).toString());
            }
        }

        return units;
    }

    private static List<JsonNode> units(final JsonNode node)
    {
        final List<JsonNode> units = new ArrayList<>();
        if (node.isArray())
        {
            node.forEach(element -> units(element).forEach(unit ->
                units.add(((ArrayNode)node).arrayNode().add(unit))));
        }
        else if (node.isObject())
        {
            units.add(((ObjectNode)node).objectNode());
            node.properties().forEach(field ->
            {
                final List<JsonNode> before = List.copyOf(units);
                units.clear();
                before.forEach(known -> units(field.getValue()).forEach(value ->
                    units.add(((ObjectNode)known.deepCopy()).set(field.getKey(), value))));
            });
        }
        else
        {
            units.add(node);
        }

        return units;
    }
}
