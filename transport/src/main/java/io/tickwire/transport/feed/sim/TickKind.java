package io.tickwire.transport.feed.sim;

/**
 * The kinds of ticks that an event makes, a bit each: the lower ones come first.
 * Thread: any
 */
final class TickKind
{
    static final int TRADE = 1;
    static final int SNAPSHOT = 1 << 1;
    static final int DELTA = 1 << 2;
    static final int QUOTE = 1 << 3;
    static final int TICKER = 1 << 4;
    static final int LIQUIDATION = 1 << 5;
    static final int EXECUTION = 1 << 6;
    static final int ORDER = 1 << 7;
    static final int POSITION = 1 << 8;
    static final int BALANCE = 1 << 9;

    private TickKind()
    {
    }
}
