/**
 * How a {@link io.tickwire.transport.ServerConfig} comes to be. One table, {@link io.tickwire.transport.config.Keys},
 * says what can be set; the documented file, the environment, {@code --set}, what is printed and what is complained of
 * are all made from it.
 * <pre>
 *   code's defaults &lt; file &lt; environment &lt; --set       the last that names a key wins
 *        \             |        |            /
 *         +---- ConfigLoader: all mistakes at once, each with where it stands
 *                      |
 *                  Settings ----&gt; ServerConfig, ConfigPrinter
 * </pre>
 * All of it runs once, before there is a server.
 */
package io.tickwire.transport.config;
