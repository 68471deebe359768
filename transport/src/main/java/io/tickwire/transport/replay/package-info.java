/**
 * A journal told again: as the feed of a whole server, or to one client alone.
 * <pre>
 *   Journal -> JournalReader -> Replayer -> TickRing of an engine whose ticks were recorded
 *                               Pace: which recorded time it is
 *                               IdMap: what a run's ids are here
 *                               RingMarks: what stands between ticks
 *
 *   ReplayFeed       one Replayer for the server's engine, on a thread of its own
 *   ReplaySessions   an engine, a Replayer and a shard for each client of /ws/replay, all on one thread
 * </pre>
 * Nothing is dropped: where there is no room in the ring, the journal is read no further.
 */
package io.tickwire.transport.replay;
