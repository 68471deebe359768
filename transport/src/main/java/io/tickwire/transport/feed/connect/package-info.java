/**
 * Connectors: what a venue's decoders read is brought here, by as many connections as that takes, and asked for again
 * whatever happens to them.
 * <pre>
 *   VenueConnector          the feed, as the server sees it           conductor
 *     VenueSession          lists what is traded, keeps the lines     feed-&lt;venue&gt;
 *       Line                all that is wanted, once; 1 to 4 of them  feed-&lt;venue&gt;
 *         Connection        a socket, its decoder, its subscriptions  feed-&lt;venue&gt;
 *         BookRequests      snapshots that books asked for            feed-&lt;venue&gt;
 * </pre>
 * All of a venue is done by its one thread, the body of which is a
 * {@link io.tickwire.transport.feed.net.NetLoop}; so nothing here is locked.
 */
package io.tickwire.transport.feed.connect;
