package io.tickwire.transport;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sessions about how connections end: close codes, refusals, how long a client waits, tokens, silence.
 */
final class ConformanceEndings
{
    private static final List<Integer> FINAL =
        List.of(1000, 1002, 1003, 1007, 1008, 1009, 4500, 4501, 4503, 4504, 4505, 4506, 4507, 4509, 4999);
    private static final List<Integer> NOT_FINAL =
        List.of(1001, 1006, 1011, 1012, 4000, 4001, 4008, 4010, 4012, 4029, 4499);
    private static final List<String> JSON = List.of("json");
    private static final int FIRST_WAIT_MS = 100;
    private static final int LONGEST_WAIT_MS = 30_000;
    private static final int DEAD_MS = 45_000;

    private ConformanceEndings()
    {
    }

    static Stream<ConformanceSessions.Named> all()
    {
        return Stream.of(
            FINAL.stream().flatMap(code -> ConformanceSessions.in(
                JSON, "close-" + code, "This code ends it: the client does not come again.",
                session -> last(session, code))),
            ConformanceSessions.in(
                JSON, "close-again", "Codes after which a client comes again, and asks for what it had.",
                ConformanceEndings::again),
            ConformanceSessions.in(
                JSON, "backoff", "The wait doubles up to 30 s, and begins anew after a message.",
                ConformanceEndings::backoff),
            ConformanceSessions.in(
                JSON, "refused-401", "A handshake that is refused for who the client is ends it.",
                session -> session.refused(401, true).tick(LONGEST_WAIT_MS).dialed(false).state()),
            ConformanceSessions.in(
                JSON, "shutdown", "After shutdown the client waits as long as it was told, and then as always.",
                ConformanceEndings::shutdown),
            ConformanceSessions.in(
                JSON, "dead", "45 s without anything are the end of a connection.", ConformanceEndings::dead),
            ConformanceSessions.in(
                JSON, "own-close", "What the program closes stays closed, and is no error.",
                ConformanceEndings::ownClose),
            ConformanceSessions.in(
                JSON, "token-renewed", "Before a token ends the next one is sent; after 4501 it comes again.",
                ConformanceEndings::renewed),
            ConformanceSessions.in(
                JSON, "token-expired", "Without another token 4501 ends it; what the server says is told.",
                ConformanceEndings::expired)).flatMap(sessions -> sessions);
    }

    private static Map<String, Object> prices()
    {
        return ConformanceMarkets.wish("price", "BTCUSDT", "venues", List.of("alpha"));
    }

    private static ConformanceRecorder begin(final ConformanceRecorder session)
    {
        return session.open().ask("h1", prices()).hear(1);
    }

    private static void last(final ConformanceRecorder session, final int code)
    {
        begin(session).end(code, true).tick(2 * LONGEST_WAIT_MS).dialed(false).state();
    }

    private static void again(final ConformanceRecorder session)
    {
        begin(session);
        for (final int code : NOT_FINAL)
        {
            session.end(code).tick(FIRST_WAIT_MS).dialed(true).open()
                .sent(ConformanceMarkets.message("subscribe", prices())).hear(1).state();
        }
        session.counts("reconnects", NOT_FINAL.size()).counts("errors", 0);
    }

    private static void backoff(final ConformanceRecorder session)
    {
        begin(session).end(1006);
        for (int wait = FIRST_WAIT_MS; wait < 10 * LONGEST_WAIT_MS; wait *= 2)
        {
            session.tick(Math.min(wait, LONGEST_WAIT_MS) - 1).dialed(false).tick(1).dialed(true).refused(503, false);
        }
        session.tick(LONGEST_WAIT_MS).dialed(true).open()
            .sent(ConformanceMarkets.message("subscribe", prices())).hear(1)
            .end(1006).tick(FIRST_WAIT_MS - 1).dialed(false).tick(1).dialed(true).state();
    }

    private static void shutdown(final ConformanceRecorder session)
    {
        begin(session).inject(Map.of("type", "shutdown", "retry_after_ms", 2_000, "reason", "restart")).end(1001)
            .tick(2_000 + FIRST_WAIT_MS - 1).dialed(false).tick(1).dialed(true).state();
    }

    private static void dead(final ConformanceRecorder session)
    {
        begin(session).tick(DEAD_MS / 3).tick(DEAD_MS / 3).tick(DEAD_MS / 3 - 1).dialed(false).state()
            .tick(1).end(1006).tick(FIRST_WAIT_MS).dialed(true);
    }

    private static void ownClose(final ConformanceRecorder session)
    {
        begin(session).act("close", null).tick(2 * LONGEST_WAIT_MS).dialed(false).counts("errors", 0);
    }

    private static void renewed(final ConformanceRecorder session)
    {
        begin(session.option("token", "one").option("tokens", List.of("two", "three")))
            .inject(Map.of("type", "expiring", "expires_at", session.epoch() + 30_000))
            .expectSent(Map.of("type", "auth", "token", "two"))
            .inject(Map.of("type", "authenticated", "principal", "ann", "roles", List.of("reader")))
            .end(4501).tick(FIRST_WAIT_MS).dialed(true).state();
    }

    private static void expired(final ConformanceRecorder session)
    {
        begin(session.option("token", "one"))
            .act("auth", "other").expectSent(Map.of("type", "auth", "token", "other"))
            .inject(Map.of("type", "expiring", "expires_at", session.epoch() + 30_000)).expectSent()
            .inject(Map.of("type", "error", "code", "unauthorized", "message", "the token has expired", "fatal", true))
            .end(4501, true).tick(LONGEST_WAIT_MS).dialed(false).counts("errors", 2).state();
    }
}
