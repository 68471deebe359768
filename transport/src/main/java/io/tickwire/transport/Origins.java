package io.tickwire.transport;

import io.tickwire.engine.Engine;
import io.tickwire.engine.feed.Names;
import io.tickwire.transport.feed.ReplaySpec;
import io.tickwire.transport.replay.JournalSource;
import io.tickwire.transport.replay.ReplayFeed;
import io.tickwire.transport.replay.ReplaySessions;
import io.tickwire.transport.stream.StreamException;
import io.tickwire.transport.stream.StreamHost;
import io.tickwire.transport.stream.journal.Journal;
import org.agrona.concurrent.EpochNanoClock;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a server's sequences count from, and what can be replayed of it: a matter of the journal that it has.
 * Thread: conductor
 */
final class Origins
{
    private Origins()
    {
    }

    /**
     * What the engine's sequences count from: a journal has it, and is this server's from now on.
     *
     * @param names of the engine to come.
     * @throws IllegalArgumentException where a journal can not be had so; the reason names the setting.
     */
    static Engine.Origin of(
        final ServerConfig config,
        final Optional<StreamHost> stream,
        final Names names,
        final EpochNanoClock clock)
    {
        final Optional<ReplaySpec> replay = config.feed().replay().feed();
        if (replay.isPresent() && stream.isPresent())
        {
            throw new IllegalArgumentException(
                "feed.replay.journal replays what was recorded already: set no stream.journal.path, and stream.lane " +
                "to false");
        }
        try
        {
            return stream.isPresent() ? stream.get().open(clock, names, config.engine()) :
                replay.map(ReplayFeed::origin).orElseGet(() -> Engine.Origin.startingAt(clock));
        }
        catch (final StreamException ex)
        {
            throw new IllegalArgumentException(ex.getMessage(), ex);
        }
    }

    /**
     * Make a part of the server; where it can not be made, the journal is another one's to have.
     */
    static <T> T orLetGo(final Optional<StreamHost> stream, final Supplier<T> part)
    {
        try
        {
            return part.get();
        }
        catch (final RuntimeException ex)
        {
            stream.ifPresent(StreamHost::close);
            throw ex;
        }
    }

    /**
     * Replays of the journal that is replayed, or else written.
     */
    static ReplaySessions replays(
        final ServerConfig config, final Optional<StreamHost> stream, final ReplaySessions.Surroundings around)
    {
        final Optional<JournalSource> replayed =
            config.feed().replay().feed().map(replay -> () -> Journal.open(replay.journal()));
        final Optional<JournalSource> written =
            stream.filter(host -> config.stream().journal().path().isPresent()).map(host -> host::reader);

        return new ReplaySessions(around, config.feed().replay(), replayed.or(() -> written));
    }
}
