/**
 * The dashboard as people get it: over HTTP, in a browser, from a server that goes and comes back.
 */
package io.tickwire.tools.dashboard;
