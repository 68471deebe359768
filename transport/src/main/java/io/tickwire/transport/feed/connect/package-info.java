/**
 * Connectors: what a venue's decoders read is brought here, by as many connections or groups as that takes, and asked
 * for again whatever happens to them.
 * <pre>
 *   VenueConnector          the feed, as the server sees it           conductor
 *     VenueSession          keeps the lines, says how all is          feed-&lt;venue&gt;
 *       Line                all that is wanted, once; 1 to 4 of them  feed-&lt;venue&gt;
 *     LinkSession           by WebSocket: lists what is traded
 *       LinkLine
 *         Connection        a socket, its decoder, its subscriptions
 *         BookRequests      snapshots that books asked for
 *     GroupSession          by multicast
 *       GroupLine           a decoder of all that the groups bring
 *         JoinedGroup       a socket
 * </pre>
 * All of a venue is done by its one thread, the body of which is a
 * {@link io.tickwire.transport.feed.net.NetLoop}; so nothing here is locked.
 */
package io.tickwire.transport.feed.connect;
