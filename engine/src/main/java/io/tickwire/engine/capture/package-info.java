/**
 * What exchanges really sent, as people recorded it: files in the formats of several recorders, read as one series of
 * events in the order of time. A file is never held whole; the largest thing in memory is one message of each
 * connection.
 * <pre>
 *   file --LineReader or frames--&gt; CaptureSource, one a connection --+
 *   file --LineReader or frames--&gt; CaptureSource, one a connection --+--earliest first--&gt; CaptureReader
 * </pre>
 */
package io.tickwire.engine.capture;
