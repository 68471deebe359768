/**
 * Many clients of one server on one thread, some of them bad ones, that check the sequences of what they get and
 * measure how long it takes.
 */
package io.tickwire.tools.load;
