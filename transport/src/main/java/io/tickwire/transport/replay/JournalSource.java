package io.tickwire.transport.replay;

import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalException;

/**
 * Opens the journal that sessions replay.
 * Thread: any
 */
@FunctionalInterface
public interface JournalSource
{
    /**
     * The journal, for who closes it.
     */
    Journal open() throws JournalException;
}
