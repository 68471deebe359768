package io.tickwire.transport.feed.connect;

import io.tickwire.transport.feed.net.DatagramListener;
import io.tickwire.transport.feed.net.LoopTimer;
import io.tickwire.transport.feed.net.MulticastGroup;
import io.tickwire.transport.feed.net.MulticastSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A group of a line, joined again where its socket fails.
 * Thread: feed-<venue>
 */
final class JoinedGroup implements DatagramListener
{
    private static final Logger LOGGER = LoggerFactory.getLogger(JoinedGroup.class);
    private static final long FIRST_WAIT_MS = 250;

    /** As many bytes as a burst has; the kernel may give less. */
    private static final int RECEIVE_BUFFER_BYTES = 1 << 22;

    /** The longest that UDP has. */
    private static final int MAX_DATAGRAM_BYTES = 65_507;

    private final SessionContext context;
    private final MulticastGroup group;
    private final Listener listener;
    private final Backoff backoff;
    private final String name;
    private MulticastSocket socket;
    private LoopTimer rejoining;
    private String failure = "not joined yet";

    /** 0: never. */
    private long heardNs;

    /**
     * Takes a datagram.
     * Thread: feed-<venue>
     */
    @FunctionalInterface
    interface Listener
    {
        void onDatagram(byte[] buffer, int offset, int length, long receiveTimeNs);
    }

    JoinedGroup(
        final SessionContext context,
        final InetSocketAddress address,
        final String networkInterface,
        final Listener listener)
    {
        this.context = context;
        this.listener = listener;
        group = new MulticastGroup(
            address.getAddress(), address.getPort(), networkInterface, RECEIVE_BUFFER_BYTES, MAX_DATAGRAM_BYTES);
        name = address.getAddress().getHostAddress() + ':' + address.getPort();
        backoff = new Backoff(context.random(), FIRST_WAIT_MS, context.links().reconnectMs());
    }

    void join() throws IOException
    {
        socket = context.loop().join(group, this);
        context.stats().increment(ConnectCounter.CONNECTS);
        LOGGER.info("feed.joined venue={} group={} interface={}",
            context.venue().name(), name, group.networkInterface());
    }

    void leave()
    {
        if (rejoining != null)
        {
            rejoining.cancel();
        }
        if (socket != null)
        {
            socket.close();
            socket = null;
        }
    }

    /** Its address and port. */
    String name()
    {
        return name;
    }

    /** Whether something came not long ago. */
    boolean isHeard(final long nowNs)
    {
        return socket != null && heardNs != 0 && nowNs - heardNs <= silenceNs();
    }

    /** What is wrong with it, for people; null: nothing. */
    String trouble(final long nowNs)
    {
        if (socket == null)
        {
            return name + ": " + failure;
        }
        if (isHeard(nowNs))
        {
            return null;
        }

        return heardNs == 0 ? "nothing has come by " + name + " yet" : "nothing comes by " + name + " any more";
    }

    @Override
    public void onDatagram(final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
    {
        heardNs = System.nanoTime();
        backoff.reset();
        listener.onDatagram(buffer, offset, length, receiveTimeNs);
    }

    @Override
    public void onFailed(final String reason)
    {
        context.stats().increment(ConnectCounter.DISCONNECTS);
        socket = null;
        rejoin(reason);
    }

    private void rejoin(final String reason)
    {
        failure = reason;
        final long waitNs = backoff.nextNs();
        LOGGER.warn("feed.group_lost venue={} group={} again_in_ms={} reason={}",
            context.venue().name(), name, TimeUnit.NANOSECONDS.toMillis(waitNs), reason);
        rejoining = context.loop().schedule(waitNs, () ->
        {
            try
            {
                join();
            }
            catch (final IOException ex)
            {
                context.stats().increment(ConnectCounter.CONNECT_FAILURES);
                rejoin(String.valueOf(ex.getMessage()));
            }
        });
    }

    private long silenceNs()
    {
        return TimeUnit.MILLISECONDS.toNanos(context.links().silenceMs());
    }
}
