/**
 * Redundant lines of one venue become one stream here: each line has its own decoders and books, and writes what it has
 * read to its end of a {@link io.tickwire.engine.feed.line.LineArbiter} instead of the ring.
 * <pre>
 *   line 0: sockets --> decoders --> Line --+
 *   line 1: sockets --> decoders --> Line --+--> LineArbiter --> TickWriter --> ring
 *                                               SymbolLines    a symbol: trades, candles, quotes, figures
 *                                               BookLines      its book: who may go on with what was published
 * </pre>
 * The first to say something is published, the others' saying it again is dropped, and what one of them lost comes from
 * another one. All of it is one thread's.
 */
package io.tickwire.engine.feed.line;
