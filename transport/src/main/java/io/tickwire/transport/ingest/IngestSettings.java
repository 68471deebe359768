package io.tickwire.transport.ingest;

import java.util.List;

import static io.tickwire.transport.bounds.Bounds.requireRange;

/**
 * What publishers may do, and how they are answered.
 *
 * @param mayDefine     whether they may name symbols, venues and accounts that are not known yet.
 * @param venues        names that they may publish for, patterns with a trailing {@code *}; those of the server's own
 *                      feeds never.
 * @param acceptsGaps   whether a frame whose number is too high is applied, once the gap is told.
 * @param ackFrames     after so many frames they are told what was applied,
 * @param ackMs         or after so long.
 * @param publishers    that are remembered by name.
 * @param expiryMs      how long, after their connection ended.
 * @param perSecond     frames a second of a connection; above it, reading waits. 0: not bounded.
 * @param burst         of these at once.
 * Thread: any
 */
public record IngestSettings(
    boolean mayDefine,
    List<String> venues,
    boolean acceptsGaps,
    int ackFrames,
    long ackMs,
    int publishers,
    long expiryMs,
    int perSecond,
    int burst)
{
    public IngestSettings
    {
        venues = List.copyOf(venues);
        requireRange("ackFrames", ackFrames, 1, 1_000_000);
        requireRange("ackMs", ackMs, 1, 60_000);
        requireRange("publishers", publishers, 1, 1_000_000);
        requireRange("expiryMs", expiryMs, 0, 7 * 86_400_000L);
        requireRange("perSecond", perSecond, 0, 10_000_000);
        requireRange("burst", burst, 1, 10_000_000);
    }

    public static IngestSettings defaults()
    {
        return new IngestSettings(
            true, List.of("*"), true, 64, 50, 1_024, 86_400_000, 100_000, 10_000);
    }
}
