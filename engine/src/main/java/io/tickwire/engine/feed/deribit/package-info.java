/**
 * Deribit, as JSON-RPC notifications by WebSocket and as SBE by multicast. Both chain the changes of a book by their
 * ids, and both know their instruments from one list.
 */
package io.tickwire.engine.feed.deribit;
