package io.tickwire.client.view;

/**
 * What a signal advises.
 * Thread: any
 */
public enum Advice
{
    /** Nothing. */
    NEUTRAL,

    /** To buy. */
    BUY,

    /** To sell. */
    SELL
}
