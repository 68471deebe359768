/**
 * What clients were told, kept for longer than the pipelines' windows and over restarts: {@code since} goes on from it,
 * and candles begin with it.
 * <pre>
 *   pipeline-k .. ToldRing      messages, marks, candles, questions
 *        past     ToldLog       one thread that writes them, and reads what is asked for
 *   pipeline-k .. RecallRing    answers, spliced with the window there
 *          io-n .. FurtherPast   who asks for older candles than the pipelines have, answered by the same thread
 * </pre>
 * The log is no recording of Aeron's: one thread writes and reads it, so that nothing has to be waited for and no
 * memory is needed for terms; a record names the one before it of its stream, as in the windows, so that no index is.
 */
package io.tickwire.transport.stream.told;
