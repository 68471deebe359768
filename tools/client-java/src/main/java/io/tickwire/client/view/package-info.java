/**
 * What a listener is shown of a message: flyweights, valid until the call returns.
 */
package io.tickwire.client.view;
