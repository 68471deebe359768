package io.tickwire.engine.feed;

/**
 * The tables that ids in ticks refer to.
 *
 * @param symbols  by symbol id.
 * @param venues   by venue id; 0 is no venue.
 * @param accounts by account id.
 * Thread: any
 */
public record Names(Symbols symbols, NameTable venues, NameTable accounts)
{
    /**
     * Empty tables of the largest size.
     */
    public static Names empty()
    {
        return new Names(new Symbols(), NameTable.ofVenues(), NameTable.ofAccounts());
    }
}
