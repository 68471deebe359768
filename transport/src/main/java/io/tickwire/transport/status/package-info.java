/**
 * How the server is, told once for all who ask: clients, probes, scrapers.
 */
package io.tickwire.transport.status;
