/**
 * A stream's values become a message: what a message is made of stands once, in
 * {@link io.tickwire.engine.encode.UpdateLayout}, and each encoding lays it out in its own way.
 * <p>
 * Where a layout is of fixed width (msgpack, compact, SBE) the message is a
 * {@link io.tickwire.engine.encode.FrameTemplate}, made once for a stream and patched in place; JSON is written from
 * ready fragments and digits. Messages that are rare and not of fixed width (private ones, gaps) are described once,
 * against {@link io.tickwire.engine.encode.MapWriter}. Messages of any length have writers of their own: books
 * {@link io.tickwire.engine.encode.BookWriter}, the whole market {@link io.tickwire.engine.encode.MarketBatchWriter}.
 * <p>
 * Names, symbols and exponents are known when a stream is first wanted: all that is left for the hot path are longs.
 */
package io.tickwire.engine.encode;
