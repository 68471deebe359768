package io.tickwire.engine.book;

import java.util.Arrays;

/**
 * What venues take of what is traded, in hundredths of a basis point (millionths).
 * Thread: pipeline-<k>
 */
public final class VenueFees
{
    /** A fee of everything. */
    public static final int WHOLE = 1_000_000;

    private int[] fees;

    /**
     * @param fees by venue id, 0 or more and less than {@link #WHOLE}; venues beyond them take nothing.
     */
    public VenueFees(final int... fees)
    {
        for (final int fee : fees)
        {
            requireFee(fee);
        }

        this.fees = fees.clone();
    }

    /**
     * A venue takes this from now on.
     */
    public void set(final int venueId, final int fee)
    {
        requireFee(fee);
        if (venueId >= fees.length)
        {
            fees = Arrays.copyOf(fees, venueId + 1);
        }
        fees[venueId] = fee;
    }

    public int fee(final int venueId)
    {
        return venueId < fees.length ? fees[venueId] : 0;
    }

    private static void requireFee(final int fee)
    {
        if (fee < 0 || fee >= WHOLE)
        {
            throw new IllegalArgumentException("fee must be from 0 to below " + WHOLE + ": fee=" + fee);
        }
    }
}
