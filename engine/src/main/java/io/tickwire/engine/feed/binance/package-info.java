/**
 * Binance: spot in JSON and in SBE, USD-M and COIN-M futures. They share their messages; what differs is how the
 * changes of a book follow each other.
 */
package io.tickwire.engine.feed.binance;
