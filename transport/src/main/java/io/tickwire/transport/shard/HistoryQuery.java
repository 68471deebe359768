package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ErrorCode;
import org.agrona.collections.IntArrayList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which candles of the past somebody wants.
 *
 * @param symbol   as the server calls it.
 * @param seconds  that each candle lasts.
 * @param streams  one for each venue.
 * @param venues   their names, in the same order.
 * @param beforeMs they are to have opened.
 * @param most     of each, the newest of these.
 * Thread: any
 */
public record HistoryQuery(
    String symbol, int seconds, IntArrayList streams, List<String> venues, long beforeMs, int most)
{
    /** As many are in an answer, and in memory. */
    public static final int MAX_CANDLES = 300;

    /** The end of the year 9999. */
    private static final long MAX_BEFORE_MS = 253_402_300_799_999L;

    /**
     * Read a query.
     *
     * @param params {@code symbol}; {@code interval}, {@code venue}, {@code before} and {@code limit} where they are
     *               given.
     * @param entitlements of who asks.
     * @param id     of the message that it stands in; null: none.
     */
    public static HistoryQuery of(
        final Catalog catalog, final Map<String, ?> params, final Entitlements entitlements, final Object id)
        throws BadCommandException
    {
        Rights.requireChannel(entitlements, Channel.CANDLE, id);
        final String symbol = text(params, "symbol");
        if (symbol == null)
        {
            throw new BadCommandException(ErrorCode.INVALID_ARGUMENT, "symbol must name a symbol", id);
        }
        final String venue = text(params, "venue");
        final List<String> wanted = venue == null ? List.of() : List.of(venue);
        catalog.requireVenues(wanted, id);
        final int variant = catalog.candleVariant(text(params, "interval"), id);
        final IntArrayList streams = new IntArrayList();
        if (!catalog.streamsOfSymbol(Channel.CANDLE, variant, symbol, wanted, entitlements, streams::addInt))
        {
            throw new BadCommandException(ErrorCode.INVALID_SYMBOL, "Symbol '" + symbol + "' not found", id);
        }
        final List<String> venues = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++)
        {
            venues.add(catalog.venueName(StreamId.venueId(streams.getInt(i))));
        }

        return new HistoryQuery(
            catalog.symbolName(symbol),
            catalog.candleSeconds(variant),
            streams,
            venues,
            number(params, "before", 1, MAX_BEFORE_MS, Long.MAX_VALUE, id),
            (int)number(params, "limit", 1, MAX_CANDLES, MAX_CANDLES, id));
    }

    private static long number(
        final Map<String, ?> params,
        final String name,
        final long least,
        final long most,
        final long otherwise,
        final Object id) throws BadCommandException
    {
        final String text = text(params, name);
        try
        {
            final long number = text == null ? otherwise : Long.parseLong(text);
            if (text == null || number >= least && number <= most)
            {
                return number;
            }
        }
        catch (final NumberFormatException ex)
        {
            // Answered like a number out of range.
        }

        throw new BadCommandException(
            ErrorCode.INVALID_ARGUMENT, name + " must be from " + least + " to " + most + ": " + name + "=" + text, id);
    }

    private static String text(final Map<String, ?> params, final String name)
    {
        final Object value = params.get(name);

        return value == null ? null : value.toString();
    }
}
