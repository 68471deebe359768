/**
 * {@code tickwire bench}.
 */
package io.tickwire.bench.cli;
