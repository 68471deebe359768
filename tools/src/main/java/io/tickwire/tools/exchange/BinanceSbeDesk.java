package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Binance's spot market with market data in SBE; what is asked and answered is JSON. Where no answer with a book was
 * recorded, its best levels, which are a stream of their own, are all that is known of it.
 * Thread: market-<venue>
 */
final class BinanceSbeDesk extends BinanceDesk
{
    private static final int TRADES = 10_000;
    private static final int BEST = 10_001;
    private static final int BEST_LEVELS = 10_002;
    private static final int CHANGES = 10_003;
    private static final int HEADER_BYTES = 8;
    private static final int LEVEL_BYTES = 16;
    private static final int[] DEPTHS = {5, 10, 20};

    BinanceSbeDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        final ByteBuffer frame = ByteBuffer.wrap(event.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        if (event.kind() != CaptureEvent.Kind.RECEIVED || symbolOf(frame) == null)
        {
            super.learn(event);
            return;
        }
        final String symbol = symbolOf(frame);
        switch (template(frame))
        {
            case TRADES -> survey.see(symbol, FeedChannel.TRADES);
            case BEST -> survey.see(symbol, FeedChannel.QUOTES);
            case BEST_LEVELS ->
            {
                bookSymbols.add(symbol);
                see(survey.see(symbol, FeedChannel.BOOK), levels(frame));
            }
            case CHANGES -> see(survey.see(symbol, FeedChannel.BOOK), levels(frame));
            default -> survey.symbol(symbol);
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final ByteBuffer frame = ByteBuffer.wrap(event.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        final String symbol = event.kind() == CaptureEvent.Kind.RECEIVED ? symbolOf(frame) : null;
        if (symbol == null)
        {
            super.onRecorded(event);
            return;
        }
        final String prefix = symbol.toLowerCase(Locale.ROOT) + "@";
        switch (template(frame))
        {
            case TRADES -> tell(prefix + "trade", event.bytes());
            case BEST -> tell(prefix + "bestBidAsk", event.bytes());
            case BEST_LEVELS ->
            {
                final ObjectNode levels = levels(frame);
                book(symbol).onSnapshot(levels.path("u").asLong(), levels);
                for (final int depth : DEPTHS)
                {
                    tell(prefix + "depth" + depth, event.bytes());
                }
            }
            case CHANGES ->
            {
                final ObjectNode levels = levels(frame);
                book(symbol).onChange(levels.path("u").asLong(), levels, levels.path("bids"), levels.path("asks"));
                tell(prefix + "depth", event.bytes());
            }
            default -> tell(prefix, event.bytes());
        }
    }

    private static int template(final ByteBuffer frame)
    {
        return Short.toUnsignedInt(frame.getShort(Short.BYTES));
    }

    /** It stands at the end, behind its length; null where the message is none of SBE. */
    private static String symbolOf(final ByteBuffer frame)
    {
        if (frame.capacity() <= HEADER_BYTES || frame.get(0) == '{' || template(frame) < TRADES ||
            template(frame) > CHANGES)
        {
            return null;
        }
        int at = HEADER_BYTES + Short.toUnsignedInt(frame.getShort(0));
        if (template(frame) == TRADES)
        {
            at += Short.BYTES + Integer.BYTES +
                Short.toUnsignedInt(frame.getShort(at)) * frame.getInt(at + Short.BYTES);
        }
        for (int groups = template(frame) < BEST_LEVELS ? 0 : 2; groups > 0; groups--)
        {
            at += Integer.BYTES + Short.toUnsignedInt(frame.getShort(at)) *
                Short.toUnsignedInt(frame.getShort(at + Short.BYTES));
        }

        return new String(frame.array(), at + 1, Byte.toUnsignedInt(frame.get(at)), StandardCharsets.UTF_8);
    }

    /** The levels of a book's message, in the form of JSON. */
    private static ObjectNode levels(final ByteBuffer frame)
    {
        // A change has its first number before its last.
        final int number = HEADER_BYTES + Long.BYTES + (template(frame) == CHANGES ? Long.BYTES : 0);
        final int priceScale = -frame.get(number + Long.BYTES);
        final int quantityScale = -frame.get(number + Long.BYTES + 1);
        final ObjectNode levels = Json.object().put("u", frame.getLong(number));
        int at = HEADER_BYTES + Short.toUnsignedInt(frame.getShort(0));
        for (final String side : new String[] {"bids", "asks"})
        {
            final int step = Short.toUnsignedInt(frame.getShort(at));
            final int count = Short.toUnsignedInt(frame.getShort(at + Short.BYTES));
            final ArrayNode into = levels.putArray(side);
            at += Integer.BYTES;
            for (int i = 0; i < count && step >= LEVEL_BYTES; i++, at += step)
            {
                into.addArray()
                    .add(text(frame.getLong(at), priceScale))
                    .add(text(frame.getLong(at + Long.BYTES), quantityScale));
            }
        }

        return levels;
    }

    /** Exponents differ from message to message, so that zeros at the end say nothing. */
    private static String text(final long mantissa, final int scale)
    {
        return mantissa == 0 ? "0" : BigDecimal.valueOf(mantissa, scale).stripTrailingZeros().toPlainString();
    }

    private static void see(final Survey.Listed listed, final ObjectNode levels)
    {
        listed.see(levels.path("bids"));
        listed.see(levels.path("asks"));
    }
}
