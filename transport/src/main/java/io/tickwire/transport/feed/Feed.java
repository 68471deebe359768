package io.tickwire.transport.feed;

/**
 * A source of ticks, with threads of its own. Constructed idle; {@link #start} starts its threads, {@link #close} ends
 * them within a bound, and may be called again.
 * Thread: conductor
 */
public interface Feed extends AutoCloseable
{
    /**
     * What it is called in health, logs and metrics.
     */
    String name();

    /**
     * Start the threads.
     */
    void start();

    /**
     * How it is.
     */
    Health health();

    @Override
    void close();

    /**
     * How a feed is.
     *
     * @param isUp    whether ticks come as they should.
     * @param details for people: what is wrong, or how much comes.
     * Thread: any
     */
    record Health(boolean isUp, String details)
    {
    }
}
