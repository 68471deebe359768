package io.tickwire.client.view;

/**
 * What an indicator says.
 * Thread: client
 */
public interface SignalView extends UpdateView
{
    default double value()
    {
        return number(Field.VALUE);
    }

    default double confidence()
    {
        return number(Field.CONFIDENCE);
    }

    String indicator();

    Advice advice();
}
