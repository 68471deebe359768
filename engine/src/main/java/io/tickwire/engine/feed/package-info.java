/**
 * Venue bytes become ticks here, on the thread {@code feed-<venue>}: a decoder parses a message once, looks its names
 * up, and encodes the tick in place into a claimed slot of the ring.
 * <p>
 * For now the tables that decoders, encoders and sessions look names up in: {@link io.tickwire.engine.feed.Symbols},
 * and {@link io.tickwire.engine.feed.NameTable} for venues and accounts. Both grow while the server runs.
 * <pre>
 *   any thread --add--> new version --CAS--+
 *                                          v
 *   feed-..., pipeline-..., io-... --> current version (immutable): {@code IdTable}  id   -> entry
 *                                                                   {@code NameMap}  name -> id
 * </pre>
 * A version shares with the one before it all that did not change, so that adding costs a page and a path, and not a
 * copy of everything; a reader takes no lock, and sees either none or all of an addition.
 */
package io.tickwire.engine.feed;
