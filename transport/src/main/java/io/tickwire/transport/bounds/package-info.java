/**
 * What is checked of every setting.
 */
package io.tickwire.transport.bounds;
