package io.tickwire.engine.series;

import java.util.Map;

/**
 * A model that makes signals of a market. Models are found by {@link java.util.ServiceLoader}, chosen by name, and
 * configured once before they are asked; one instance is asked by one thread only, for all symbols in turn.
 * Thread: any
 */
public interface SignalModel
{
    /**
     * The name that it is chosen by, and that its signals carry: lower case, the same always.
     */
    String name();

    /**
     * Take the settings.
     *
     * @throws IllegalArgumentException where one is missing or wrong; the message says which, and how to mend it.
     */
    void configure(Map<String, String> settings);

    /**
     * Look at a market. It should not allocate, and must not wait.
     *
     * @param view   not to be kept.
     * @param result to be set, if there is a signal.
     * @return whether there is one; otherwise the result is not looked at.
     */
    boolean evaluate(MarketView view, SignalResult result);
}
