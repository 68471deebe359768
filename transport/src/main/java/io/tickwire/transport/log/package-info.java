/**
 * The log of a server: slf4j over the JDK's own logging, a line each, to the console's errors or to a file that is
 * rotated. Writing takes a lock and may wait for a disk, so nothing on a tick's path logs: there, things are counted.
 */
package io.tickwire.transport.log;
