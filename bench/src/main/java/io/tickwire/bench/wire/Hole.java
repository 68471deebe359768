package io.tickwire.bench.wire;

import java.util.Locale;

/**
 * Where a sequence leaves something out, and what the client was told of it. Quotes are states: of them the newest may
 * take the place of others, but not without a word.
 */
enum Hole
{
    /** The message itself says, by {@code pseq}, that it follows the one before: the frame ring had no room. */
    MERGED,

    /** The server had said that this client is {@code slow}, and its socket was full. */
    PASSED_OVER,

    /** Nothing was said. There must be none. */
    UNTOLD;

    /**
     * What they are called in result files. All that were not told are just {@code holes}.
     */
    String label()
    {
        return this == UNTOLD ? "holes" : name().toLowerCase(Locale.ROOT);
    }
}
