/**
 * The sockets around the engine: feeds in; WebSocket, HTTP and Aeron out. Where the system meets the engine's ports:
 * {@link io.tickwire.transport.PinnedThreads} puts the engine's roles on cores, and
 * {@link io.tickwire.transport.ws.FrameHeader} makes its payloads WebSocket frames.
 * <p>
 * Of the engine, this module sees the root package, {@code schema}, {@code feed}, {@code fanout} and {@code metrics},
 * and of pipelines their rules, which can be set; rings, books and pipelines are the engine's own.
 */
package io.tickwire.transport;
