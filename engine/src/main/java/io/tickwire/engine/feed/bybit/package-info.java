/**
 * Bybit v5, spot and derivatives, in JSON and in SBE.
 */
package io.tickwire.engine.feed.bybit;
