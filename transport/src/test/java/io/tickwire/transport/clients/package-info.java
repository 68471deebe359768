/**
 * Clients that others wrote, to test the server with: {@code ws} on Node, {@code websockets} on Python, the JDK's.
 */
package io.tickwire.transport.clients;
