package io.tickwire.client.view;

/**
 * One candle as it stands.
 * Thread: client
 */
public interface CandleView extends UpdateView
{
    default double open()
    {
        return number(Field.OPEN);
    }

    default long openMantissa()
    {
        return mantissa(Field.OPEN);
    }

    default double high()
    {
        return number(Field.HIGH);
    }

    default long highMantissa()
    {
        return mantissa(Field.HIGH);
    }

    default double low()
    {
        return number(Field.LOW);
    }

    default long lowMantissa()
    {
        return mantissa(Field.LOW);
    }

    default double close()
    {
        return number(Field.CLOSE);
    }

    default long closeMantissa()
    {
        return mantissa(Field.CLOSE);
    }

    default double volume()
    {
        return number(Field.VOLUME);
    }

    default long volumeMantissa()
    {
        return mantissa(Field.VOLUME);
    }

    default long trades()
    {
        return mantissa(Field.TRADES);
    }

    int intervalSeconds();

    boolean isClosed();
}
