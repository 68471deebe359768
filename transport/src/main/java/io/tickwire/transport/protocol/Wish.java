package io.tickwire.transport.protocol;

import java.util.List;

/**
 * What a client wants of some channels: the fields of {@code subscribe} and {@code update}, in their kinds and ranges,
 * but not yet held against what there is.
 *
 * @param symbols    names and patterns; empty: none were given.
 * @param channels   names as they were written; {@code price} where none was given.
 * @param venues     names; empty: all.
 * @param interval   as written: a candle's size ({@code "1m"}, or a number of seconds), or ms of conflation; null:
 *                   none.
 * @param depth      of a book; 0: not given.
 * @param mode       {@code raw}, {@code latest}, {@code interval}, {@code snapshot} or {@code delta}; null: none.
 * @param sinceEpoch with {@code sinceSequence}.
 * @param sinceSequence the last that the client has, or -1: none.
 * @param maxAgeUs   what is queued longer than this is as if it did not fit; 0: not given.
 * @param disconnectsOnSlow {@code on_slow: disconnect}.
 * @param wantsSnapshot whether the stream's state comes first.
 * @param wantsChecksum whether book messages carry checksums.
 * Thread: any
 */
public record Wish(
    List<String> symbols,
    List<String> channels,
    List<String> venues,
    String interval,
    int depth,
    String mode,
    long sinceEpoch,
    long sinceSequence,
    long maxAgeUs,
    boolean disconnectsOnSlow,
    boolean wantsSnapshot,
    boolean wantsChecksum)
{
    /** No {@code since} was given. */
    public static final long FROM_NOW = -1;

    /** The channel of those who name none. */
    public static final String DEFAULT_CHANNEL = "price";

    public Wish
    {
        symbols = List.copyOf(symbols);
        channels = List.copyOf(channels);
        venues = List.copyOf(venues);
    }

    /**
     * One channel for some symbols, with nothing else said.
     */
    public static Wish of(final String channel, final List<String> symbols)
    {
        return new Wish(
            symbols, List.of(channel), List.of(), null, 0, null, 0, FROM_NOW, 0, false, true, false);
    }

    public boolean resumes()
    {
        return sinceSequence != FROM_NOW;
    }
}
