package io.tickwire.transport.stream.journal;

/**
 * A part of a recording that can not be read, from one frame that can to the next. The numbers are those of ticks that
 * are missing between them; where there are none, nothing but definitions or padding is lost.
 * Thread: any
 *
 * @param fromPosition first byte.
 * @param toPosition   first byte behind it.
 * @param fromG        g of the first tick lost, or {@link #UNKNOWN}.
 * @param toG          g of the last one, or {@link #UNKNOWN} where nothing is known behind it.
 */
public record Damage(long recordingId, long fromPosition, long toPosition, long fromG, long toG, Reason reason)
{
    /** In place of a g that is not known. */
    public static final long UNKNOWN = -1;

    /**
     * Why.
     */
    public enum Reason
    {
        HEADER("a frame's header makes no sense"),
        CHECKSUM("a frame's checksum is wrong"),
        FORMAT("a message makes no sense"),
        SEQUENCE("ticks are not in their order"),
        MISSING_SEGMENT("a segment file is missing"),
        SHORT_SEGMENT("a segment file is cut off"),
        UNREADABLE("a segment file can not be read"),
        TORN_TAIL("the last frame was not written whole"),
        PURGED("it was purged while it was read");

        private final String text;

        Reason(final String text)
        {
            this.text = text;
        }

        public String text()
        {
            return text;
        }
    }

    /**
     * How many bytes.
     */
    public long bytes()
    {
        return toPosition - fromPosition;
    }

    /**
     * How many ticks, or {@link #UNKNOWN}.
     */
    public long ticks()
    {
        return fromG == UNKNOWN || toG == UNKNOWN ? UNKNOWN : toG - fromG + 1;
    }

    /**
     * One line for people.
     */
    public String describe()
    {
        return "recording " + recordingId + ", bytes " + fromPosition + " to " + toPosition + ": " + reason.text +
            "; lost: " + lost();
    }

    private String lost()
    {
        if (fromG == UNKNOWN)
        {
            return "not known";
        }
        if (toG == UNKNOWN)
        {
            return "what followed g " + (fromG - 1);
        }

        return switch ((int)Math.min(Math.max(0, ticks()), 2))
        {
            case 0 -> "no tick";
            case 1 -> "1 tick, g " + fromG;
            default -> ticks() + " ticks, g " + fromG + " to " + toG;
        };
    }
}
