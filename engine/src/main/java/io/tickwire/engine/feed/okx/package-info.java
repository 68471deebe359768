/**
 * OKX, version 5. Each change of a book names the one before it; until 2026 it had a checksum of the best 25 levels
 * instead, which is checked where there is one.
 */
package io.tickwire.engine.feed.okx;
