/**
 * What the server counts: one list of counters, for logs, metrics and tests alike.
 */
package io.tickwire.transport.stats;
