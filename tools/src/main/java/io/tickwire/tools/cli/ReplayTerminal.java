package io.tickwire.tools.cli;

import io.tickwire.transport.feed.ReplaySpec;
import io.tickwire.transport.replay.ReplayFeed;
import io.tickwire.transport.replay.ReplayStatus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows a person how far a replay is, and does what they say.
 * Thread: conductor
 */
final class ReplayTerminal implements Runnable
{
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int WHOLE = 100;

    private final ReplayFeed replay;
    private final PrintStream out;
    private final BufferedReader in;

    ReplayTerminal(final ReplayFeed replay, final PrintStream out, final BufferedReader in)
    {
        this.replay = replay;
        this.out = out;
        this.in = in;
    }

    /**
     * Look after a replay until the process ends.
     */
    static void launch(final ReplayFeed replay, final PrintStream out)
    {
        out.println("p: stand still or go on, s 10: step, x 5 or x max: speed, g 2026-11-28T00:00:00Z: go there");
        final Thread thread = new Thread(
            new ReplayTerminal(
                replay, out, new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))),
            "conductor");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run()
    {
        try
        {
            while (!Thread.currentThread().isInterrupted())
            {
                while (in.ready())
                {
                    obey(in.readLine().strip());
                }
                show(replay.status());
                LockSupport.parkNanos(this, LOOK_NS);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Do what a line says.
     */
    void obey(final String line)
    {
        final String value = line.isEmpty() ? "" : line.substring(1).strip();
        try
        {
            switch (line.isEmpty() ? ' ' : line.charAt(0))
            {
                case 'p' -> toggle();
                case 's' -> replay.step(value.isEmpty() ? 1 : Long.parseLong(value));
                case 'x' -> replay.speed(ReplaySpec.speed(value));
                case 'g' -> replay.seek(ReplaySpec.time("time", value));
                default -> out.println("one of p, s [TICKS], x SPEED, g TIME");
            }
        }
        catch (final IllegalArgumentException | IllegalStateException ex)
        {
            out.println(ex.getMessage());
        }
    }

    private void toggle()
    {
        if (replay.status().state() == ReplayStatus.State.PAUSED)
        {
            replay.resume();
        }
        else
        {
            replay.pause();
        }
    }

    private void show(final ReplayStatus status)
    {
        final long lengthNs = Math.max(1, status.toNs() - status.fromNs());
        out.printf(
            "\r%s  %d %%  %sx  %s  %,d ticks   ",
            Instant.ofEpochSecond(0, status.positionNs()).truncatedTo(ChronoUnit.SECONDS),
            Math.min(WHOLE, WHOLE * Math.max(0, status.positionNs() - status.fromNs()) / lengthNs),
            ReplaySpec.speedText(status.speed()),
            status.state().name().toLowerCase(Locale.ROOT),
            status.told());
        out.flush();
    }
}
