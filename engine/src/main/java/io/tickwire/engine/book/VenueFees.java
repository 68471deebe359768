package io.tickwire.engine.book;

/**
 * What venues take of what is traded, in hundredths of a basis point (millionths).
 * Thread: any
 */
public final class VenueFees
{
    /** A fee of everything. */
    public static final int WHOLE = 1_000_000;

    private final int[] fees;

    /**
     * @param fees by venue id, 0 or more and less than {@link #WHOLE}; venues beyond them take nothing.
     */
    public VenueFees(final int... fees)
    {
        for (final int fee : fees)
        {
            if (fee < 0 || fee >= WHOLE)
            {
                throw new IllegalArgumentException("fee must be from 0 to below " + WHOLE + ": fee=" + fee);
            }
        }

        this.fees = fees.clone();
    }

    public int fee(final int venueId)
    {
        return venueId < fees.length ? fees[venueId] : 0;
    }
}
