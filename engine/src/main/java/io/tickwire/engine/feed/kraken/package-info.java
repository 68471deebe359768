/**
 * Kraken: protocol 2 ({@code ws.kraken.com/v2}), the current one, and protocol 1 ({@code ws.kraken.com}), which is
 * still served. Neither numbers its messages: the checksum of the best ten levels is all that tells of a hole, so that
 * a change below them that was lost is not seen until it comes up.
 */
package io.tickwire.engine.feed.kraken;
