/**
 * The vocabulary that every stage shares, and that the wire shows: channels, conflation classes, encodings, decimals.
 * The codecs of {@code schema.sbe} are generated from {@code src/main/sbe/tickwire.xml} in each build.
 * <p>
 * This package imports nothing of ours, so that {@code fanout} (which transport sees) and {@code encode},
 * {@code conflate} (which it does not) can speak of a channel or an encoding without knowing each other.
 */
package io.tickwire.engine.schema;
