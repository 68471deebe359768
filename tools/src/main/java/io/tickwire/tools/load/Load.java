package io.tickwire.tools.load;

import io.tickwire.client.ClientLoop;
import io.tickwire.client.Encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs a load on the caller's thread.
 * Thread: client
 */
public final class Load
{
    private static final long POLL_MS = 20;
    private static final long PROGRESS_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double US_PER_MS = 1_000;

    private final LoadPlan plan;
    private final LoadCounts counts = new LoadCounts();
    private final LoadReader reader;
    private final List<LoadClient> clients = new ArrayList<>();

    public Load(final LoadPlan plan)
    {
        this.plan = plan;
        reader = new LoadReader(plan.config().encoding() == Encoding.SBE);
    }

    /**
     * @param isTold   whether it is to end before its time.
     * @param progress is told a line, twice a second.
     */
    public LoadReport run(final BooleanSupplier isTold, final Consumer<String> progress)
    {
        final List<RuntimeException> failures = new ArrayList<>();
        final LoadClock clock = new LoadClock();
        final long startNs = System.nanoTime();
        try (ClientLoop loop = new ClientLoop(ex -> failures.add(new IllegalStateException(ex))))
        {
            final long endNs = startNs + TimeUnit.MILLISECONDS.toNanos(plan.rampMs() + plan.durationMs());
            long shownNs = startNs;
            long shownMessages = 0;
            long nowNs = startNs;
            while (nowNs - endNs < 0 && !isTold.getAsBoolean() && failures.isEmpty())
            {
                ramp(loop, clock, nowNs - startNs);
                loop.poll(POLL_MS);
                nowNs = System.nanoTime();
                for (final LoadClient client : clients)
                {
                    client.poll(nowNs);
                }
                if (nowNs - shownNs >= PROGRESS_NS)
                {
                    progress.accept(line(nowNs - startNs, counts.messages - shownMessages, nowNs - shownNs));
                    shownMessages = counts.messages;
                    shownNs = nowNs;
                    clock.set();
                }
            }
            clients.forEach(LoadClient::leave);
        }
        if (!failures.isEmpty())
        {
            throw failures.get(0);
        }

        return new LoadReport(plan, counts, System.nanoTime() - startNs);
    }

    private void ramp(final ClientLoop loop, final LoadClock clock, final long sinceNs)
    {
        final long rampNs = Math.max(1, TimeUnit.MILLISECONDS.toNanos(plan.rampMs()));
        final long due = sinceNs >= rampNs ? plan.clients() : 1 + (plan.clients() - 1) * sinceNs / rampNs;
        while (clients.size() < due)
        {
            final LoadClient client = new LoadClient(plan, plan.kindOf(clients.size()), counts, clock, loop, reader);
            clients.add(client);
            client.dial();
        }
    }

    private String line(final long sinceNs, final long messages, final long overNs)
    {
        return String.format(
            Locale.ROOT, "%d s  %,d of %,d connected  %,.0f messages/s  p50 %.3f ms  p99 %.3f ms  gaps %,d  wrong %,d",
            TimeUnit.NANOSECONDS.toSeconds(sinceNs), counts.open, plan.clients(),
            messages * (double)TimeUnit.SECONDS.toNanos(1) / overNs,
            counts.latencyUs.getValueAtPercentile(50) / US_PER_MS,
            counts.latencyUs.getValueAtPercentile(99) / US_PER_MS, counts.gaps, counts.wrong());
    }
}
