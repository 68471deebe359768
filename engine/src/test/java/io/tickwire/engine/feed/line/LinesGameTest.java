package io.tickwire.engine.feed.line;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

class LinesGameTest
{
    private static final long SEED = 20261127L;
    private static final int GAMES = 20_000;
    private static final int MAX_MOVES = 120;

    @Test
    void shouldPublishABookThatIsRightHoweverLinesMove()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < GAMES; i++)
        {
            final byte[] moves = new byte[1 + random.nextInt(MAX_MOVES)];
            random.nextBytes(moves);
            try
            {
                LinesGame.play(moves);
            }
            catch (final AssertionError ex)
            {
                throw new AssertionError("game " + i + ": " + Arrays.toString(moves), ex);
            }
        }
    }
}
