package io.tickwire.client.lane;

import java.nio.file.Path;

/**
 * A process that reads a lane until somebody kills it; it says so once it is live.
 * Thread: strategy
 */
final class DoomedReader
{
    private DoomedReader()
    {
    }

    public static void main(final String[] args)
    {
        boolean isTold = false;
        try (LaneReader reader = new LaneReader(LaneConfig.of(Path.of(args[0]), new LaneHandler() { })))
        {
            while (true)
            {
                reader.poll(16);
                if (reader.isLive() && !isTold)
                {
                    System.out.println("live");
                    isTold = true;
                }
            }
        }
    }
}
