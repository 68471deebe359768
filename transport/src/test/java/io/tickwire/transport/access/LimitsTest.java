package io.tickwire.transport.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.function.LongFunction;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class LimitsTest
{
    private static final long DAY_MS = 86_400_000;
    private static final long HOUR_MS = 3_600_000;
    private static final int MEBIBYTE = 1 << 20;

    static Stream<Arguments> ranges()
    {
        return Stream.of(
            range("connections.total", 1, 1_000_000, n -> new Limits.Connections((int)n, 1, 1, 1)),
            range("connections.perIp", 1, 1_000_000, n -> new Limits.Connections(1, (int)n, 1, 1)),
            range("connections.attempts", 0, 1_000_000, n -> new Limits.Connections(1, 1, (int)n, 1)),
            range("connections.attemptWindowMs", 1, DAY_MS, n -> new Limits.Connections(1, 1, 1, n)),
            range("identity.perPrincipal", 1, 1_000_000, n -> new Limits.Identity((int)n, 10)),
            range("identity.authMs", 10, HOUR_MS, n -> new Limits.Identity(1, n)),
            range("messages.perSecond", 0, 1_000_000, n -> messages((int)n, 1, 0, 128, 1, 1, 1)),
            range("messages.burst", 1, 1_000_000, n -> messages(0, (int)n, 0, 128, 1, 1, 1)),
            range("messages.requestsPerMinute", 0, 1_000_000, n -> messages(0, 1, (int)n, 128, 1, 1, 1)),
            range("messages.maxBytes", 128, 16 * MEBIBYTE, n -> messages(0, 1, 0, (int)n, 1, 1, 1)),
            range("messages.maxSymbols", 1, 1 << 18, n -> messages(0, 1, 0, 128, (int)n, 1, 1)),
            range("messages.subscriptions", 1, 1_000_000, n -> messages(0, 1, 0, 128, 1, (int)n, 1)),
            range("messages.streams", 1, 1_000_000, n -> messages(0, 1, 0, 128, 1, 1, (int)n)),
            range("liveness.pingMs", 0, DAY_MS, n -> new Limits.Liveness(n, 0, 0)),
            range("liveness.deadMs", 0, DAY_MS, n -> new Limits.Liveness(0, n, 0)),
            range("liveness.idleMs", 0, DAY_MS, n -> new Limits.Liveness(0, 0, n)),
            range("slow.highWaterBytes", 4_096, 64 * MEBIBYTE, n -> new Limits.Slow((int)n, 10, 10, 10, 4_096)),
            range("slow.highWaterAgeMs", 10, HOUR_MS, n -> new Limits.Slow(4_096, n, 10, 10, 4_096)),
            range("slow.closeMs", 10, HOUR_MS, n -> new Limits.Slow(4_096, 10, n, 10, 4_096)),
            range("slow.stalledMs", 10, HOUR_MS, n -> new Limits.Slow(4_096, 10, 10, n, 4_096)),
            range("slow.sendBufferBytes", 4_096, 16 * MEBIBYTE, n -> new Limits.Slow(4_096, 10, 10, 10, (int)n)),
            range("sockets.total", 1, 1_000_000, n -> new Limits.Sockets((int)n, 1, 10)),
            range("sockets.perIp", 1, 1_000_000, n -> new Limits.Sockets(1, (int)n, 10)),
            range("sockets.requestMs", 10, HOUR_MS, n -> new Limits.Sockets(1, 1, n)),
            range("intake.bytesPerSecond", 0, 1 << 30, n -> new Limits.Intake((int)n, 1_024, 0, 1, 0, 32L << 20)),
            range("intake.bytesBurst", 1_024, 1 << 30, n -> new Limits.Intake(0, (int)n, 0, 1, 0, 32L << 20)),
            range("intake.controlPerSecond", 0, 1_000_000, n -> new Limits.Intake(0, 1_024, (int)n, 1, 0, 32L << 20)),
            range("intake.controlBurst", 1, 1_000_000, n -> new Limits.Intake(0, 1_024, 0, (int)n, 0, 32L << 20)),
            range("intake.messageMs", 0, HOUR_MS, n -> new Limits.Intake(0, 1_024, 0, 1, n, 32L << 20)),
            range("intake.unfinishedBytes", MEBIBYTE, 1L << 36, n -> new Limits.Intake(0, 1_024, 0, 1, 0, n)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ranges")
    void shouldNameTheLimitItsRangeAndTheValue(
        final String name, final long from, final long to, final LongFunction<Record> limits)
    {
        assertNotNull(limits.apply(from));
        assertNotNull(limits.apply(to));
        for (final long value : new long[]{from - 1, to + 1, Integer.MIN_VALUE})
        {
            final IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> limits.apply(value));
            assertEquals(
                name + " must be from " + from + " to " + to + ": " + name + "=" + value, refused.getMessage());
        }
    }

    @Test
    void shouldChangeOneConcernAtATime()
    {
        final Limits defaults = Limits.defaults();
        final Limits.Connections connections = new Limits.Connections(1, 1, 1, 1);
        final Limits.Identity identity = new Limits.Identity(1, 10);
        final Limits.Messages messages = messages(0, 1, 0, 128, 1, 1, 1);
        final Limits.Liveness liveness = new Limits.Liveness(0, 0, 0);
        final Limits.Slow slow = new Limits.Slow(4_096, 10, 10, 10, 4_096);
        final Limits.Sockets sockets = new Limits.Sockets(1, 1, 10);
        final Limits.Intake intake = new Limits.Intake(0, 1_024, 0, 1, 0, 32L << 20);
        final Limits changed = defaults.with(connections).with(identity).with(messages).with(liveness).with(slow)
            .with(sockets).with(intake);

        assertEquals(new Limits(connections, identity, messages, liveness, slow, sockets, intake), changed);
        assertSame(defaults.slow(), defaults.with(connections).slow());
        assertSame(defaults.connections(), defaults.with(slow).connections());
    }

    private static Limits.Messages messages(
        final int perSecond,
        final int burst,
        final int requestsPerMinute,
        final int maxBytes,
        final int maxSymbols,
        final int subscriptions,
        final int streams)
    {
        return new Limits.Messages(
            perSecond, burst, requestsPerMinute, maxBytes, maxSymbols, subscriptions, streams);
    }

    private static Arguments range(
        final String name, final long from, final long to, final LongFunction<Record> limits)
    {
        return Arguments.of(name, from, to, limits);
    }
}
