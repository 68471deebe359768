package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.NameDefinitionEncoder;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.SymbolDefinitionEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A capture, played into a ring with slots as a server has them, and what the ticks come to.
 */
final class PlayedCapture
{
    private static final int SLOTS = 1 << 16;
    private static final int SLOT_BYTES = 1 << 9;

    private final Names names = Names.empty();
    private final StreamAudit audit;
    private final UnsafeBuffer definition = new UnsafeBuffer(new byte[1024]);
    private int symbols;
    private int venues;

    private PlayedCapture(final StreamAudit audit)
    {
        this.audit = audit;
        audit.onRun();
    }

    static StreamAudit of(final List<Path> files, final CaptureFormat format, final String venue) throws IOException
    {
        return new PlayedCapture(new StreamAudit())
            .play(CapturePlan.learn(files, format, venue, done -> {}), (slot, sequence) -> {});
    }

    /**
     * @param also gets each tick, too.
     */
    static StreamAudit of(final Path file, final TickHandler also) throws IOException
    {
        return new PlayedCapture(new StreamAudit())
            .play(CapturePlan.learn(List.of(file), null, null, done -> {}), also);
    }

    /** Another run of the same stream. */
    static void into(final StreamAudit audit, final Path file) throws IOException
    {
        new PlayedCapture(audit).play(
            CapturePlan.learn(List.of(file), null, null, done -> {}), (slot, sequence) -> {});
    }

    private StreamAudit play(final CapturePlan plan, final TickHandler also) throws IOException
    {
        final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, WaitProfile.ECO.newWaitStrategy());
        final CaptureClock clock = new CaptureClock();
        final EngineCounters counters = new EngineCounters();
        final TickPublisher publisher =
            new TickPublisher(ring, clock, counters.newSheet("feed-import"), new StageTimer("in->ring"));
        try (TickReader reader = ring.newReader();
            CapturePlayer player = new CapturePlayer(plan, names, clock, publisher))
        {
            while (player.next())
            {
                define();
                while (reader.position() < ring.cursor())
                {
                    reader.poll(
                        (slot, sequence) ->
                        {
                            also.onTick(slot, sequence);
                            audit.onMessage(slot.buffer(), slot.messageOffset());
                        },
                        SLOTS);
                }
            }
        }
        assertEquals(0, counters.total(EngineCounter.TICKS_DROPPED_RING_FULL));
        assertEquals(0, counters.total(EngineCounter.TICKS_DROPPED_TOO_LONG));

        return audit;
    }

    private void define()
    {
        for (; symbols < names.symbols().size(); symbols++)
        {
            final Symbol symbol = names.symbols().get(symbols);
            new SymbolDefinitionEncoder().wrapAndApplyHeader(definition, 0, new MessageHeaderEncoder())
                .symbolId(symbol.id())
                .priceExponent((byte)symbol.priceExponent())
                .quantityExponent((byte)symbol.quantityExponent())
                .name(symbol.name());
            audit.onMessage(definition, 0);
        }
        for (; venues < names.venues().size(); venues++)
        {
            new NameDefinitionEncoder().wrapAndApplyHeader(definition, 0, new MessageHeaderEncoder())
                .definedId(venues)
                .kind(NameKind.VENUE)
                .name(names.venues().nameOf(venues));
            audit.onMessage(definition, 0);
        }
    }
}
