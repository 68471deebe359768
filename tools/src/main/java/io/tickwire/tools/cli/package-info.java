/**
 * The {@code tickwire} command. Until there is a server, it has one subcommand: a demonstration of the tick's path.
 */
package io.tickwire.tools.cli;
