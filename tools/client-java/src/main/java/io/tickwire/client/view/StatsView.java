package io.tickwire.client.view;

/**
 * Figures of the last 24 hours.
 * Thread: client
 */
public interface StatsView extends UpdateView
{
    default double open()
    {
        return number(Field.OPEN_24H);
    }

    default long openMantissa()
    {
        return mantissa(Field.OPEN_24H);
    }

    default double high()
    {
        return number(Field.HIGH_24H);
    }

    default long highMantissa()
    {
        return mantissa(Field.HIGH_24H);
    }

    default double low()
    {
        return number(Field.LOW_24H);
    }

    default long lowMantissa()
    {
        return mantissa(Field.LOW_24H);
    }

    default double change()
    {
        return number(Field.CHANGE_24H);
    }

    default double volume()
    {
        return number(Field.VOLUME_24H);
    }

    default long volumeMantissa()
    {
        return mantissa(Field.VOLUME_24H);
    }

    default double vwap()
    {
        return number(Field.VWAP_24H);
    }

    default long vwapMantissa()
    {
        return mantissa(Field.VWAP_24H);
    }

    default long trades()
    {
        return mantissa(Field.TRADES_24H);
    }
}
