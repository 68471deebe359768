package io.tickwire.transport.access;

import io.tickwire.engine.feed.Symbol;

import static io.tickwire.transport.bounds.Bounds.requireRange;

/**
 * What clients may take, of each kind.
 *
 * @param connections how connections are bounded.
 * @param identity    how those are bounded that say who they are, or have not said it yet.
 * @param messages    how a client's messages are bounded.
 * @param liveness    when a connection counts as dead or idle.
 * @param slow        when a connection counts as slow.
 * @param sockets     how those are bounded that are no connection yet, or never will be.
 * @param intake      how what clients send is bounded, whatever is in it.
 * Thread: any
 */
public record Limits(
    Connections connections,
    Identity identity,
    Messages messages,
    Liveness liveness,
    Slow slow,
    Sockets sockets,
    Intake intake)
{
    private static final int MEBIBYTE = 1 << 20;

    /**
     * Bounds on connections.
     *
     * @param total            in all.
     * @param perIp            of one address.
     * @param attempts         of one address in a window; 0: not bounded.
     * @param attemptWindowMs  how long the window is.
     * Thread: any
     */
    public record Connections(int total, int perIp, int attempts, long attemptWindowMs)
    {
        public Connections
        {
            requireRange("connections.total", total, 1, 1_000_000);
            requireRange("connections.perIp", perIp, 1, 1_000_000);
            requireRange("connections.attempts", attempts, 0, 1_000_000);
            requireRange("connections.attemptWindowMs", attemptWindowMs, 1, 86_400_000);
        }
    }

    /**
     * Bounds on who says who it is.
     *
     * @param perPrincipal connections of one.
     * @param authMs       that a connection has to say it, where it must.
     * Thread: any
     */
    public record Identity(int perPrincipal, long authMs)
    {
        public Identity
        {
            requireRange("identity.perPrincipal", perPrincipal, 1, 1_000_000);
            requireRange("identity.authMs", authMs, 10, 3_600_000);
        }
    }

    /**
     * Bounds on a connection's messages.
     *
     * @param perSecond         messages a second, in the long run; 0: not bounded.
     * @param burst             messages at once.
     * @param requestsPerMinute {@code request} messages a minute; 0: not bounded.
     * @param maxBytes          of one message.
     * @param maxSymbols        in one message.
     * @param subscriptions     of a connection: a symbol or pattern in a channel counts as one.
     * @param streams           of a connection: a symbol in a channel at a venue counts as one.
     * Thread: any
     */
    public record Messages(
        int perSecond,
        int burst,
        int requestsPerMinute,
        int maxBytes,
        int maxSymbols,
        int subscriptions,
        int streams)
    {
        public Messages
        {
            requireRange("messages.perSecond", perSecond, 0, 1_000_000);
            requireRange("messages.burst", burst, 1, 1_000_000);
            requireRange("messages.requestsPerMinute", requestsPerMinute, 0, 1_000_000);
            requireRange("messages.maxBytes", maxBytes, 128, 16 * MEBIBYTE);
            requireRange("messages.maxSymbols", maxSymbols, 1, Symbol.MAX_SYMBOLS);
            requireRange("messages.subscriptions", subscriptions, 1, 1_000_000);
            requireRange("messages.streams", streams, 1, 1_000_000);
        }
    }

    /**
     * When a connection counts as dead or idle.
     *
     * @param pingMs how often we ping; 0: never.
     * @param deadMs without any frame after a ping of ours: close 4001; 0: never.
     * @param idleMs without any frame from the client: close 4000; 0: never.
     * Thread: any
     */
    public record Liveness(long pingMs, long deadMs, long idleMs)
    {
        public Liveness
        {
            requireRange("liveness.pingMs", pingMs, 0, 86_400_000);
            requireRange("liveness.deadMs", deadMs, 0, 86_400_000);
            requireRange("liveness.idleMs", idleMs, 0, 86_400_000);
        }
    }

    /**
     * When a connection counts as slow.
     *
     * @param highWaterBytes that it may have queued; from half of it on it is told {@code slow}.
     * @param highWaterAgeMs that what is queued may have; likewise.
     * @param closeMs        above either for so long: close 4008.
     * @param stalledMs      without any byte taken: close 4008.
     * @param sendBufferBytes of its socket, so that what the kernel holds is bounded.
     * Thread: any
     */
    public record Slow(int highWaterBytes, long highWaterAgeMs, long closeMs, long stalledMs, int sendBufferBytes)
    {
        public Slow
        {
            requireRange("slow.highWaterBytes", highWaterBytes, 1 << 12, 64 * MEBIBYTE);
            requireRange("slow.highWaterAgeMs", highWaterAgeMs, 10, 3_600_000);
            requireRange("slow.closeMs", closeMs, 10, 3_600_000);
            requireRange("slow.stalledMs", stalledMs, 10, 3_600_000);
            requireRange("slow.sendBufferBytes", sendBufferBytes, 1 << 12, 16 * MEBIBYTE);
        }
    }

    /**
     * Bounds on sockets that have not become a WebSocket: those that are yet to ask for something, and those of HTTP.
     *
     * @param total     in all.
     * @param perIp     of one address that is no trusted proxy.
     * @param requestMs that the first request may take, from when the socket was accepted to its last header.
     * Thread: any
     */
    public record Sockets(int total, int perIp, long requestMs)
    {
        public Sockets
        {
            requireRange("sockets.total", total, 1, 1_000_000);
            requireRange("sockets.perIp", perIp, 1, 1_000_000);
            requireRange("sockets.requestMs", requestMs, 10, 3_600_000);
        }
    }

    /**
     * Bounds on what a connection sends, be it messages or not.
     *
     * @param bytesPerSecond   in the long run; 0: not bounded.
     * @param bytesBurst       at once; a message that is longer leaves a debt, which those after it wait for.
     * @param controlPerSecond pings and pongs a second, in the long run; 0: not bounded.
     * @param controlBurst     of them at once.
     * @param messageMs        that a message may take from its first byte to its last; 0: as long as it likes.
     * Thread: any
     */
    public record Intake(
        int bytesPerSecond,
        int bytesBurst,
        int controlPerSecond,
        int controlBurst,
        long messageMs,
        long unfinishedBytes)
    {
        public Intake
        {
            requireRange("intake.bytesPerSecond", bytesPerSecond, 0, 1 << 30);
            requireRange("intake.bytesBurst", bytesBurst, 1 << 10, 1 << 30);
            requireRange("intake.controlPerSecond", controlPerSecond, 0, 1_000_000);
            requireRange("intake.controlBurst", controlBurst, 1, 1_000_000);
            requireRange("intake.messageMs", messageMs, 0, 3_600_000);
            requireRange("intake.unfinishedBytes", unfinishedBytes, 1 << 20, 1L << 36);
        }
    }

    /**
     * The limits of the protocol document.
     */
    public static Limits defaults()
    {
        return new Limits(
            new Connections(10_000, 100, 300, 300_000),
            new Identity(100, 5_000),
            new Messages(10, 20, 600, MEBIBYTE, 1_024, 100, 4_096),
            new Liveness(20_000, 60_000, 300_000),
            new Slow(1 << 18, 1_000, 5_000, 10_000, 1 << 16),
            new Sockets(10_000, 100, 10_000),
            new Intake(1 << 18, 2 * MEBIBYTE, 10, 50, 30_000, 32L << 20));
    }

    /**
     * The same with other bounds on connections.
     */
    public Limits with(final Connections connections)
    {
        return new Limits(connections, identity, messages, liveness, slow, sockets, intake);
    }

    /**
     * The same with other bounds on identities.
     */
    public Limits with(final Identity identity)
    {
        return new Limits(connections, identity, messages, liveness, slow, sockets, intake);
    }

    /**
     * The same with other bounds on messages.
     */
    public Limits with(final Messages messages)
    {
        return new Limits(connections, identity, messages, liveness, slow, sockets, intake);
    }

    /**
     * The same with another notion of alive.
     */
    public Limits with(final Liveness liveness)
    {
        return new Limits(connections, identity, messages, liveness, slow, sockets, intake);
    }

    /**
     * The same with another notion of slow.
     */
    public Limits with(final Slow slow)
    {
        return new Limits(connections, identity, messages, liveness, slow, sockets, intake);
    }

    /**
     * The same with other bounds on sockets.
     */
    public Limits with(final Sockets sockets)
    {
        return new Limits(connections, identity, messages, liveness, slow, sockets, intake);
    }

    /**
     * The same with other bounds on what is sent.
     */
    public Limits with(final Intake intake)
    {
        return new Limits(connections, identity, messages, liveness, slow, sockets, intake);
    }
}
