package io.tickwire.transport.replay;

import io.tickwire.engine.Engine;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.feed.ReplaySpec;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.shard.ReplayDriver;
import io.tickwire.transport.stream.journal.Journal;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The replay of one client: an engine that its shard's thread steps, one tick after another. It stands still until the
 * client says otherwise, so that it can subscribe first.
 * Thread: io-<n>
 */
final class ReplaySession implements ReplayDriver
{
    private static final Logger LOGGER = LoggerFactory.getLogger(ReplaySession.class);
    private static final int TICKS_PER_TURN = 64;
    private static final int STEPS_PER_TURN = 128;
    private static final long NEWS_NS = TimeUnit.SECONDS.toNanos(1);
    private static final String G = "g:";

    private final JournalSource source;
    private final ReplayRange range;
    private final Engine engine;
    private final Listings listings;
    private final EpochNanoClock clock;
    private final Runnable onClosed;
    private Journal journal;
    private Replayer replayer;
    private ReplayStatus.State toldState;
    private long toldNs;
    private boolean isFailureTold;

    ReplaySession(
        final JournalSource source,
        final ReplayRange range,
        final Engine engine,
        final Listings listings,
        final EpochNanoClock clock,
        final Runnable onClosed)
    {
        this.source = source;
        this.range = range;
        this.engine = engine;
        this.listings = listings;
        this.clock = clock;
        this.onClosed = onClosed;
    }

    @Override
    public void open()
    {
        if (replayer != null)
        {
            return;
        }
        try
        {
            journal = source.open();
            replayer = new Replayer(
                journal,
                range,
                new Pace(System::nanoTime, 1, true),
                engine.names(),
                listings,
                engine.newPublisher("replay"),
                clock);
        }
        catch (final IOException | UncheckedIOException ex)
        {
            LOGGER.error("replay.unavailable", ex);
        }
    }

    @Override
    public int doWork(final boolean mayTell)
    {
        int work = mayTell && replayer != null ? replayer.doWork(TICKS_PER_TURN) : 0;
        int stepped = 1;
        for (int i = 0; i < STEPS_PER_TURN && stepped > 0; i++)
        {
            stepped = engine.step();
            work += stepped;
        }

        return work;
    }

    @Override
    public Reply control(final Command.ReplayControl command) throws BadCommandException
    {
        if (replayer == null)
        {
            throw new BadCommandException(
                ErrorCode.REPLAY_UNAVAILABLE, "the journal can not be read", command.id());
        }
        switch (command.action())
        {
            case "pause" -> replayer.pause();
            case "resume" -> replayer.resume();
            case "step" -> replayer.step(command.value() instanceof final Number ticks ? ticks.longValue() : 1);
            case "seek" -> seek(command);
            default -> replayer.speed(
                command.value() instanceof final Number speed ? speed.doubleValue() : ReplaySpec.MAX_SPEED);
        }
        final ReplayStatus status = replayer.status();
        toldState = status.state();

        return reply(status);
    }

    @Override
    public Reply news(final long nowNs)
    {
        if (replayer == null)
        {
            final boolean isNews = !isFailureTold;
            isFailureTold = true;

            return isNews ? Reply.error(ErrorCode.REPLAY_UNAVAILABLE, "the journal can not be read", null) : null;
        }
        final boolean isDue = toldState == ReplayStatus.State.PLAYING && nowNs - toldNs >= NEWS_NS;
        final ReplayStatus.State state = replayer.state();
        if (state == toldState && !isDue)
        {
            return null;
        }
        toldState = state;
        toldNs = nowNs;

        return reply(replayer.status());
    }

    @Override
    public void close()
    {
        try
        {
            if (replayer != null)
            {
                replayer.close();
            }
            if (journal != null)
            {
                journal.close();
            }
            engine.close();
            engine.release();
        }
        finally
        {
            onClosed.run();
        }
    }

    private void seek(final Command.ReplayControl command) throws BadCommandException
    {
        if (command.value() instanceof final Number ms)
        {
            replayer.seekTime((long)(ms.doubleValue() * TimeUnit.MILLISECONDS.toNanos(1)));
            return;
        }
        final String text = (String)command.value();
        try
        {
            if (text.startsWith(G))
            {
                replayer.seekG(Long.parseLong(text.substring(G.length())));
            }
            else
            {
                final Instant time = ReplaySpec.time("value", text);
                replayer.seekTime(TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano());
            }
        }
        catch (final IllegalArgumentException ex)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT,
                "value of seek must be in ms since 1970, or a text such as 2026-11-28T00:00:00Z or g:12345: value=" +
                    text,
                command.id());
        }
    }

    /**
     * How it is told.
     */
    static Reply reply(final ReplayStatus status)
    {
        final Reply reply = Reply.of("replay_status")
            .with("state", status.state().name().toLowerCase(Locale.ROOT))
            .with("speed", status.speed() == ReplaySpec.MAX_SPEED ? (Object)"max" : (Object)status.speed())
            .with("position", TimeUnit.NANOSECONDS.toMillis(status.positionNs()))
            .with("from", TimeUnit.NANOSECONDS.toMillis(status.fromNs()))
            .with("to", TimeUnit.NANOSECONDS.toMillis(status.toNs()));

        return status.g() < 0 ? reply : reply.with("g", status.g());
    }
}
