/**
 * How the server's threads end: each part that owns some waits for them in the same way, within the same bound.
 */
package io.tickwire.transport.thread;
