/**
 * What a symbol did at one venue over time: the last 24 hours, candles, indicators of closed candles, and models that
 * make signals of all that. Prices and quantities are mantissas with the symbol's exponents, times are nanoseconds
 * since 1970. Trades that come late are put where they belong while that is still kept, and are counted where it is
 * not.
 */
package io.tickwire.engine.series;
