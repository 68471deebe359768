/**
 * Messages to flyweights: one way through maps and arrays for JSON and msgpack
 * ({@link io.tickwire.client.wire.Scanner}), the generated codecs for SBE. All input is taken for hostile: what is out
 * of bounds ends in an exception at the frame.
 */
package io.tickwire.client.wire;
