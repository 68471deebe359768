/**
 * How to talk to each venue: where it is, what to ask it for and how, and what its answers mean. Nothing here has a
 * socket; {@link io.tickwire.transport.feed.venue.VenueProtocol} is what the connectors need to know of a venue.
 */
package io.tickwire.transport.feed.venue;
