/**
 * From hand-off 2 to the sockets: each shard owns some connections, reads all frame rings, and hands each frame to
 * those of its connections that want it. At the end of a batch a connection gets one write.
 * <pre>
 *  fanout.FrameRing ──> Delivery ──> Audience (stream, class, encoding) ──> Link ──> Client's Outbox ──> socket
 *                          │ who does not keep up                                        ^
 *                          └──> SlowDelivery: kept, newest only, or a gap ───────────────┘ once there is room
 *
 *  I/O threads ── ShardProxy: commands, room, gone ──> EgressShard ──> CommandHandler ── DemandProxy ──> engine
 * </pre>
 */
package io.tickwire.transport.shard;
