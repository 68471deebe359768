package io.tickwire.tools.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * What a command has from the process that it runs in.
 *
 * @param environment variables.
 * @param out         for what was asked for.
 * @param err         for what is wrong, and the log.
 * Thread: any
 */
record Surroundings(Map<String, String> environment, PrintStream out, PrintStream err)
{
}
