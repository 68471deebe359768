/**
 * Feeds: what brings ticks into the engine's ring, each on threads of its own.
 */
package io.tickwire.transport.feed;
