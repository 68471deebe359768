/**
 * What a person looks at: colours where they are wanted, and a screen that is drawn again and again and leaves the
 * terminal as it was.
 */
package io.tickwire.tools.terminal;
