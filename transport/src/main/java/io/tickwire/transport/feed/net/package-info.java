/**
 * The sockets of one venue, all on its thread: WebSocket links, multicast groups, REST answers, timers, and tasks from
 * elsewhere. {@link io.tickwire.transport.feed.net.NetLoop} is that thread's body. Nothing here knows a venue.
 */
package io.tickwire.transport.feed.net;
