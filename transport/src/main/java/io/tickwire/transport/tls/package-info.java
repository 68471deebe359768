/**
 * TLS: who the server says it is, and one record layer for each connection, unwrapped by its I/O thread and wrapped by
 * its shard.
 */
package io.tickwire.transport.tls;
