/**
 * Coinbase: the Exchange protocol ({@code ws-feed.exchange.coinbase.com}), whose level 2 has no sequence, and the
 * Advanced Trade protocol ({@code advanced-trade-ws.coinbase.com}), which numbers all messages of a connection.
 */
package io.tickwire.engine.feed.coinbase;
