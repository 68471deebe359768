/**
 * The ring's ticks leave the process once, as the SBE messages that they are, on one Aeron publication: what reads it
 * over IPC is the lane, what records it is the journal.
 * <pre>
 *   TickRing .. TickObserver     never gates the ring: copies, then looks whether it was overtaken
 *                 stream         TickStream: head, definitions before first use, losses announced
 *                   |
 *             ExclusivePublication 2981, aeron:ipc
 *                   |
 *        +----------+-----------+
 *   lane readers          Aeron Archive, embedded; indexes and names beside it
 * </pre>
 * The thread {@code stream} does all down to the publication, and what Aeron has to do and has no thread for;
 * {@code journal} begins recordings, writes what stands beside them, and deletes what is too old.
 * <p>
 * Nothing of it is waited for: what there is no room for is counted, and told as a loss.
 */
package io.tickwire.transport.stream;
