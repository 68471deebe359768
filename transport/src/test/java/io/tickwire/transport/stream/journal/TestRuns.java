package io.tickwire.transport.stream.journal;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Runs of a server, with anything in them that may be there.
 */
final class TestRuns
{
    private static final int LONGEST_TAIL = 8_000;

    /**
     * Where a run goes.
     */
    interface Target
    {
        void write(Written message, boolean isNewName) throws IOException;

        /**
         * Claim room and give it up, as for a tick that was overtaken.
         */
        void abort(int length);
    }

    private TestRuns()
    {
    }

    /**
     * Write a run that ends as it should.
     *
     * @return g of the next one.
     */
    static long write(
        final Target journal,
        final Random random,
        final long epoch,
        final long firstG,
        final int count,
        final int symbols,
        final List<Written> written) throws IOException
    {
        long g = firstG;
        add(journal, Written.start(epoch, g, timeNs(g)), false, written);
        add(journal, Written.venue(epoch, g, timeNs(g), 1), true, written);
        int known = 0;
        for (int i = 0; i < count; i++)
        {
            final int kind = random.nextInt(100);
            if (kind == 0 && known < symbols)
            {
                add(journal, Written.symbol(epoch, g, timeNs(g), ++known), true, written);
            }
            else if (kind == 1 && known > 0)
            {
                add(journal, Written.symbol(epoch, g, timeNs(g), 1 + random.nextInt(known)), false, written);
            }
            else if (kind == 2)
            {
                final long to = g + random.nextInt(10);
                add(journal, Written.loss(epoch, g, to, timeNs(to + 1)), false, written);
                g = to + 1;
                add(journal, Written.trade(epoch, g, timeNs(g), 1, 1), false, written);
                g++;
            }
            else if (kind == 3)
            {
                journal.abort(1 + random.nextInt(LONGEST_TAIL));
            }
            else if (kind < 10)
            {
                final byte[] tail = new byte[random.nextInt(kind == 4 ? LONGEST_TAIL : 500)];
                random.nextBytes(tail);
                add(journal, Written.tick(epoch, g, timeNs(g), tail), false, written);
                g++;
            }
            else
            {
                add(journal, Written.trade(epoch, g, timeNs(g), 1 + random.nextInt(symbols), 1), false, written);
                g++;
            }
        }
        add(journal, Written.end(epoch, g, timeNs(g)), false, written);

        return g;
    }

    static long timeNs(final long g)
    {
        return 1_700_000_000_000_000_000L + g * 1_000_000;
    }

    private static void add(
        final Target journal, final Written message, final boolean isNewName, final List<Written> written)
        throws IOException
    {
        journal.write(message, isNewName);
        written.add(message);
    }
}
