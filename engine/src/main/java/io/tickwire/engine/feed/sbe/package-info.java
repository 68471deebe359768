/**
 * SBE as venues send it: their own templates, read by hand, so that a message that is not laid out as expected is
 * refused and never misread.
 */
package io.tickwire.engine.feed.sbe;
