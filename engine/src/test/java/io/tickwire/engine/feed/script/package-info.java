/**
 * Venues made up: a small market, told in the messages of each venue by its rules, for what is held against all of them
 * alike. To add a venue, add its {@link io.tickwire.engine.feed.script.VenueScript} to
 * {@link io.tickwire.engine.feed.script.VenueScripts}.
 */
package io.tickwire.engine.feed.script;
