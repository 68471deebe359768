package io.tickwire.bench.stress;

import io.tickwire.engine.pipeline.RowRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The first stage writes the rows of two ticks, and none of one between them, where the ring begins anew, while the
 * second reads: it gets the rows of each tick whole, in order, and each once.
 */
@JCStressTest
@Outcome(
    id = {"0, 13", "1, 13", "13, 13"},
    expect = Expect.ACCEPTABLE,
    desc = "Whole rows, in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Rows torn, lost or of another tick.")
@State
public class RowHandOffStress
{
    private static final int LONGS = 20;
    private static final int LAST = 3;

    /** The next record but one begins at the front again. */
    private static final int BEFORE = RowRing.MAX_RECORD_LONGS - 2 * LONGS;

    private final RowRing ring = new RowRing(2 * RowRing.MAX_RECORD_LONGS, false);
    private final Sightings sightings = new Sightings();
    private int next = 1;

    public RowHandOffStress()
    {
        write(-1, BEFORE);
        ring.release(ring.find(-1));
        write(0, LONGS);
        ring.release(ring.find(0));
    }

    @Actor
    public void write()
    {
        write(1, LONGS);
        write(2, 0);
        write(LAST, LONGS);
    }

    @Actor
    public void read(final II_Result result)
    {
        result.r1 = readAll();
    }

    @Arbiter
    public void readRest(final II_Result result)
    {
        result.r2 = readAll();
    }

    private void write(final int tick, final int longs)
    {
        ring.begin(tick);
        for (int i = 0; i < longs; i++)
        {
            ring.add(StressFeed.seed(tick) + i);
        }
        ring.end();
    }

    /** As the stage does: a tick whose rows are not there yet stays the next one. */
    private int readAll()
    {
        while (next <= LAST)
        {
            final int rows = ring.find(next);
            if (rows < 0 && next != 2)
            {
                break;
            }
            if (rows >= 0)
            {
                look(rows);
                ring.release(rows);
            }
            next++;
        }

        return sightings.result();
    }

    private void look(final int rows)
    {
        boolean isWhole = ring.endOf(rows) - rows == LONGS;
        for (int i = 0; isWhole && i < LONGS; i++)
        {
            isWhole = ring.longs()[rows + i] == StressFeed.seed(next) + i;
        }
        if (isWhole)
        {
            sightings.add(next);
        }
        else
        {
            sightings.spoil(Sightings.TORN);
        }
    }
}
