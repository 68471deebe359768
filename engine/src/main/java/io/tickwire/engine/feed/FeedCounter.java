package io.tickwire.engine.feed;

import java.util.Locale;

/**
 * What a feed counts.
 * Thread: any
 */
public enum FeedCounter
{
    /** Messages that came, REST answers not counted. */
    MESSAGES,

    /** Bytes of them. */
    BYTES,

    /** REST answers that came. */
    ANSWERS,

    /** Messages that are not what the venue sends, and were passed over whole. */
    MALFORMED,

    /** Messages at which the decoder itself failed; all books of their connection are asked for anew. */
    DECODER_ERRORS,

    /** Messages of a kind that the decoder does not know. */
    UNKNOWN_MESSAGES,

    /** Messages of symbols whose ticks are not wanted. */
    UNWANTED_SYMBOLS,

    /** Messages whose number came before on their connection, and were passed over whole. */
    REPEATED_MESSAGES,

    /** Values that the symbol's exponents can not hold: the trade or quote is left out, the book is stale. */
    INEXACT,

    /** Whole books that came. */
    SNAPSHOTS,

    /** Changes of books that were published. */
    DELTAS,

    /** Changes of books that are older than the book. */
    STALE_DELTAS,

    /** Changes of books that were kept until a snapshot came. */
    BUFFERED_DELTAS,

    /** Changes of books that were kept, and let go again since no snapshot came in time. */
    OVERRUN_DELTAS,

    /** Holes in a venue's sequence. */
    GAPS,

    /** Checksums that agreed. */
    CHECKSUMS_OK,

    /** Checksums that did not, so that the book is stale. */
    CHECKSUMS_BAD,

    /** New snapshots that were asked for. */
    RESYNCS;

    /** As metrics call it. */
    public String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
