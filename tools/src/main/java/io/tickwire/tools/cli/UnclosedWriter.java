package io.tickwire.tools.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Leaves open what is not ours to close.
 * Thread: conductor
 */
final class UnclosedWriter extends FilterWriter
{
    UnclosedWriter(final Writer out)
    {
        super(out);
    }

    @Override
    public void close() throws IOException
    {
        flush();
    }
}
