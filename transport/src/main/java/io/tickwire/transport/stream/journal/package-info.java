/**
 * A journal's folder, read without an Aeron process: runs of the server, one recording each, and every message of
 * them from any place on.
 * <pre>
 *   DIR/lock              held by who writes
 *   DIR/archive/          Aeron Archive's own: archive.catalog, ID-POSITION.rec
 *   DIR/index/ID.idx      TimeIndex: time, position, g, each 256 KiB
 *   DIR/index/ID.names    NamesFile: what the run's ids mean
 *
 *   segment files -> FrameCursor -> JournalReader -> JournalHandler
 *                    frames that     messages in the order of g, definitions first; what is not there as Damage
 *                    are whole
 * </pre>
 * Bytes of a disk are held to be hostile: what does not prove to be a frame by its place, its length and its checksum
 * is skipped up to the next one that does, and told of once, with what is lost.
 */
package io.tickwire.transport.stream.journal;
