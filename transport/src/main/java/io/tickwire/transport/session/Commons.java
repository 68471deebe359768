package io.tickwire.transport.session;

import io.tickwire.transport.access.Identities;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.protocol.CommandReader;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.GatherRoom;

/**
 * What the readers of a server's connections share.
 *
 * @param commands a reader of commands for each I/O thread.
 * @param intakes  of publishers.
 * @param room     for all connections' messages that are under way.
 * Thread: any
 */
public record Commons(
    ServerCounters counters,
    Limits limits,
    Identities identities,
    Intake.Factory intakes,
    ThreadLocal<CommandReader> commands,
    GatherRoom room)
{
    public static Commons of(
        final ServerCounters counters, final Limits limits, final Identities identities, final Intake.Factory intakes)
    {
        return new Commons(
            counters,
            limits,
            identities,
            intakes,
            ThreadLocal.withInitial(() -> new CommandReader(limits.messages().maxSymbols())),
            new GatherRoom(
                limits.intake().unfinishedBytes(), () -> counters.increment(ServerCounter.MESSAGES_WITHOUT_ROOM)));
    }
}
