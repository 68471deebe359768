package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.StreamKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * One subscription of a naive client: follows the protocol's one rule for all streams, and holds each message against
 * what the naive market showed at that place of the stream.
 */
final class NaiveReader
{
    private final Subscription asked;
    private final long epoch;
    private final SeenFrame.Key key;
    private final NaiveStream stream;
    private final Channel channel;
    private final boolean isState;
    private final boolean isMerging;
    private final List<SeenFrame> gaps = new ArrayList<>();

    private Phase phase = Phase.ASKED;
    private long last;
    private long openedAt;
    private long liveAt;
    private long replays;
    private long replayedUpTo;
    private boolean isRecovered;
    private boolean hasSnapshot;
    private boolean hasReplayGap;
    private boolean mayOverlap;
    private boolean hasMerged;
    private long framesLive;
    private Map<String, Object> view;

    /** Where a subscription is in its life. */
    enum Phase
    {
        ASKED,
        OPENED,
        LIVE,
        LEFT
    }

    /**
     * @param epoch that the server's sequences are of.
     */
    NaiveReader(final Subscription asked, final NaiveStream stream, final long epoch)
    {
        this.asked = asked;
        this.epoch = epoch;
        this.stream = stream;
        key = new SeenFrame.Key(asked.streamId(), asked.conflation(), asked.encoding());
        channel = StreamId.channel(asked.streamId());
        isState = channel.kind() == StreamKind.STATE;
        isMerging = asked.conflation() != Conflation.RAW;
        last = asked.sinceSequence();
    }

    Subscription asked()
    {
        return asked;
    }

    SeenFrame.Key key()
    {
        return key;
    }

    Channel channel()
    {
        return channel;
    }

    boolean isLive()
    {
        return phase == Phase.LIVE;
    }

    boolean hasLeft()
    {
        return phase == Phase.LEFT;
    }

    boolean isRecovered()
    {
        return isRecovered;
    }

    /** The last sequence that this client knows of. */
    long last()
    {
        return last;
    }

    long openedAt()
    {
        return openedAt;
    }

    /** How many DATA and GAP frames came since it is live. */
    long framesLive()
    {
        return framesLive;
    }

    /** The client does not listen any more. */
    void leave()
    {
        phase = Phase.LEFT;
    }

    /** An entry that is for this client, or for all of its stream, class and encoding. */
    void onFrame(final SeenFrame frame)
    {
        try
        {
            take(frame);
        }
        catch (final AssertionError ex)
        {
            throw new AssertionError(ex.getMessage() + "\n  frame: " + frame + "\n  reader: " + this, ex);
        }
    }

    private void take(final SeenFrame frame)
    {
        assertEquals(key, frame.key());
        if (frame.kind().isAddressed())
        {
            assertEquals(asked.recipient(), frame.recipient(), "addressed to another");
        }

        switch (frame.kind())
        {
            case OPENED -> onOpened(frame);
            case SNAPSHOT -> onSnapshot(frame);
            case REPLAY -> onReplay(frame);
            case REPLAY_GAP -> onReplayGap(frame);
            case LIVE -> onLive(frame);
            case DATA -> onData(frame);
            default -> onGap(frame);
        }
    }

    private void onOpened(final SeenFrame frame)
    {
        assertEquals(Phase.ASKED, phase);
        assertEquals(asked.sinceSequence(), frame.from());
        assertTrue(asked.resumes() || !frame.isRecovered(), "recovered what was not asked for");
        phase = Phase.OPENED;
        openedAt = frame.sequence();
        isRecovered = frame.isRecovered();
        replayedUpTo = asked.sinceSequence();
        last = isRecovered ? replayedUpTo : Subscription.FROM_NOW;
        if (isRecovered)
        {
            final long missed = openedAt - asked.sinceSequence();
            assertTrue(frame.count() == missed || isMerging && frame.count() <= 1, "messages to come");
        }
    }

    private void onSnapshot(final SeenFrame frame)
    {
        assertTrue(phase == Phase.OPENED || phase == Phase.LIVE, () -> "phase " + phase);
        assertTrue(isState, "a snapshot of events");
        assertEquals(0, frame.from());
        assertTrue(frame.sequence() >= last, "an old snapshot");
        assertMessage(frame, isMerging ? stream.snapshotEnvelope(frame.sequence()) : Map.of());
        hasSnapshot = true;
        // It is ahead of what the others of its class are still owed.
        mayOverlap = true;
        last = frame.sequence();
        view = frame.message();
    }

    private void onReplay(final SeenFrame frame)
    {
        assertEquals(Phase.OPENED, phase);
        assertTrue(isRecovered, "a part of what was missed");
        assertEquals(replayedUpTo, frame.from());
        assertTrue(isMerging ? frame.sequence() <= openedAt : frame.sequence() == frame.from() + 1);
        assertApplies(frame);
        replays++;
        replayedUpTo = frame.sequence();
        if (frame.sequence() > last)
        {
            last = frame.sequence();
            view = frame.message();
        }
    }

    private void onReplayGap(final SeenFrame frame)
    {
        assertEquals(Phase.OPENED, phase);
        assertFalse(isState, "a gap in states");
        assertTrue(asked.resumes());
        assertEquals("unrecoverable", frame.text("reason"));
        assertEquals(replayedUpTo + 1, frame.from());
        assertGap(frame);
        hasReplayGap = true;
        last = frame.sequence();
    }

    private void onLive(final SeenFrame frame)
    {
        assertEquals(Phase.OPENED, phase);
        phase = Phase.LIVE;
        liveAt = frame.sequence();
        assertEquals(asked.sinceSequence(), frame.from());
        assertEquals(replays, frame.count(), "messages replayed");
        if (frame.isRecovered())
        {
            assertTrue(isRecovered && !hasReplayGap, "recovered with a gap");
            assertEquals(replayedUpTo, liveAt, "not all of what was missed");
            assertTrue(!isMerging || liveAt <= openedAt);
        }
        else if (isState)
        {
            assertTrue(hasSnapshot || !asked.wantSnapshot() || liveAt == 0, "no snapshot");
        }
        else if (asked.resumes())
        {
            final boolean isNumbered = asked.sinceEpoch() == epoch && asked.sinceSequence() < liveAt;
            assertEquals(isNumbered, hasReplayGap, "missed without a word");
        }

        isRecovered = frame.isRecovered();
        mayOverlap |= !asked.resumes() || isState && !isRecovered;
        last = hasSnapshot ? Math.max(last, liveAt) : liveAt;
    }

    private void onData(final SeenFrame frame)
    {
        if (phase == Phase.LIVE)
        {
            assertTrue(frame.from() < frame.sequence(), "says nothing new");
            assertApplies(frame);
            if (isNews(frame))
            {
                view = frame.message();
            }
        }
    }

    private void onGap(final SeenFrame frame)
    {
        if (phase == Phase.LIVE)
        {
            assertFalse(isState, "a gap in states");
            assertGap(frame);
            if (frame.sequence() <= openedAt)
            {
                // It was owed before, to others.
                framesLive++;
                return;
            }
            isNews(new SeenFrame(
                frame.kind(), frame.key(), 0, frame.from() - 1, frame.sequence(), 0, false, 0, 0, null));
            gaps.add(frame);
        }
    }

    /**
     * The chain: each message begins where the last one ended. Only who had nothing of the stream may find that the
     * first also tells of before; others would count something twice.
     */
    private boolean isNews(final SeenFrame frame)
    {
        framesLive++;
        assertTrue(frame.from() <= last, "lost without a word");
        assertTrue(frame.from() == last || mayOverlap, "tells again what was told");
        if (frame.sequence() <= last)
        {
            return false;
        }

        mayOverlap = false;
        last = frame.sequence();

        return true;
    }

    private void assertApplies(final SeenFrame frame)
    {
        if (isMerging)
        {
            assertFalse(stream.hasLost(frame.from() + 1, frame.sequence()), "merged what was lost");
            assertMessage(frame, stream.envelope(frame.from(), frame.sequence()));
        }
        else
        {
            assertTrue(isState || frame.sequence() == frame.from() + 1, "merged events in a raw class");
            hasMerged |= frame.kind() == FrameKind.DATA && frame.sequence() != frame.from() + 1;
            assertMessage(frame, Map.of());
        }
    }

    /** Each field of a message, and no other. */
    private void assertMessage(final SeenFrame frame, final Map<String, Object> envelope)
    {
        final NaiveStream.Tick tick = stream.tick(frame.sequence());
        assertNotNull(tick, "no such tick came in");

        final Map<String, Object> expected = new HashMap<>(tick.fields());
        if (!channel.isPrivate())
        {
            expected.put("seq", frame.sequence());
            expected.put("pseq", frame.from());
            expected.put("t_out", frame.sealTimeNs() / 1_000);
        }
        expected.putAll(envelope);
        assertEquals(sorted(expected), sorted(frame.message()));
    }

    private void assertGap(final SeenFrame frame)
    {
        final Map<String, Object> message = new HashMap<>(frame.message());
        assertTrue(frame.from() <= frame.sequence(), "a gap of nothing");
        assertEquals("gap", message.remove("type"));
        assertEquals(channel.wireName(), message.remove("channel"));
        assertEquals(frame.from(), message.remove("from"));
        assertEquals(frame.sequence(), message.remove("to"));
        assertNotNull(message.remove("reason"));
        assertEquals(channel.isPrivate() ? "[account]" : "[symbol, venue]", sorted(message).keySet().toString());
    }

    /**
     * When all is told and taken in: the view is the market's, and each event was told or is covered by a gap.
     *
     * @param isHindered whether the ring was ever full, for else a raw class has every message.
     */
    void assertComplete(final boolean isHindered)
    {
        assertTrue(isHindered || isMerging || !hasMerged, () -> "merged without need: " + this);
        assertEquals(Phase.LIVE, phase, () -> "never became live: " + this);
        assertEquals(stream.sequence(), last, () -> "not told to the end: " + this);
        for (final SeenFrame gap : gaps)
        {
            assertEquals(
                stream.hasLost(gap.from(), gap.sequence()),
                "feed_loss".equals(gap.text("reason")),
                () -> "reason of " + gap + " of " + this);
        }
        if (isState && view != null)
        {
            final Map<String, Object> shown = new HashMap<>(view);
            shown.keySet().retainAll(stream.tick(last).fields().keySet());
            assertEquals(sorted(stream.tick(last).fields()), sorted(shown), () -> "not the market's state: " + this);
        }
    }

    private static Map<String, Object> sorted(final Map<String, Object> map)
    {
        return new TreeMap<>(map);
    }

    @Override
    public String toString()
    {
        return asked + " phase=" + phase + " last=" + last + " openedAt=" + openedAt + " liveAt=" + liveAt +
            " stream=" + stream.sequence();
    }
}
