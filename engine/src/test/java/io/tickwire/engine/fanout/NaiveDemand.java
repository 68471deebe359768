package io.tickwire.engine.fanout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The commands on their way, as one queue a pipeline, without a bound.
 */
final class NaiveDemand
{
    private final List<Queue<Object>> queues = new ArrayList<>();

    NaiveDemand(final int pipelines)
    {
        for (int i = 0; i < pipelines; i++)
        {
            queues.add(new ArrayDeque<>());
        }
    }

    void add(final int subjectId, final Object command)
    {
        queues.get(subjectId % queues.size()).add(command);
    }

    int waiting(final int pipeline)
    {
        return queues.get(pipeline).size();
    }

    List<Object> drain(final int pipeline, final int limit)
    {
        final List<Object> drained = new ArrayList<>();
        while (drained.size() < limit && !queues.get(pipeline).isEmpty())
        {
            drained.add(queues.get(pipeline).remove());
        }

        return drained;
    }
}
