package io.tickwire.client.view;

/**
 * One forced order.
 * Thread: client
 */
public interface LiquidationView extends ExecutedView
{
}
