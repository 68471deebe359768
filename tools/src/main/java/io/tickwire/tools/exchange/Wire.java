package io.tickwire.tools.exchange;

import java.io.IOException;

/**
 * Where what is told to a client is written to. A thread of its own does that.
 * Thread: exchange-<n>, but for what says otherwise
 */
interface Wire
{
    void write(byte[] bytes) throws IOException;

    /** Nothing more is written. */
    void end() throws IOException, InterruptedException;

    /** Let go of it, whatever is on its way; any thread. May be called again. */
    void abort();
}
