package io.tickwire.client;

import java.util.Map;

/**
 * How a client does.
 *
 * @param status     {@code healthy}, {@code degraded} or {@code down}.
 * @param components {@code connection}, {@code subscriptions}, {@code books}, {@code data}.
 * Thread: any
 */
public record ClientHealth(String status, Map<String, Component> components)
{
    /**
     * A part of it.
     * Thread: any
     */
    public record Component(String status, String details)
    {
    }
}
