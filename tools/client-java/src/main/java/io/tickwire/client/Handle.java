package io.tickwire.client;

/**
 * A subscription of the program's. Others may share what the server sends for it.
 * Thread: any
 */
public final class Handle implements AutoCloseable
{
    final MarketListener listener;
    long delivered;
    private final TickwireClient client;
    private final Subscription subscription;

    Handle(final TickwireClient client, final Subscription subscription, final MarketListener listener)
    {
        this.client = client;
        this.subscription = subscription;
        this.listener = listener;
    }

    public Subscription subscription()
    {
        return subscription;
    }

    /** Want no more of it. */
    public void unsubscribe()
    {
        client.unsubscribe(this);
    }

    @Override
    public void close()
    {
        unsubscribe();
    }
}
