/**
 * What has changed since it was last told, and when it is time to tell. Conflation is the back-pressure: what finds no
 * room stays here, and its newest value goes out later, with an envelope that says what it stands for.
 */
package io.tickwire.engine.conflate;
