package io.tickwire.engine.schema;

/**
 * Finds out which thread owns a thing, for the asserts by which single writers catch a wrong one: the first that asks
 * is the owner.
 * Thread: any
 */
public final class OwnThread
{
    private Thread owner;

    /**
     * Whether the calling thread is the owner. To be used in an {@code assert} only.
     */
    public boolean isThis()
    {
        final Thread current = Thread.currentThread();
        if (owner == null)
        {
            owner = current;
        }

        return owner == current;
    }

    @Override
    public String toString()
    {
        return "owned by " + owner + ", called by " + Thread.currentThread();
    }
}
