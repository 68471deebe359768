/**
 * From socket to socket: the whole server, measured by a client of another make, beside a floor.
 */
package io.tickwire.bench.wire;
