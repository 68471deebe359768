package io.tickwire.client.view;

/**
 * Who took, or what an order wants.
 * Thread: any
 */
public enum Side
{
    /** The aggressor bought. */
    BUY,

    /** The aggressor sold. */
    SELL
}
