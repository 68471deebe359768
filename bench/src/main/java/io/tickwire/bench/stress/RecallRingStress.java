package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.RecallHandler;
import io.tickwire.engine.fanout.RecallRing;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * An answer of more messages than there is room for comes over the ring's end, while the pipeline takes, and now and
 * then can not take yet: what found room comes whole, once, in order, and what was refused stays the next.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "All that found room, whole and in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A message torn, lost, seen twice or out of order.")
@State
public class RecallRingStress implements RecallHandler
{
    private static final int VALUES = 60;
    private static final int TOLD = 12;
    private static final int BEFORE = 5;
    private static final int ROUNDS = 3 * TOLD;
    private static final long TICKET = 7;

    private final RecallRing ring = new RecallRing(1 << 12);
    private final UnsafeBuffer values = new UnsafeBuffer(new byte[VALUES * Long.BYTES]);
    private int accepted;
    private boolean hasEnd;
    private int taken;
    private int turns;
    private int ends;
    private boolean isWrong;

    public RecallRingStress()
    {
        // The next ones go over the end.
        offer(BEFORE);
        drainAll();
    }

    @Actor
    public void answer()
    {
        offer(TOLD);
        hasEnd = ring.offerEnd(TICKET);
    }

    @Actor
    public void take()
    {
        for (int i = 0; i < TOLD; i++)
        {
            ring.drain(this, 2);
        }
    }

    @Arbiter
    public void takeRest(final I_Result result)
    {
        drainAll();
        result.r1 = isWrong || taken != accepted || ends != (hasEnd ? 1 : 0) ? Sightings.TORN : 1;
    }

    @Override
    public boolean onMessage(
        final long ticket, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        isWrong |= ticket != TICKET || sequence != taken || count != VALUES;
        for (int i = 0; i < count; i++)
        {
            isWrong |= buffer.getLong(offset + i * Long.BYTES) != sequence * VALUES + i;
        }

        return takes();
    }

    @Override
    public boolean onEnd(final long ticket)
    {
        isWrong |= ticket != TICKET || ends != 0;
        ends++;

        return true;
    }

    @Override
    public boolean onFound(final long ticket)
    {
        isWrong = true;

        return true;
    }

    @Override
    public boolean onAbsent(final long ticket)
    {
        isWrong = true;

        return true;
    }

    /** Each third time it can not be taken yet. */
    private boolean takes()
    {
        turns++;
        if (turns % 3 == 0)
        {
            return false;
        }
        taken++;

        return true;
    }

    private void drainAll()
    {
        // What can not be taken yet is taken the next time; and a read of nothing but the padding at the ring's end
        // returns 0, too, so that 0 is not the end.
        for (int i = 0; i < ROUNDS; i++)
        {
            ring.drain(this, Integer.MAX_VALUE);
        }
    }

    private void offer(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < VALUES; j++)
            {
                values.putLong(j * Long.BYTES, (long)accepted * VALUES + j);
            }
            if (ring.offerMessage(TICKET, accepted, values, 0, VALUES))
            {
                accepted++;
            }
        }
    }
}
