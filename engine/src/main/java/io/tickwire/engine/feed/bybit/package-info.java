/**
 * Bybit v5, spot and derivatives, in JSON and in SBE. What is traded on both has one name, so that the address of the
 * connection tells which it is; here what is spot is called {@code spot:BTCUSDT}.
 */
package io.tickwire.engine.feed.bybit;
