package io.tickwire.client.view;

/**
 * Best bid and ask.
 * Thread: client
 */
public interface BboView extends QuotedView
{
}
