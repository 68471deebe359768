package io.tickwire.engine.series;

import io.tickwire.engine.schema.sbe.SignalAction;

/**
 * What a model says. It is used again for each evaluation.
 * Thread: any
 */
public final class SignalResult
{
    private SignalAction action = SignalAction.NEUTRAL;
    private double value = Double.NaN;
    private double confidence = Double.NaN;

    /**
     * Forget what was said.
     */
    public void reset()
    {
        set(SignalAction.NEUTRAL, Double.NaN, Double.NaN);
    }

    /**
     * @param confidence from 0 to 1.
     */
    public void set(final SignalAction action, final double value, final double confidence)
    {
        this.action = action;
        this.value = value;
        this.confidence = confidence;
    }

    /**
     * Whether this can be told: it has an action and a finite value, and its confidence is from 0 to 1.
     */
    public boolean isValid()
    {
        return action != null && action != SignalAction.NULL_VAL && Double.isFinite(value) &&
            confidence >= 0 && confidence <= 1;
    }

    public SignalAction action()
    {
        return action;
    }

    public double value()
    {
        return value;
    }

    public double confidence()
    {
        return confidence;
    }
}
