package io.tickwire.bench.wire;

import io.tickwire.client.lane.LaneConfig;
import io.tickwire.client.lane.LaneHandler;
import io.tickwire.client.lane.LaneReader;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A reader of the lane in a process of its own: {@code LaneClient FOLDER WARM_UP_S SECONDS}. Says {@code measuring}
 * once it is warm, then, in a line of JSON, what it saw.
 * Thread: strategy
 */
public final class LaneClient
{
    private static final int LIMIT = 64;
    private static final int SPINS = 100;
    private static final int YIELDS = 10;
    private static final long MIN_PARK_NS = 1_000;
    private static final long MAX_PARK_NS = 50_000;

    private LaneClient()
    {
    }

    public static void main(final String[] args)
    {
        try (LaneReader lane = new LaneReader(LaneConfig.of(Path.of(args[0]), new LaneHandler()
        {
        }).withLatency()))
        {
            read(lane, Integer.parseInt(args[1]));
            lane.latency().sinceReceived();
            System.out.println("measuring");
            final long lostBefore = lane.lost();
            final long startNs = System.nanoTime();
            read(lane, Integer.parseInt(args[2]));
            final long lastedNs = System.nanoTime() - startNs;
            final Histogram latencies = lane.latency().sinceReceived();
            final Map<String, Object> result = new LinkedHashMap<>();
            result.put("messages", latencies.getTotalCount());
            result.put("perSecond", latencies.getTotalCount() * (double)TimeUnit.SECONDS.toNanos(1) / lastedNs);
            result.put("lost", lane.lost() - lostBefore);
            result.put("latencyUs", Percentiles.of(latencies));
            System.out.println(Json.write(result, false));
        }
    }

    private static void read(final LaneReader lane, final int seconds)
    {
        final IdleStrategy idle = new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NS, MAX_PARK_NS);
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - endNs < 0)
        {
            idle.idle(lane.poll(LIMIT));
        }
    }
}
