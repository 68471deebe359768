package io.tickwire.engine.feed.line;

import java.util.Locale;

/**
 * What is counted of a line.
 * Thread: any
 */
public enum LineCounter
{
    /** Ticks that this line brought first, and that were published. */
    WON,

    /** Ticks that another line had brought already. */
    DUPLICATES,

    /** Of those won: trades and liquidations that are older than what another line had brought: it had lost them. */
    FILLED,

    /** Trades, liquidations, quotes and figures that are too old for it to be known whether they were published. */
    TOO_LATE,

    /** Changes of books that the published book has not come to yet, and whole books that are ahead of it. */
    AHEAD,

    /** Whole books that were published since no other line could go on with what was published. */
    TAKEOVERS,

    /** 1 for the line that won most ticks in the last second in which any was won, otherwise 0. */
    LEADS;

    /** As metrics call it. */
    public String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
