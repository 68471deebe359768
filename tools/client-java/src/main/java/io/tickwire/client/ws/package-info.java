/**
 * RFC 6455 as a client speaks it, without sockets: bytes in, messages out. All input is taken for hostile.
 */
package io.tickwire.client.ws;
