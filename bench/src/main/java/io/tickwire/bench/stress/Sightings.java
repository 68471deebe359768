package io.tickwire.bench.stress;

/**
 * What a reader has seen, as one number: the names of what it saw, in order, as decimal digits; or what was wrong.
 */
final class Sightings
{
    /** Something was seen that was never written as a whole. */
    static final int TORN = -1;

    /** Something was seen out of its place. */
    static final int DISORDER = -2;

    private int seen;

    /**
     * Something whole was seen.
     *
     * @param name from 1 to 9.
     */
    void add(final int name)
    {
        if (seen >= 0)
        {
            seen = seen * 10 + name;
        }
    }

    /**
     * Something was wrong: from now on nothing else counts.
     */
    void spoil(final int wrong)
    {
        if (seen >= 0)
        {
            seen = wrong;
        }
    }

    void forget()
    {
        seen = 0;
    }

    int result()
    {
        return seen;
    }
}
