package io.tickwire.engine.feed;

/**
 * Knows what a venue's symbols are here. A feed asks once for each name.
 * Thread: feed-<venue>
 */
@FunctionalInterface
public interface SymbolSource
{
    /**
     * @return null where ticks of it are not wanted.
     */
    Symbol find(String venueSymbol);
}
