/**
 * The colocated lane: the ticks of a server on this machine as its ring had them, out of shared memory.
 * <pre>
 *  LaneReader.poll   the user's thread; there is no other
 *    LaneConnection    Aeron: the driver comes and goes, the subscription, its image
 *    JournalCursor     the server's journal, mapped: what the image does not have (any more)
 *    LaneDispatch      in order of g: losses, names, books, then the handler
 * </pre>
 */
package io.tickwire.client.lane;
