package io.tickwire.client.wire;

/**
 * Sizes of candles as texts.
 * Thread: any
 */
public final class Intervals
{
    private Intervals()
    {
    }

    /**
     * How many seconds a text means: {@code 1m}, {@code 4h}, {@code 90}.
     *
     * @throws WireException where it means none.
     */
    public static int seconds(final String text)
    {
        int value = 0;
        int at = 0;
        while (at < text.length() && at < 9 && Character.digit(text.charAt(at), 10) >= 0)
        {
            value = value * 10 + Character.digit(text.charAt(at++), 10);
        }
        final int left = text.length() - at;
        final int seconds = left == 0 ? 1 : left > 1 ? 0 : switch (text.charAt(at))
        {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            default -> 0;
        };
        final long product = (long)value * seconds;
        if (at == 0 || product <= 0 || product > Integer.MAX_VALUE)
        {
            throw new WireException("no candle's size: interval=" + text.substring(0, Math.min(text.length(), 16)));
        }

        return (int)product;
    }
}
