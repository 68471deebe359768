package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.JsonMapWriter;
import io.tickwire.engine.encode.MapWriter;
import io.tickwire.engine.encode.MsgpackMapWriter;
import io.tickwire.engine.encode.WireName;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Encoding;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * What the messages that are written field by field have in common: a writer for each encoding, names as bytes, and
 * the message that says what was dropped.
 * Thread: pipeline-<k>
 */
final class Messages
{
    /** A message about a gap, or about a stream that is stale, is not longer than this, whatever its symbol's name. */
    static final int MAX_NOTICE_BYTES = 4096;

    private static final int NO_CODE = -1;
    private static final WireName GAP = WireName.of("gap");
    private static final WireName CHANNEL = WireName.of("channel");
    private static final WireName SYMBOL = WireName.of("symbol");
    private static final WireName VENUE = WireName.of("venue");
    private static final WireName ACCOUNT = WireName.of("account");
    private static final WireName FROM = WireName.of("from");
    private static final WireName TO = WireName.of("to");
    private static final WireName REASON = WireName.of("reason");
    private static final WireName STALE = WireName.of("stale");
    private static final int STALE_FIELDS = 4;
    private static final int GAP_FIELDS = 6;
    private static final int PRIVATE_GAP_FIELDS = 5;
    private static final byte[] NO_NAME = {};
    private static final byte[][] CHANNEL_NAMES = channelNames();

    private final Names names;
    private final JsonMapWriter json = new JsonMapWriter(false);
    private final JsonMapWriter jsonString = new JsonMapWriter(true);
    private final MsgpackMapWriter msgpack = new MsgpackMapWriter(false);
    private final MsgpackMapWriter compact = new MsgpackMapWriter(true);

    Messages(final Names names)
    {
        this.names = names;
    }

    /**
     * Why messages were dropped.
     * Thread: any
     */
    enum GapReason
    {
        /** There was no room in the frame ring. */
        BACK_PRESSURE("back_pressure"),

        /** They were lost before they reached the engine. */
        FEED_LOSS("feed_loss"),

        /** They are no longer kept. */
        UNRECOVERABLE("unrecoverable"),

        /** The server ended without having kept its last messages: some of these numbers may never have been told. */
        RESTART("restart");

        private final byte[] text;

        GapReason(final String text)
        {
            this.text = ascii(text);
        }
    }

    /**
     * The writer of an encoding. In SBE whatever is not market data is JSON; decimals of messages that span several
     * symbols have no one exponent, so that they stay floats where market data is scaled.
     */
    MapWriter writerOf(final Encoding encoding)
    {
        return switch (encoding)
        {
            case JSON, SBE -> json;
            case JSON_STRING -> jsonString;
            case MSGPACK, MSGPACK_SCALED -> msgpack;
            case COMPACT, COMPACT_SCALED -> compact;
        };
    }

    /**
     * Whether what is not market data is text in an encoding.
     */
    static boolean isText(final Encoding encoding)
    {
        return encoding.isText() || encoding == Encoding.SBE;
    }

    boolean knowsAccount(final long accountId)
    {
        return accountId < names.accounts().size();
    }

    byte[] symbolName(final long symbolId)
    {
        return names.symbols().isKnown((int)symbolId) ? names.symbols().utf8Of((int)symbolId) : NO_NAME;
    }

    byte[] venueName(final int venueId)
    {
        return venueId < names.venues().size() ? names.venues().utf8Of(venueId) : NO_NAME;
    }

    byte[] accountName(final long accountId)
    {
        return names.accounts().utf8Of((int)accountId);
    }

    /**
     * Describe a gap: the writer has begun, and ends, elsewhere.
     */
    void writeGap(
        final MapWriter writer,
        final UnsafeBuffer buffer,
        final int offset,
        final int streamId,
        final long from,
        final long to,
        final GapReason reason)
    {
        final Channel channel = StreamId.channel(streamId);
        writer.begin(buffer, offset, GAP, NO_CODE, channel.isPrivate() ? PRIVATE_GAP_FIELDS : GAP_FIELDS);
        writer.text(CHANNEL, CHANNEL_NAMES[channel.ordinal()]);
        if (channel.isPrivate())
        {
            writer.text(ACCOUNT, accountName(StreamId.subjectId(streamId)));
        }
        else
        {
            writer.text(SYMBOL, symbolName(StreamId.subjectId(streamId)));
            writer.text(VENUE, venueName(StreamId.venueId(streamId)));
        }
        writer.integer(FROM, from);
        writer.integer(TO, to);
        writer.text(REASON, reason.text);
    }

    /**
     * Say that a stream is stale: the writer ends elsewhere.
     */
    void writeStale(
        final MapWriter writer,
        final UnsafeBuffer buffer,
        final int offset,
        final int streamId,
        final StaleReason reason)
    {
        writer.begin(buffer, offset, STALE, NO_CODE, STALE_FIELDS);
        writer.text(CHANNEL, CHANNEL_NAMES[StreamId.channel(streamId).ordinal()]);
        writer.text(SYMBOL, symbolName(StreamId.subjectId(streamId)));
        writer.text(VENUE, venueName(StreamId.venueId(streamId)));
        writer.text(REASON, reason.text());
    }

    private static byte[][] channelNames()
    {
        final Channel[] channels = Channel.values();
        final byte[][] names = new byte[channels.length][];
        for (final Channel channel : channels)
        {
            names[channel.ordinal()] = ascii(channel.wireName());
        }

        return names;
    }

    static byte[] ascii(final String text)
    {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
