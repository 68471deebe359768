package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.ToldHandler;
import io.tickwire.engine.fanout.ToldRing;
import org.agrona.DirectBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A pipeline tells more than there is room for, over the ring's end, while another thread takes: what found room comes
 * whole, once, in order; the question comes after all that was told before it.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "All that found room, whole and in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A record torn, lost, or out of order.")
@State
public class ToldRingStress implements ToldHandler
{
    private static final int VALUES = 60;
    private static final int TOLD = 12;
    private static final int BEFORE = 5;
    private static final int ROUNDS = 4;

    private final ToldRing ring = new ToldRing(1 << 12);
    private final long[] values = new long[VALUES];
    private int accepted;
    private int askedAt = -1;
    private int taken;
    private int questions;
    private boolean isWrong;

    public ToldRingStress()
    {
        // The next ones go over the end.
        tell(BEFORE);
        ring.drain(this, BEFORE);
    }

    @Actor
    public void tell()
    {
        tell(TOLD);
        if (ring.offerQuestion(accepted, accepted, accepted, accepted))
        {
            askedAt = accepted;
        }
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
        // A read of nothing but the padding at the ring's end returns 0, so that 0 is not the end.
        for (int i = 0; i < ROUNDS; i++)
        {
            ring.drain(this, Integer.MAX_VALUE);
        }
        result.r1 = isWrong || taken != accepted || questions != (askedAt < 0 ? 0 : 1) ? Sightings.TORN : 1;
    }

    @Override
    public void onMessage(
        final int streamId, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        isWrong |= sequence != taken || streamId != taken || count != VALUES;
        for (int i = 0; i < count; i++)
        {
            isWrong |= buffer.getLong(offset + i * Long.BYTES) != sequence * VALUES + i;
        }
        taken++;
    }

    @Override
    public void onQuestion(final int streamId, final long from, final long to, final long ticket)
    {
        isWrong |= streamId != taken || from != taken || to != taken || ticket != taken;
        questions++;
    }

    @Override
    public void onCandle(final int streamId, final long sequence, final DirectBuffer buffer, final int offset)
    {
        isWrong = true;
    }

    @Override
    public void onMark(final int streamId, final long sequence, final boolean isKept)
    {
        isWrong = true;
    }

    @Override
    public void onWithdrawal(final long ticket)
    {
        isWrong = true;
    }

    @Override
    public void onEnd()
    {
        isWrong = true;
    }

    private void tell(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < VALUES; j++)
            {
                values[j] = (long)accepted * VALUES + j;
            }
            if (ring.offerMessage(accepted, accepted, values, 0, VALUES))
            {
                accepted++;
            }
        }
    }
}
