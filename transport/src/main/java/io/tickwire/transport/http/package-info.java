/**
 * HTTP: the way in for WebSockets, and what is asked for without one: health, metrics, symbols, history, schemas.
 */
package io.tickwire.transport.http;
