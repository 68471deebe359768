package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.access.TokenBucket;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.session.Intake;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.CloseCode;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * One publisher's connection: takes frames in their order, holds their numbers against the publisher's last one, and
 * puts their ticks into the ring. A frame is applied whole, but for ticks that are refused; where the ring has no room,
 * the rest of it is kept, and the intake is full until there is.
 * Thread: io-<n>
 */
final class TickIntake implements Intake, Publishers.Owner
{
    private static final int RECEIVE_TIME =
        MessageHeaderEncoder.ENCODED_LENGTH + TickHeadEncoder.receiveTimeEncodingOffset();
    private static final long SECOND_MS = 1_000;
    private static final long STATUS_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int RETRY_MS = 1;

    private final Ingest ingest;
    private final IngestSettings settings;
    private final Session session;
    private final Answers answers;
    private final TokenBucket pace;
    private final Refusals refusals = new Refusals();
    private final UnsafeBuffer kept = new UnsafeBuffer(0, 0);

    private IngestThread thread;
    private PublisherRecord publisher;
    private Grants grants;
    private Principal principal;
    private boolean isWanting;
    private ByteBuffer first;
    private boolean isFirstText;
    private boolean isOwingPace;
    private boolean isEnding;
    private boolean isEnded;
    private boolean isSuperseded;

    // The frame that is being applied.
    private boolean isApplying;
    private boolean isChecked;
    private long sequence;
    private long receiveNs;
    private int index;
    private int accepted;

    // What was done since the publisher was told.
    private int unackedFrames;
    private long unackedSinceNs;
    private boolean isAckWanted;
    private long totalAccepted;
    private long totalRefused;
    private long lastStatusNs;
    private boolean isTicking;

    TickIntake(final Ingest ingest, final Session session, final Answers answers)
    {
        this.ingest = ingest;
        this.settings = ingest.settings();
        this.session = session;
        this.answers = answers;
        final long nowNs = System.nanoTime();
        pace = new TokenBucket(settings.perSecond(), SECOND_MS, settings.burst(), nowNs);
        lastStatusNs = nowNs - STATUS_NS;
    }

    @Override
    public void begin()
    {
        thread = ingest.thread();
        if (answers.principal().is(Role.PUBLISHER))
        {
            wantPublisher();
        }
    }

    @Override
    public boolean take(final boolean isText, final ByteBuffer payload) throws BadCommandException
    {
        final boolean isSbe = !isText && session.encoding() == Encoding.SBE;
        final WireForm form = isText ? WireForm.JSON : WireForm.MSGPACK;
        final MapTicks.Kind kind = isSbe ? MapTicks.Kind.TICK : thread.maps().kindOf(payload, form);
        if (kind == MapTicks.Kind.COMMAND)
        {
            return false;
        }
        if (principal != answers.principal() && !findPublisher(isText, payload))
        {
            return true;
        }
        if (kind == MapTicks.Kind.DEFINITION)
        {
            answers.reply(thread.maps().definition(payload).apply(grants));

            return true;
        }

        isOwingPace = pace.take(System.nanoTime()) > 0;
        receiveNs = ingest.clock().nanoTime();
        refusals.clear();
        index = 0;
        accepted = 0;
        if (isSbe)
        {
            beginSbe(payload);
        }
        else
        {
            beginMaps(payload);
        }

        return true;
    }

    @Override
    public boolean isFull()
    {
        return isApplying || isOwingPace || isWanting || isEnding && !isEnded;
    }

    @Override
    public void proceed()
    {
        if (isWanting)
        {
            takePublisher();
        }
        if (first != null && publisher != null)
        {
            takeFirst();
        }
        else if (isApplying)
        {
            apply();
        }
        isOwingPace = isOwingPace && pace.take(System.nanoTime()) > 0;
        if (isEnding && !isApplying)
        {
            endSlow();
        }
    }

    @Override
    public void end()
    {
        isEnding = true;
        isOwingPace = false;
        if (!isApplying)
        {
            endSlow();
        }
    }

    /**
     * Any thread calls this.
     */
    @Override
    public void supersede()
    {
        session.connection().getIoThread().execute(() ->
        {
            if (!isSuperseded)
            {
                isSuperseded = true;
                ingest.counters().increment(ServerCounter.PUBLISHERS_SUPERSEDED);
                answers.close(CloseCode.SUPERSEDED, CloseCode.SUPERSEDED.reason());
            }
        });
    }

    private void wantPublisher()
    {
        principal = answers.principal();
        isWanting = true;
        takePublisher();
    }

    private void takePublisher()
    {
        final String own = session.publisher() == null ? "" : session.publisher();
        final PublisherRecord.Name name = new PublisherRecord.Name(
            principal.name(), own, principal.isNamed() || !own.isEmpty() ? "" : session.name());
        final Publishers.Taken taken = ingest.publishers().take(name, this, System.nanoTime());
        if (taken.isInUse())
        {
            return;
        }
        isWanting = false;
        publisher = taken.record();
        if (publisher == null)
        {
            answers.reply(Reply.error(
                ErrorCode.CONNECTION_LIMIT, "there are as many publishers as there may be", null).with("fatal", true));
            answers.close(CloseCode.CONNECTION_LIMIT, CloseCode.CONNECTION_LIMIT.reason());

            return;
        }
        grants = ingest.grants(principal, publisher);
        answers.reply(Reply.of("ingest_ready")
            .with("publisher", name.toString())
            .with("last_seq", publisher.lastSequence)
            .with("epoch", ingest.engine().epoch())
            .with("ack_frames", settings.ackFrames())
            .with("ack_ms", settings.ackMs())
            .with("tick_bytes", thread.publisher().messageCapacity()));
        tick();
    }

    /**
     * Who says by a message who it is has no publisher before its first frame; which waits, where that does.
     *
     * @return whether the frame can be taken now.
     */
    private boolean findPublisher(final boolean isText, final ByteBuffer payload)
    {
        final Principal now = answers.principal();
        if (!now.is(Role.PUBLISHER) || publisher != null && !now.name().equals(principal.name()))
        {
            answers.reply(Reply.error(ErrorCode.FORBIDDEN, "this client may not publish", null).with("fatal", true));
            answers.close(CloseCode.FORBIDDEN, CloseCode.FORBIDDEN.reason());

            return false;
        }
        if (publisher != null)
        {
            principal = now;
            grants = ingest.grants(principal, publisher);

            return true;
        }
        wantPublisher();
        if (isWanting)
        {
            first = ByteBuffer.allocate(payload.remaining()).put(payload.duplicate()).flip();
            isFirstText = isText;
        }

        return publisher != null;
    }

    private void takeFirst()
    {
        final ByteBuffer frame = first;
        first = null;
        try
        {
            take(isFirstText, frame);
        }
        catch (final BadCommandException ex)
        {
            answers.reply(Reply.error(ex.code(), ex.getMessage(), ex.id()));
        }
    }

    private void beginSbe(final ByteBuffer payload) throws BadCommandException
    {
        final UnsafeBuffer view = thread.view();
        view.wrap(payload, payload.position(), payload.remaining());
        final TickFrameDecoder decoder = thread.decoder().wrap(view, 0, view.capacity());
        isChecked = false;
        begin(decoder.sequence());
    }

    private void beginMaps(final ByteBuffer payload) throws BadCommandException
    {
        final MapTicks maps = thread.maps();
        maps.read(payload, session.encoding() == Encoding.MSGPACK_SCALED, grants, refusals, receiveNs);
        thread.decoder().rewrap(maps.frame(), 0, maps.length());
        isChecked = true;
        accepted = maps.accepted();
        begin(maps.sequence());
    }

    private void begin(final long sequence)
    {
        final long last = publisher.lastSequence;
        this.sequence = sequence;
        if (sequence != TickFrameDecoder.NO_SEQUENCE && last > 0)
        {
            if (sequence <= last)
            {
                ingest.counters().increment(ServerCounter.INGEST_DUPLICATES);
                isAckWanted = true;
                ack();

                return;
            }
            if (sequence > last + 1 && !tellGap(last + 1, sequence))
            {
                return;
            }
        }
        isApplying = true;
        thread.publisher().beginBatch(receiveNs);
        apply();
    }

    /** Whether the frame is applied even so. */
    private boolean tellGap(final long expected, final long got)
    {
        ingest.counters().increment(ServerCounter.INGEST_GAPS);
        answers.reply(Reply.error(
            ErrorCode.SEQUENCE_GAP,
            "seq must be 1 more than that of the frame before, this one is " +
                (settings.acceptsGaps() ? "applied" : "not applied") + ": seq=" + got + " expected=" + expected,
            null).with("seq", got).with("expected", expected));

        return settings.acceptsGaps();
    }

    private void apply()
    {
        final TickFrameDecoder decoder = thread.decoder();
        if (kept.capacity() > 0)
        {
            decoder.rewrap(kept, 0, kept.capacity());
        }
        while (decoder.next())
        {
            final String fault = isChecked ? null : thread.checks().faultOf(decoder, grants, receiveNs);
            if (fault != null)
            {
                refusals.add(index, fault);
            }
            else if (publish(decoder))
            {
                accepted += isChecked ? 0 : 1;
            }
            else
            {
                keep(decoder);

                return;
            }
            index++;
        }
        kept.wrap(0, 0);
        isApplying = false;
        onApplied();
    }

    private boolean publish(final TickFrameDecoder tick)
    {
        final TickPublisher publisher = thread.publisher();
        final int length = tick.length();
        final long claim = publisher.tryClaim(length);
        if (claim < 0)
        {
            return false;
        }
        final MutableDirectBuffer slots = publisher.buffer();
        final int at = publisher.messageOffset(claim);
        slots.putBytes(at, tick.buffer(), tick.offset(), length);
        slots.putLong(at + RECEIVE_TIME, receiveNs, ByteOrder.LITTLE_ENDIAN);
        publisher.publish(claim, length);
        ingest.countTick(tick.templateId());

        return true;
    }

    /** No room: what is left of the frame is kept, for its bytes will not stay. */
    private void keep(final TickFrameDecoder decoder)
    {
        final DirectBuffer source = decoder.buffer();
        final int left = decoder.remaining();
        if (source == kept)
        {
            kept.wrap(kept, decoder.offset(), left);
        }
        else
        {
            final byte[] copy = new byte[left];
            source.getBytes(decoder.offset(), copy);
            kept.wrap(copy);
        }
        final long nowNs = System.nanoTime();
        if (nowNs - lastStatusNs >= STATUS_NS)
        {
            lastStatusNs = nowNs;
            ingest.counters().increment(ServerCounter.INGEST_STALLS);
            answers.reply(Reply.of("ingest_status")
                .with("accepted", totalAccepted)
                .with("refused", totalRefused)
                .with("last_seq", publisher.lastSequence)
                .with("retry_after_ms", RETRY_MS));
        }
    }

    private void onApplied()
    {
        publisher.lastSequence =
            sequence == TickFrameDecoder.NO_SEQUENCE ? publisher.lastSequence + 1 : sequence;
        totalAccepted += accepted;
        totalRefused += refusals.count();
        ingest.counters().increment(ServerCounter.INGEST_FRAMES);
        ingest.counters().add(ServerCounter.INGEST_TICKS, accepted);
        if (refusals.count() > 0)
        {
            ingest.counters().add(ServerCounter.INGEST_TICKS_REFUSED, refusals.count());
            answers.reply(refusals.reply(sequence));
        }
        if (unackedFrames++ == 0)
        {
            unackedSinceNs = System.nanoTime();
        }
        isAckWanted |= unackedFrames >= settings.ackFrames();
        if (isAckWanted)
        {
            ack();
        }
    }

    private void ack()
    {
        isAckWanted = false;
        unackedFrames = 0;
        answers.reply(Reply.of("ack")
            .with("last_seq", publisher.lastSequence)
            .with("accepted", totalAccepted)
            .with("refused", totalRefused));
    }

    /** What is due by time alone: acknowledgements, and books that the publisher has to tell anew. */
    private void tick()
    {
        if (isEnding)
        {
            return;
        }
        if (unackedFrames > 0 && System.nanoTime() - unackedSinceNs >= TimeUnit.MILLISECONDS.toNanos(settings.ackMs()))
        {
            ack();
        }
        for (long left = publisher.venues; left != 0; left &= left - 1)
        {
            askForBooks(Long.numberOfTrailingZeros(left));
        }
        session.connection().getIoThread().executeAfter(this::tick, settings.ackMs(), TimeUnit.MILLISECONDS);
    }

    private void askForBooks(final int venueId)
    {
        final Resyncs resyncs = ingest.engine().resyncs();
        for (int symbolId = resyncs.take(venueId); symbolId != Resyncs.NONE; symbolId = resyncs.take(venueId))
        {
            answers.reply(Reply.of("resync")
                .with("channel", "book")
                .with("symbol", ingest.engine().names().symbols().get(symbolId).name())
                .with("venue", ingest.engine().names().venues().nameOf(venueId)));
        }
    }

    /** The publisher goes: its venues do, too, unless another connection goes on. */
    private void endSlow()
    {
        // Who waits for a publisher has had another connection let go of it, and takes leave in its place.
        if (isEnded || isWanting)
        {
            return;
        }
        if (publisher != null)
        {
            if (!isSuperseded && !Farewell.say(thread.publisher(), publisher, ingest))
            {
                return;
            }
            ingest.publishers().release(publisher, System.nanoTime());
        }
        isEnded = true;
    }
}
