package io.tickwire.transport;

import io.tickwire.engine.TestTicks;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.Side;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sessions about sequences: chains of books that break, gaps that are told and that are not, states that are stale.
 */
final class ConformanceChains
{
    private static final Map<String, Object> BOOK =
        ConformanceMarkets.wish("book", "BTCUSDT", "venues", List.of("alpha"), "mode", "delta", "depth", 20);
    private static final Map<String, Object> CHECKED = ConformanceMarkets.wish(
        "book", "BTCUSDT", "venues", List.of("alpha"), "mode", "delta", "depth", 20, "checksum", true);
    private static final Map<String, Object> TRADES =
        ConformanceMarkets.wish("trade", "BTCUSDT", "venues", List.of("alpha"));
    private static final Map<String, Object> RESYNC =
        Map.of("type", "resync", "channel", "book", "symbol", "BTCUSDT", "venue", "alpha");
    private static final long[] NO_LEVELS = {};

    private ConformanceChains()
    {
    }

    static Stream<ConformanceSessions.Named> all()
    {
        return Stream.of(
            ConformanceSessions.in(
                ConformanceSessions.ENCODINGS, "book-chain",
                "A book of deltas: built, a delta twice, a delta lost, resync, and on.", ConformanceChains::chain),
            ConformanceSessions.in(
                List.of("json"), "book-resync-again",
                "While a book is recovering, resync is sent again after a second, not before.",
                ConformanceChains::again),
            ConformanceSessions.in(
                List.of("json", "msgpack"), "book-checksum",
                "Checksums that are right; one that is wrong breaks the chain.", ConformanceChains::checksum),
            ConformanceSessions.in(
                List.of("json", "compact"), "book-crossed",
                "A crossed book is stale until its next state.", ConformanceChains::crossed),
            ConformanceSessions.in(
                ConformanceSessions.ENCODINGS, "gap-unannounced",
                "Events that jump are told as a gap before the message; twice is passed over.",
                ConformanceChains::unannounced),
            ConformanceSessions.in(
                List.of("json", "msgpack", "compact"), "gap-announced",
                "A gap of the server is told once; of what the client has, it is passed over.",
                ConformanceChains::announced),
            ConformanceSessions.in(
                List.of("json", "msgpack"), "stale-feed",
                "A feed that is gone makes states stale; their next message ends it.", ConformanceChains::stale),
            ConformanceSessions.in(
                ConformanceSessions.ENCODINGS, "broken-frames",
                "Frames that can not be read are counted and told; the next is read.", ConformanceChains::broken),
            ConformanceSessions.in(
                List.of("json"), "unknown",
                "Types and fields that are not known are passed over.", ConformanceChains::unknown))
            .flatMap(sessions -> sessions);
    }

    private static TestTicks delta(final ConformanceRecorder session, final long price, final long quantity)
    {
        final TestTicks ticks = session.btc();
        ticks.bookDelta(0, true, new long[] {price, quantity}, NO_LEVELS);

        return ticks;
    }

    private static void begin(final ConformanceRecorder session, final Map<String, Object> wish)
    {
        session.open().ask("h1", wish).hear(1).state()
            .btc().bookSnapshot(0, true, new long[] {100, 5, 99, 6}, new long[] {102, 7, 105, 8});
        session.hear(1).state();
    }

    private static void chain(final ConformanceRecorder session)
    {
        begin(session, BOOK);
        delta(session, 98, 11);
        session.hear(1);
        delta(session, 100, 0);
        final List<RawClient.Frame> second = session.take(1);
        session.play(second).state().play(second).counts("duplicates", 1).state();
        delta(session, 97, 1);
        session.take(1);
        delta(session, 96, 1);
        session.hear(1).counts("resyncs", 1).sent(RESYNC).state();
        session.hear(1).state();
        delta(session, 99, 0);
        session.hear(1).state().counts("gaps", 0);
    }

    private static void again(final ConformanceRecorder session)
    {
        begin(session, BOOK);
        delta(session, 98, 11);
        session.take(1);
        delta(session, 97, 11);
        session.hear(1).expectSent(RESYNC).tick(999);
        delta(session, 96, 11);
        session.hear(1).expectSent().tick(1);
        delta(session, 95, 11);
        session.hear(1).sent(RESYNC).counts("resyncs", 2).hear(1).state();
    }

    private static void checksum(final ConformanceRecorder session)
    {
        session.open().ask("h1", CHECKED).hear(1)
            .btc().bookSnapshot(0, true, new long[] {100, 5, 99, 6}, new long[] {102, 7, 105, 8});
        final RawClient.Frame state = session.take(1).get(0);
        if (state.opcode() == RawClient.TEXT)
        {
            session.play(ConformanceRecorder.changed(
                    state, text -> text.replaceAll("\"checksum\":\\d+", "\"checksum\":12345")))
                .counts("errors", 1).counts("resyncs", 1).expectSent(RESYNC).state().tick(1_000);
        }
        session.play(state).state();
        delta(session, 98, 11);
        session.hear(1).state();
    }

    private static void crossed(final ConformanceRecorder session)
    {
        begin(session, BOOK);
        delta(session, 103, 1);
        session.hear(1).state()
            .btc().bookSnapshot(0, true, new long[] {103, 5}, new long[] {104, 6});
        session.hear(1).state();
        delta(session, 103, 4);
        session.hear(1).state();
    }

    private static List<RawClient.Frame> trades(final ConformanceRecorder session, final int count)
    {
        for (int i = 1; i <= count; i++)
        {
            session.btc().trade(100 + i, i, Side.BUY, i, 0);
        }

        return session.take(count);
    }

    private static void unannounced(final ConformanceRecorder session)
    {
        session.open().ask("h1", TRADES).hear(1);
        final List<RawClient.Frame> all = trades(session, 8);
        session.play(all.subList(0, 2)).play(all.get(4)).counts("gaps", 1).counts("missed", 2).state()
            .play(all.get(4)).play(all.get(3)).counts("duplicates", 2)
            .play(all.subList(5, 8)).state();
    }

    private static void announced(final ConformanceRecorder session)
    {
        session.open().ask("h1", TRADES).hear(1);
        final List<RawClient.Frame> all = trades(session, 8);
        session.play(all.subList(0, 2)).inject(gap(3, 5)).state().play(all.subList(5, 7))
            .inject(gap(3, 5)).counts("gaps", 1).counts("missed", 3)
            .inject(gap(7, 8)).counts("gaps", 2).counts("missed", 4).play(all.get(7)).counts("duplicates", 1).state();
    }

    private static Map<String, Object> gap(final int from, final int to)
    {
        return Map.of(
            "type", "gap", "channel", "trade", "symbol", "BTCUSDT", "venue", "alpha", "from", from, "to", to,
            "reason", "back_pressure");
    }

    private static void stale(final ConformanceRecorder session)
    {
        session.open().ask("h1", ConformanceMarkets.wish("price", "BTCUSDT", "venues", List.of("alpha"))).hear(1);
        session.btc().trade(100, 10, Side.BUY, 1, 0);
        session.hear(1).btc().status(FeedState.STALE);
        session.hear(1).state().btc().trade(101, 10, Side.BUY, 2, 0);
        session.hear(1).state();
    }

    private static void broken(final ConformanceRecorder session)
    {
        session.open().ask("h1", TRADES).hear(1);
        final List<RawClient.Frame> all = trades(session, 4);
        session.play(ConformanceRecorder.cut(all.get(0), 1)).play(all.get(0)).counts("errors", 1)
            .play(ConformanceRecorder.cut(all.get(1), all.get(1).payload().length / 2)).play(all.get(1))
            .counts("errors", 2)
            .play(ConformanceRecorder.cut(all.get(2), all.get(2).payload().length)).play(all.get(2))
            .counts("errors", 3).play(all.get(3)).counts("gaps", 0).state();
    }

    private static void unknown(final ConformanceRecorder session)
    {
        session.open().ask("h1", TRADES).hear(1);
        final List<RawClient.Frame> all = trades(session, 2);
        session.inject(Map.of("type", "novelty", "symbol", "BTCUSDT", "seq", 9, "deep", Map.of("a", List.of(1, "b"))))
            .play(ConformanceRecorder.changed(
                all.get(0), text -> text.replaceFirst("\\{", "{\"novel\":{\"a\":[1,{\"type\":\"gap\"}]},")))
            .inject(Map.of("type", "novel_update", "channel", "trade", "symbol", "BTCUSDT", "venue", "alpha"))
            .play(all.get(1)).counts("errors", 0).counts("gaps", 0).state();
    }
}
