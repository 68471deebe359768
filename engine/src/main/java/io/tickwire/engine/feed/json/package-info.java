/**
 * JSON as venues send it, read from the bytes once, front to back, with nothing allocated and no {@code double}.
 */
package io.tickwire.engine.feed.json;
