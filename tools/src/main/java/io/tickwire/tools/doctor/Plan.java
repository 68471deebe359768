package io.tickwire.tools.doctor;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What shall run on a machine.
 *
 * @param profile   how its threads wait.
 * @param cores     that are given to its threads.
 * @param listeners where it listens.
 * @param journal   where it records to.
 * @param javaVersion the feature version of the Java that runs it.
 * @param javaFlags that are set besides the launcher's.
 * @param heapBytes the largest heap that the profile's flags allow.
 * Thread: any
 */
public record Plan(
    Profile profile,
    List<Integer> cores,
    List<InetSocketAddress> listeners,
    Optional<Path> journal,
    int javaVersion,
    String javaFlags,
    long heapBytes)
{
    public Plan
    {
        cores = List.copyOf(cores);
        listeners = List.copyOf(listeners);
    }

    /**
     * How much is asked of a machine.
     * Thread: any
     */
    public enum Profile
    {
        PINNED, BALANCED, ECO
    }

    /** How bad it is where what only threads need that never sleep is missing. */
    State pinning()
    {
        return profile == Profile.PINNED ? State.BAD : State.OK;
    }

    /** How bad it is where latency has outliers by it. */
    State latency()
    {
        return switch (profile)
        {
            case PINNED -> State.BAD;
            case BALANCED -> State.WARN;
            case ECO -> State.OK;
        };
    }

    /** How bad it is where something is not as good as it could be. */
    State tuning()
    {
        return profile == Profile.PINNED ? State.WARN : State.OK;
    }
}
