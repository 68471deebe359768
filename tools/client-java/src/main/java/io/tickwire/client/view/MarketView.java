package io.tickwire.client.view;

/**
 * The newest figures of many symbols.
 * Thread: client
 */
public interface MarketView extends UpdateView
{
    /** {@code initial_data}, or an update of it. */
    boolean isInitial();

    int entries();

    String entrySymbol(int index);

    double entryPrice(int index);

    double entryChange24h(int index);

    double entryVolume24h(int index);

    long entryTimestampMs(int index);
}
