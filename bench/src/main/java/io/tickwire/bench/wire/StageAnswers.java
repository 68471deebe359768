package io.tickwire.bench.wire;

import io.tickwire.engine.Engine;
import io.tickwire.engine.metrics.StageTimer;
import org.HdrHistogram.Histogram;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers each line on the standard input with a line of JSON: how long ticks took from the ring to their frames since
 * the line before, to the two digits that the server's own timers keep, and not to the bounds of a metric's buckets.
 * The timers are this one's alone, so that the server's metrics are not to be asked for.
 * Thread: stage-answers
 */
final class StageAnswers implements Runnable
{
    private static final String STAGE = "ring->frame";
    private static final int DIGITS = 2;

    private final Engine engine;

    StageAnswers(final Engine engine)
    {
        this.engine = engine;
    }

    @Override
    public void run()
    {
        try
        {
            final BufferedReader questions = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (questions.readLine() != null)
            {
                System.out.println(Json.write(Percentiles.of(taken()), false));
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private Histogram taken()
    {
        final Histogram taken = new Histogram(StageTimer.MAX_NS, DIGITS);
        engine.timers().stream().filter(timer -> timer.stage().equals(STAGE)).forEach(timer -> timer.drainTo(taken));

        return taken;
    }
}
