package io.tickwire.engine.feed.line;

/**
 * How lines of one book move: a byte is a move of one of them.
 */
public final class LineArbiterFuzz
{
    private LineArbiterFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        LinesGame.play(data);
    }
}
