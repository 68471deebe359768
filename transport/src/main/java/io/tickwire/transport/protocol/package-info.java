/**
 * What clients say and what they are answered, in JSON and msgpack: read straight from the bytes, bounded in depth,
 * length and count, without a tree of objects. Knows nothing of sockets, sessions or streams.
 * <pre>
 *   bytes -> MessageCursor (JSON, msgpack) -> CommandReader -> Command
 *   Reply -> ReplyWriter -> ValueWriter (JSON, msgpack) -> bytes
 * </pre>
 */
package io.tickwire.transport.protocol;
