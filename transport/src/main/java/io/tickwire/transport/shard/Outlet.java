package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.ChunkPool;
import io.tickwire.transport.session.ControlFrames;
import io.tickwire.transport.session.Outbox;
import io.tickwire.transport.session.ServerFrames;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.session.Slab;
import io.tickwire.transport.session.Stage;
import io.tickwire.transport.session.WriteCounts;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.Compression;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The way out of a shard: what is handed to it goes to the clients' outboxes, and with {@link #flush} to their sockets,
 * one write for each that was given something. Clients whose sockets fail, and those that must keep what there is no
 * memory for, are remembered, to be removed between two batches.
 * Thread: io-<n>
 */
final class Outlet
{
    private static final int MAX_URGENT_BYTES = 1 << 16;

    private final ServerCounters counters;
    private final NanoClock clock;
    private final ChunkPool pool;
    private final Stage stage = new Stage();
    private final WriteCounts writes;
    private final ControlFrames frames = new ControlFrames();
    private final List<Client> dirty = new ArrayList<>();
    private final List<Client> broken = new ArrayList<>();
    private final DeflatedFrames deflated;
    private long delivered;

    Outlet(
        final ServerCounters counters,
        final NanoClock clock,
        final long maxResidueBytes,
        final Compression compression)
    {
        this.counters = counters;
        this.clock = clock;
        this.pool = new ChunkPool(maxResidueBytes);
        this.writes = new WriteCounts(counters);
        this.deflated = new DeflatedFrames(compression, counters);
    }

    Outbox newOutbox(final Session session)
    {
        return new Outbox(session.connection().getSinkChannel(), pool, stage, writes, clock);
    }

    /**
     * Frames that follow each other in a ring, for a client whose socket has room.
     *
     * @param isExempt whether they do not count against the client, should the socket not take them.
     */
    void frames(
        final Client client,
        final Slab slab,
        final int offset,
        final int length,
        final int count,
        final boolean isExempt)
    {
        delivered += count;
        client.delivered(count);
        if (client.maxDeflatedBytes() == 0)
        {
            add(client, slab, offset, length, isExempt);

            return;
        }
        int frameBytes;
        for (int at = offset; at < offset + length; at += frameBytes)
        {
            frameBytes = ServerFrames.frameLength(slab.bytes(), at);
            final int place = frameBytes > client.maxDeflatedBytes() ?
                DeflatedFrames.PLAIN : deflated.ofRing(slab.bytes(), at, frameBytes);
            addOrCopy(client, place, slab.bytes(), at, frameBytes, isExempt);
        }
    }

    /**
     * A frame whose bytes do not stay where they are.
     *
     * @param isExempt whether it does not count against the client.
     */
    void copy(
        final Client client, final DirectBuffer source, final int offset, final int length, final boolean isExempt)
    {
        delivered++;
        client.delivered(1);
        final int place = length > client.maxDeflatedBytes() ?
            DeflatedFrames.PLAIN : deflated.of(source, offset, length);
        copyOrPlain(client, place, source, offset, length, isExempt);
    }

    /**
     * A frame of the ring that is read, for a client whose socket has no room, or that is not to have it yet.
     *
     * @param isExempt whether it does not count against the client.
     */
    void copy(final Client client, final FrameSlot slot, final boolean isExempt)
    {
        delivered++;
        client.delivered(1);
        final int place = slot.length() > client.maxDeflatedBytes() ?
            DeflatedFrames.PLAIN : deflated.ofRing(slot.buffer(), slot.offset(), slot.length());
        copyOrPlain(client, place, slot.buffer(), slot.offset(), slot.length(), isExempt);
    }

    /**
     * A message that goes before all frames that were not begun.
     */
    void reply(final Client client, final Reply reply)
    {
        counters.increment(ServerCounter.REPLIES_SENT);
        control(client, frames.message(reply, client.session().form()));
    }

    /**
     * Answer a message with what is wrong about it.
     *
     * @param id of the message; null: it gave none.
     */
    void reject(final Client client, final ErrorCode code, final String message, final Object id)
    {
        counters.increment(ServerCounter.MESSAGES_REJECTED);
        reply(client, Reply.error(code, message, id));
    }

    /**
     * Answer a message that came too early.
     *
     * @param waitNs after which it may come again.
     */
    void refuse(final Client client, final String message, final long waitNs, final Object id)
    {
        counters.increment(ServerCounter.MESSAGES_RATE_LIMITED);
        reply(client, Reply.error(ErrorCode.RATE_LIMITED, message, id)
            .with("retry_after_ms", TimeUnit.NANOSECONDS.toMillis(waitNs) + 1));
    }

    /**
     * A message that keeps its place between the frames.
     */
    void tell(final Client client, final Reply reply)
    {
        counters.increment(ServerCounter.REPLIES_SENT);
        frames.message(reply, client.session().form());
        if (client.outbox().addCopy(frames.buffer(), frames.offset(), frames.length(), true))
        {
            dirty.add(client);
        }
    }

    /**
     * The same of what is wrong, though no message asked.
     */
    void tellWrong(final Client client, final ErrorCode code, final String message)
    {
        counters.increment(ServerCounter.MESSAGES_REJECTED);
        tell(client, Reply.error(code, message, null));
    }

    void ping(final Client client)
    {
        control(client, frames.ping());
    }

    void pong(final Client client, final byte[] payload)
    {
        control(client, frames.pong(payload));
    }

    /**
     * The last frame that a client gets.
     */
    void close(final Client client, final int code, final String reason)
    {
        control(client, frames.close(code, reason));
        client.outbox().end();
    }

    /**
     * The socket of a client has room.
     *
     * @return whether it took all that was kept for it.
     */
    boolean onRoom(final Client client)
    {
        try
        {
            return client.outbox().onRoom();
        }
        catch (final IOException ex)
        {
            broken.add(client);

            return false;
        }
    }

    /**
     * A turn of the shard begins.
     */
    void beginTurn()
    {
        deflated.beginTurn();
    }

    /**
     * Let memory go that is not the heap's.
     */
    void end()
    {
        deflated.end();
    }

    /**
     * Write what was handed over.
     *
     * @return to how many clients.
     */
    int flush()
    {
        final int count = dirty.size();
        for (int i = 0; i < count; i++)
        {
            flush(dirty.get(i));
        }
        dirty.clear();
        deflated.clear();

        return count;
    }

    /**
     * Tell the counters what happened since the last call.
     */
    void publishCounts()
    {
        writes.publish();
        deflated.publishCounts();
        counters.add(ServerCounter.FRAMES_DELIVERED, delivered);
        delivered = 0;
    }

    /**
     * Clients whose sockets failed; to be removed, and the list to be cleared.
     */
    List<Client> broken()
    {
        return broken;
    }

    long residueBytes()
    {
        return pool.takenBytes();
    }

    private void add(
        final Client client, final Slab slab, final int offset, final int length, final boolean isExempt)
    {
        try
        {
            if (client.outbox().add(slab, offset, length, isExempt))
            {
                dirty.add(client);
            }
        }
        catch (final IOException ex)
        {
            broken.add(client);
        }
    }

    /**
     * A frame that is deflated, where it stands; one that is not, as a copy: so that the batch has one slab, and is one
     * write.
     */
    private void addOrCopy(
        final Client client,
        final int place,
        final DirectBuffer source,
        final int offset,
        final int length,
        final boolean isExempt)
    {
        if (place != DeflatedFrames.PLAIN)
        {
            add(client, deflated.slab(), place, deflated.lengthAt(place), isExempt);
        }
        else if (client.outbox().addCopy(source, offset, length, isExempt))
        {
            dirty.add(client);
        }
    }

    private void copyOrPlain(
        final Client client,
        final int place,
        final DirectBuffer source,
        final int offset,
        final int length,
        final boolean isExempt)
    {
        final boolean isPlain = place == DeflatedFrames.PLAIN;
        final boolean isNew = isPlain ?
            client.outbox().addCopy(source, offset, length, isExempt) :
            client.outbox().addCopy(deflated.slab().bytes(), place, deflated.lengthAt(place), isExempt);
        if (isNew)
        {
            dirty.add(client);
        }
    }

    private void control(final Client client, final ControlFrames frame)
    {
        final Outbox outbox = client.outbox();
        if (outbox.isEnding())
        {
            return;
        }
        if (outbox.urgentBytes() > MAX_URGENT_BYTES)
        {
            // It takes no answers, and asks on.
            broken.add(client);
        }
        else if (outbox.addControl(frame.buffer(), frame.offset(), frame.length()))
        {
            dirty.add(client);
        }
    }

    private void flush(final Client client)
    {
        try
        {
            client.outbox().flush();
            if (client.outbox().isOverdrawn())
            {
                counters.increment(ServerCounter.CLIENTS_OUT_OF_ROOM);
                broken.add(client);
            }
        }
        catch (final IOException ex)
        {
            broken.add(client);
        }
    }
}
