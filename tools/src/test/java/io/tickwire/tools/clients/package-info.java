/**
 * Runs the tests of the clients that are not of Java, each in its own language, against a real server.
 */
package io.tickwire.tools.clients;
