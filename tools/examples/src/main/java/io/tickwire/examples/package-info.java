/**
 * Strategies to copy. Each is one class that knows nothing but the client.
 */
package io.tickwire.examples;
