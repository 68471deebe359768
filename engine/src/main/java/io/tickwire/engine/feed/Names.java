package io.tickwire.engine.feed;

/**
 * The tables that ids in ticks refer to.
 *
 * @param symbols    by symbol id.
 * @param venues     by venue id; 0 is no venue.
 * @param accounts   by account id.
 * @param indicators by indicator id: what signals come from.
 * Thread: any
 */
public record Names(Symbols symbols, NameTable venues, NameTable accounts, NameTable indicators)
{
    /**
     * Empty tables of the largest size.
     */
    public static Names empty()
    {
        return new Names(new Symbols(), NameTable.ofVenues(), NameTable.ofAccounts(), NameTable.ofIndicators());
    }
}
