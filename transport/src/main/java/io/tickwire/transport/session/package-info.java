/**
 * One WebSocket connection: its reader on an I/O thread of Undertow's, and what it is owed, which belongs to its shard.
 */
package io.tickwire.transport.session;
