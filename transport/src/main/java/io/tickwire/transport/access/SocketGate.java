package io.tickwire.transport.access;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sockets there are that have not become a WebSocket, in all and of each address.
 * Thread: any
 */
public final class SocketGate
{
    private final int most;
    private final int mostOfAddress;
    private final ConcurrentHashMap<InetAddress, Integer> sockets = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();

    /**
     * Each connection was such a socket: so there may be no fewer of these, or a crowd that may come could not come at
     * once.
     */
    public SocketGate(final Limits limits)
    {
        most = Math.max(limits.sockets().total(), limits.connections().total());
        mostOfAddress = Math.max(limits.sockets().perIp(), limits.connections().perIp());
    }

    /**
     * A socket comes.
     *
     * @param address that it counts for; null: for none.
     * @return whether it may stay: it is counted then, until {@link #leave}.
     */
    public boolean enter(final InetAddress address)
    {
        if (total.incrementAndGet() <= most && (address == null || enterOf(address)))
        {
            return true;
        }
        total.decrementAndGet();

        return false;
    }

    /**
     * A socket that might stay has gone, or has become a WebSocket.
     */
    public void leave(final InetAddress address)
    {
        total.decrementAndGet();
        if (address != null)
        {
            sockets.computeIfPresent(ConnectionGate.keyOf(address), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * How many there are.
     */
    public int sockets()
    {
        return total.get();
    }

    private boolean enterOf(final InetAddress address)
    {
        final boolean[] isIn = new boolean[1];
        sockets.compute(ConnectionGate.keyOf(address), (key, known) ->
        {
            final int count = known == null ? 0 : known;
            isIn[0] = count < mostOfAddress;

            return isIn[0] ? Integer.valueOf(count + 1) : known;
        });

        return isIn[0];
    }
}
