package io.tickwire.transport.stream.told;

import io.tickwire.engine.feed.Symbol;

/**
 * Whose candles they are. With other exponents they are not the same: their numbers mean something else.
 * Thread: any
 */
record CandleKey(String symbol, String venue, int priceExponent, int quantityExponent)
{
    static CandleKey of(final Symbol symbol, final String venue)
    {
        return new CandleKey(symbol.name(), venue, symbol.priceExponent(), symbol.quantityExponent());
    }

    static CandleKey of(final ToldStream stream)
    {
        return new CandleKey(
            stream.key.subject(), stream.key.venue(), stream.priceExponent, stream.quantityExponent);
    }
}
