/**
 * Who may connect, and how much of what a connection may take.
 */
package io.tickwire.transport.access;
