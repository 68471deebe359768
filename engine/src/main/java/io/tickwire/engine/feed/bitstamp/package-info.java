/**
 * Bitstamp: books are changes around a REST snapshot, ordered by the microsecond at which they came about.
 */
package io.tickwire.engine.feed.bitstamp;
