/**
 * Levels as both the lane's and the sockets' readers keep them.
 */
package io.tickwire.client.book;
