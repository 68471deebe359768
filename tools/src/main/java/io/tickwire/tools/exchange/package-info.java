/**
 * The venues on this machine: what was recorded of them is told again, by their own protocols, to whoever connects. A
 * program that reads a venue needs nothing but another address.
 * <pre>
 *   capture --Tape--&gt; Market (a thread a venue) --Desk--&gt; Faults --&gt; Session --&gt; frames
 *                        ^                                            |
 *                        +------- requests, subscriptions ------------+
 * </pre>
 * A {@link io.tickwire.tools.exchange.Market} has the venue's one line of time, which all connections share. A
 * {@link io.tickwire.tools.exchange.Desk} speaks its protocol: it answers subscriptions, knows whose a recorded message
 * is, and keeps the state of now for who comes late, as text and by the plainest means, so that it can be held against
 * the decoders. Everything of a market happens on its thread.
 */
package io.tickwire.tools.exchange;
