package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The script of faults at work at one venue: it says what goes wrong with what, and counts it. Each fault has for each
 * line a count and a source of chance of its own, so that what other lines do changes nothing.
 * Thread: market-<venue>, but for what says otherwise
 */
final class Faults
{
    private static final int LINE_BITS = 31;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long MIX = 0xBF58476D1CE4E5B9L;

    private final List<Fault> script;
    private final String venue;
    private final long seed;
    private final Map<Long, Course> courses = new HashMap<>();
    private final AtomicLongArray done;

    /**
     * How far a fault has come on a line.
     * Thread: market-<venue>
     */
    private static final class Course
    {
        private final SplittableRandom random;
        private long seen;
        private int left;
        private boolean isOver;
        private long secondMs;
        private int requests;

        Course(final SplittableRandom random)
        {
            this.random = random;
        }

        boolean next(final Fault fault, final long timeNs)
        {
            seen++;
            final boolean begins = fault.atNs() >= 0 ? !isOver && timeNs >= fault.atNs() :
                fault.every() > 0 ? seen % fault.every() == 0 : random.nextDouble() < fault.chance();
            if (begins)
            {
                isOver = true;
                left = fault.action() == FaultAction.DROP || fault.action() == FaultAction.DUPLICATE ?
                    fault.count() : 1;
            }

            return left-- > 0 || clear();
        }

        private boolean clear()
        {
            left = 0;

            return false;
        }
    }

    Faults(final List<Fault> script, final String venue, final long seed)
    {
        this.script = script;
        this.venue = venue;
        this.seed = seed;
        this.done = new AtomicLongArray(script.size());
    }

    /**
     * What happens to something, in the script's order.
     *
     * @param stream its name; empty where it is of none.
     * @param timeNs of the recording, from its beginning.
     */
    List<Fault> next(final FaultAction.On on, final int line, final String stream, final long timeNs)
    {
        List<Fault> due = List.of();
        for (int i = 0; i < script.size(); i++)
        {
            final Fault fault = script.get(i);
            if (fault.action().on() == on && fault.concerns(venue, line, stream, timeNs) &&
                course(i, line).next(fault, timeNs))
            {
                due = due.isEmpty() ? new ArrayList<>() : due;
                due.add(fault);
                done.incrementAndGet(i);
            }
        }

        return due;
    }

    /** Whether a request is more than may be in a second. */
    boolean isTooFast(final int line, final long timeNs, final long nowMs)
    {
        boolean isTooFast = false;
        for (int i = 0; i < script.size(); i++)
        {
            final Fault fault = script.get(i);
            if (fault.action() != FaultAction.LIMIT || !fault.concerns(venue, line, "", timeNs))
            {
                continue;
            }
            final Course course = course(i, line);
            if (nowMs - course.secondMs >= Market.SECOND_MS)
            {
                course.secondMs = nowMs;
                course.requests = 0;
            }
            if (++course.requests > fault.count())
            {
                isTooFast = true;
                done.incrementAndGet(i);
            }
        }

        return isTooFast;
    }

    /** Something of the script that is made up, such as a message that means nothing. */
    SplittableRandom random(final Fault fault, final int line)
    {
        return course(script.indexOf(fault), line).random;
    }

    /** Add what was done; any thread. */
    void report(final ArrayNode into)
    {
        for (int i = 0; i < script.size(); i++)
        {
            final Fault fault = script.get(i);
            if (fault.venue().isEmpty() || fault.venue().equals(venue))
            {
                final ObjectNode entry = into.addObject();
                entry.put("venue", venue).put("fault", fault.text()).put("action", fault.action().label());
                entry.put("done", done.get(i));
            }
        }
    }

    private Course course(final int index, final int line)
    {
        return courses.computeIfAbsent((long)index << LINE_BITS | line, key ->
            new Course(new SplittableRandom(seed ^ venue.hashCode() * GOLDEN ^ key * MIX)));
    }
}
