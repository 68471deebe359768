/**
 * WebSocket, as far as bytes go: RFC 6455 on the server's side. What a server sends is never masked, and this one's
 * frames are never fragmented, so a frame is the same for all its readers and is made only once.
 */
package io.tickwire.transport.ws;
