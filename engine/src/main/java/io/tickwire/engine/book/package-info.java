/**
 * What the market looks like: the state that ticks are applied to. Prices and quantities are mantissas with their
 * symbol's exponents; {@code Decimals.NULL} is a side that is not there.
 */
package io.tickwire.engine.book;
