/**
 * Servers that lost, to measure against.
 */
package io.tickwire.bench.wire.variants;
