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
 * @param symbol  as the server calls it.
 * @param seconds that each candle lasts.
 * @param streams one for each venue.
 * @param venues  their names, in the same order.
 * @param most    of each, the newest.
 * Thread: any
 */
public record HistoryQuery(String symbol, int seconds, IntArrayList streams, List<String> venues, int most)
{
    /** As many are kept. */
    public static final int MAX_CANDLES = 300;

    /**
     * Read a query.
     *
     * @param params {@code symbol}; {@code interval}, {@code venue} and {@code limit} where they are given.
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
            catalog.symbolName(symbol), catalog.candleSeconds(variant), streams, venues, limit(params, id));
    }

    private static int limit(final Map<String, ?> params, final Object id) throws BadCommandException
    {
        final String text = text(params, "limit");
        try
        {
            final int limit = text == null ? MAX_CANDLES : Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_CANDLES)
            {
                return limit;
            }
        }
        catch (final NumberFormatException ex)
        {
            // Answered like a number out of range.
        }

        throw new BadCommandException(
            ErrorCode.INVALID_ARGUMENT, "limit must be from 1 to " + MAX_CANDLES + ": limit=" + text, id);
    }

    private static String text(final Map<String, ?> params, final String name)
    {
        final Object value = params.get(name);

        return value == null ? null : value.toString();
    }
}
