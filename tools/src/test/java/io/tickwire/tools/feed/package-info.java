/**
 * From venues on this machine, through a server, to clients: what they have at the end is what an independent program
 * made of the same recordings.
 */
package io.tickwire.tools.feed;
