/**
 * The {@code tickwire} command. Each subcommand is a class that picocli fills from what was typed; what it does is
 * elsewhere: {@link io.tickwire.tools.cli.ServeCommand} runs a server, {@link io.tickwire.tools.cli.ConfigCommand}
 * shows what it would run with, {@link io.tickwire.tools.cli.DemoCommand} shows the tick's path without a server,
 * {@link io.tickwire.tools.cli.ExchangeCommand} runs venues to connect to.
 */
package io.tickwire.tools.cli;
