/**
 * BitMEX: tables of which a connection gets a part and then what changes in it.
 */
package io.tickwire.engine.feed.bitmex;
