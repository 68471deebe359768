/**
 * What a capture comes to: each connection's messages go through its venue's decoder into a ring of their own, and
 * books, trades, tickers and candles are added up from the ticks alone, so that the same can be asked of a journal.
 * What ticks do not tell (what was ignored, missing or wrong) the decoders' counters do.
 * <pre>
 *   CaptureReader --&gt; FeedDecoder, one a connection --&gt; TickRing --&gt; TickAudit, SymbolAudit --+
 *                        BookTracker, FeedStats ------------------------------------------------+--&gt; AuditReport
 * </pre>
 * {@link io.tickwire.engine.audit.StreamAudit} asks that of ticks that have left the process, and
 * {@link io.tickwire.engine.audit.CapturePlayer} makes such ticks of a capture: by the same decoders, with the
 * capture's own time.
 */
package io.tickwire.engine.audit;
