/**
 * Bitfinex, version 2. What comes is an array with the number of its channel, which an event has told before and which
 * is the connection's own; asked to, the venue numbers all messages of a connection, and sends checksums of its books.
 */
package io.tickwire.engine.feed.bitfinex;
