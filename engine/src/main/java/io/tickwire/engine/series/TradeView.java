package io.tickwire.engine.series;

/**
 * Trades to read as they came, oldest first. An index is from 0 to below the size.
 * Thread: any
 */
public interface TradeView
{
    int size();

    long timeNs(int index);

    long price(int index);

    long quantity(int index);

    /**
     * As the schema's {@code Side} has it; 0: not known.
     */
    int side(int index);
}
