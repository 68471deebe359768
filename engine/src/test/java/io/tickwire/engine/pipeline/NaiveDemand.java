package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Looks at all entries of a ring as they come: what is told to all must be wanted, be told in each encoding alike, and
 * not more often than its class allows.
 */
final class NaiveDemand
{
    private static final long NS_PER_MS = 1_000_000;

    private final Map<SeenFrame.Key, List<Long>> openings = new HashMap<>();
    private final Map<SeenFrame.Key, List<Long>> closings = new HashMap<>();
    private final Map<Integer, Map<SeenFrame.Key, Long>> departures = new HashMap<>();
    private final Map<Lane, Telling> last = new HashMap<>();
    private final Map<Lane, Integer> tellings = new HashMap<>();
    private final Map<Lane, List<SeenFrame>> paced = new HashMap<>();

    /** A class of a stream. */
    record Lane(int streamId, Conflation conflation)
    {
        static Lane of(final SeenFrame.Key key)
        {
            return new Lane(key.streamId(), key.conflation());
        }
    }

    /** The same news in all encodings that are wanted. */
    private record Telling(SeenFrame frame, Set<Encoding> encodings)
    {
        boolean isAlso(final SeenFrame other)
        {
            return other.kind() == frame.kind() && other.from() == frame.from() &&
                other.sequence() == frame.sequence() && !encodings.contains(other.key().encoding());
        }
    }

    void onFrame(final SeenFrame frame)
    {
        if (frame.kind() == FrameKind.OPENED)
        {
            openings.computeIfAbsent(frame.key(), key -> new ArrayList<>()).add(frame.sealTimeNs());
            pace(Lane.of(frame.key()), frame);
        }

        if (frame.kind().isAddressed())
        {
            final Long leftNs = departures.getOrDefault(frame.recipient(), Map.of()).get(frame.key());
            assertTrue(leftNs == null || frame.sealTimeNs() <= leftNs, () -> "to one who has left: " + frame);
        }
        else
        {
            assertWanted(frame);
            assertTold(frame);
        }
    }

    /** The engine has taken in, in the batch of this time, that a recipient's subscription ended. */
    void onClosed(final SeenFrame.Key key, final int recipient, final long nowNs)
    {
        departures.computeIfAbsent(recipient, any -> new HashMap<>()).put(key, nowNs);
        closings.computeIfAbsent(key, any -> new ArrayList<>()).add(nowNs);
    }

    /** How often something was told to those who want a class of a stream. */
    int tellings(final SeenFrame.Key key)
    {
        return tellings.getOrDefault(Lane.of(key), 0);
    }

    private void assertWanted(final SeenFrame frame)
    {
        final long opened = openings.getOrDefault(frame.key(), List.of()).size();
        final long closed = closings.getOrDefault(frame.key(), List.of()).stream()
            .filter(timeNs -> timeNs < frame.sealTimeNs())
            .count();
        assertTrue(opened > closed, () -> "nobody wants this: " + frame);
    }

    private void assertTold(final SeenFrame frame)
    {
        final Lane lane = Lane.of(frame.key());
        final Telling before = last.get(lane);
        if (before != null && before.isAlso(frame))
        {
            assertEquals(before.frame.message(), frame.message(), () -> "unlike " + before + ": " + frame);
            assertEquals(before.frame.sealTimeNs(), frame.sealTimeNs());
            before.encodings.add(frame.key().encoding());
        }
        else
        {
            last.put(lane, new Telling(frame, EnumSet.of(frame.key().encoding())));
            tellings.merge(lane, 1, Integer::sum);
            pace(lane, frame);
        }
    }

    private void pace(final Lane lane, final SeenFrame frame)
    {
        if (lane.conflation.intervalMs() > 0)
        {
            paced.computeIfAbsent(lane, any -> new ArrayList<>()).add(frame);
        }
    }

    /**
     * At most one message an interval, but for those that stand next to a loss, or where someone joined at an exact
     * place.
     */
    void assertPaced()
    {
        paced.forEach((lane, frames) ->
        {
            SeenFrame before = null;
            for (final SeenFrame frame : frames)
            {
                if (frame.kind() == FrameKind.DATA)
                {
                    assertTrue(
                        before == null || interval(before) < interval(frame) || isExcused(frame, frames),
                        "two in one interval: " + before + " and " + frame);
                    before = frame;
                }
            }
        });
    }

    private static boolean isExcused(final SeenFrame frame, final List<SeenFrame> others)
    {
        return others.stream().anyMatch(other -> switch (other.kind())
        {
            case GAP -> other.from() == frame.sequence() + 1 || other.sequence() == frame.from();
            case OPENED -> Math.abs(interval(other) - interval(frame)) <= 1;
            default -> false;
        });
    }

    private static long interval(final SeenFrame frame)
    {
        return frame.sealTimeNs() / (frame.key().conflation().intervalMs() * NS_PER_MS);
    }
}
