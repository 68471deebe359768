package io.tickwire.transport.stream;

import java.util.Locale;

/**
 * What the stream counts. Each has a test that makes it move.
 * Thread: any
 */
public enum StreamCounter
{
    TICKS("ticks that left by the stream"),

    BYTES("bytes of them and of all else in the stream, without Aeron's headers"),

    TICKS_WITHOUT_ROOM("ticks that the stream does not have, since who records or reads was behind"),

    TICKS_OVERTAKEN("ticks that the stream does not have, since the ring was written over before they were read"),

    TICKS_TOO_LONG("ticks that the stream does not have, since they are longer than it takes"),

    TICKS_UNREAD("ticks that nobody reads and nothing records"),

    PLACES_GIVEN_UP("places of the ring without a tick, which the stream tells so that no number is missing"),

    COPIES_TORN("copies of ticks that were given up, since the ring was written over meanwhile"),

    LOSSES_TOLD("messages that tell of ticks that are missing"),

    DEFINITIONS("messages that tell what an id means"),

    KEYFRAMES("books that were told whole, for who begins to read there"),

    KEYFRAME_ROUNDS("times that all books were told so"),

    KEYFRAME_BYTES("bytes of that"),

    KEYFRAMES_LEFT_OUT("books that were not told with the others, since there was no room or a change had no end"),

    READERS_JOINED("times that somebody came to read, so that all books were told"),

    ERRORS("turns of the stream that failed, and were survived"),

    RECORDINGS_BEGUN("recordings of the journal that were begun"),

    RECORDINGS_FAILED("recordings that failed, such as for want of room; the stream went on without"),

    INDEX_ENTRIES("entries of the journal's indexes"),

    INDEXES_LEFT_OUT("indexes that could not be written, so that readers scan"),

    SEGMENTS_PURGED("files of the journal that were deleted for its size or age"),

    JOURNAL_ERRORS("turns of the journal's thread that failed, and were survived"),

    TOLD_MESSAGES("messages to clients that were kept for those who come back"),

    TOLD_CANDLES("candles that were kept for after a restart"),

    TOLD_LOST("messages to clients and candles that could not be kept"),

    TOLD_FAILED("times that what clients are told could no longer be kept; it is tried again"),

    TOLD_DAMAGED("places where what was kept of an earlier run can not be read"),

    TOLD_ANSWERED("questions of those who came back that were answered from what was kept"),

    TOLD_ABSENT("such questions of which not all was there");

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String help;

    StreamCounter(final String help)
    {
        this.help = help;
    }

    /**
     * What it is called in metrics.
     */
    public String label()
    {
        return label;
    }

    /**
     * What is counted, in words.
     */
    public String help()
    {
        return help;
    }
}
