/**
 * Feeds: what brings ticks into the engine's ring, each on threads of its own.
 * <p>
 * A feed makes its names known and lists its symbols when it is constructed, and starts its threads later, so that
 * whoever looks names up sees all of them before the first tick.
 */
package io.tickwire.transport.feed;
