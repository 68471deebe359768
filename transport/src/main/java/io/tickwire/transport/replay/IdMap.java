package io.tickwire.transport.replay;

import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.schema.sbe.AccountEncoder;
import io.tickwire.engine.schema.sbe.ExecutionEncoder;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.NameDefinitionDecoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.PositionEncoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.transport.feed.Listings;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What the ids of the run that is read are here, by the names that its definitions give them.
 * Thread: any, one at a time
 */
final class IdMap
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int SYMBOL = HEADER + TickHeadEncoder.symbolIdEncodingOffset();
    private static final int VENUE = HEADER + TickHeadEncoder.venueIdEncodingOffset();
    private static final int UINT16_MASK = 0xffff;
    private static final int UNKNOWN = -1;
    private static final int NO_ACCOUNT = 0;

    private final Names names;
    private final Listings listings;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SymbolDefinitionDecoder symbolDefinition = new SymbolDefinitionDecoder();
    private final NameDefinitionDecoder nameDefinition = new NameDefinitionDecoder();
    private final int[] venues = new int[NameTable.MAX_VENUES];
    private int[] symbols = {};
    private int[] accounts = {};
    private long[] listed = {};
    private long venuesSeen;

    IdMap(final Names names, final Listings listings)
    {
        this.names = names;
        this.listings = listings;
        forget();
    }

    /**
     * Another run begins: its ids mean nothing yet.
     */
    void forget()
    {
        Arrays.fill(symbols, UNKNOWN);
        Arrays.fill(accounts, UNKNOWN);
        Arrays.fill(venues, UNKNOWN);
        venues[0] = 0;
    }

    /**
     * The venues here that ticks came from: bit n stands for venue n.
     */
    long venuesSeen()
    {
        return venuesSeen;
    }

    /**
     * Take in what an id means. What can not be a name here is left out, and with it the ticks of that id.
     *
     * @return whether the message was a definition.
     */
    boolean define(final DirectBuffer buffer, final int offset, final int templateId)
    {
        if (templateId == SymbolDefinitionDecoder.TEMPLATE_ID)
        {
            symbolDefinition.wrapAndApplyHeader(buffer, offset, header);
            final long id = symbolDefinition.symbolId();
            if (id < Symbol.MAX_SYMBOLS && unknown(symbols, (int)id))
            {
                symbols = put(symbols, (int)id, symbolOf(symbolDefinition));
            }

            return true;
        }
        if (templateId == NameDefinitionDecoder.TEMPLATE_ID)
        {
            nameDefinition.wrapAndApplyHeader(buffer, offset, header);
            defineName(nameDefinition);

            return true;
        }

        return false;
    }

    /**
     * Make the ids of a tick ours, in place.
     *
     * @return false where one of them was not defined.
     */
    boolean map(final MutableDirectBuffer tick, final int length, final int templateId)
    {
        final int symbolId = tick.getInt(SYMBOL, ByteOrder.LITTLE_ENDIAN);
        final int venueId = tick.getShort(VENUE, ByteOrder.LITTLE_ENDIAN) & UINT16_MASK;
        final boolean isOfSymbol = symbolId != (int)TickHeadDecoder.symbolIdNullValue();
        final int symbol = isOfSymbol ? of(symbols, symbolId) : symbolId;
        final int venue = of(venues, venueId);
        if (isOfSymbol && symbol == UNKNOWN || venue == UNKNOWN || !mapAccount(tick, length, templateId))
        {
            return false;
        }
        tick.putInt(SYMBOL, symbol, ByteOrder.LITTLE_ENDIAN);
        tick.putShort(VENUE, (short)venue, ByteOrder.LITTLE_ENDIAN);
        if (isOfSymbol && venue != 0)
        {
            list(symbol, venue);
        }

        return true;
    }

    private boolean mapAccount(final MutableDirectBuffer tick, final int length, final int templateId)
    {
        final int offset = HEADER + switch (templateId)
        {
            case OrderEncoder.TEMPLATE_ID -> OrderEncoder.accountEncodingOffset();
            case ExecutionEncoder.TEMPLATE_ID -> ExecutionEncoder.accountEncodingOffset();
            case PositionEncoder.TEMPLATE_ID -> PositionEncoder.accountEncodingOffset();
            case AccountEncoder.TEMPLATE_ID -> AccountEncoder.accountEncodingOffset();
            case FeedStatusEncoder.TEMPLATE_ID -> FeedStatusEncoder.lostAccountEncodingOffset();
            default -> NO_ACCOUNT;
        };
        if (offset == HEADER + NO_ACCOUNT)
        {
            return true;
        }
        if (offset + Integer.BYTES > length)
        {
            return false;
        }
        final int account = of(accounts, tick.getInt(offset, ByteOrder.LITTLE_ENDIAN));
        if (account != UNKNOWN)
        {
            tick.putInt(offset, account, ByteOrder.LITTLE_ENDIAN);
        }

        // A status names an account only where something of an account was lost.
        return account != UNKNOWN || templateId == FeedStatusEncoder.TEMPLATE_ID;
    }

    private void list(final int symbol, final int venue)
    {
        final long bit = 1L << venue;
        if (symbol >= listed.length)
        {
            listed = Arrays.copyOf(listed, Math.max(symbol + 1, 2 * listed.length));
        }
        if ((listed[symbol] & bit) == 0)
        {
            listed[symbol] |= bit;
            venuesSeen |= bit;
            listings.list(venue, symbol);
        }
    }

    private int symbolOf(final SymbolDefinitionDecoder definition)
    {
        final int priceExponent = definition.priceExponent();
        final int quantityExponent = definition.quantityExponent();
        final String name = definition.name();
        try
        {
            return names.symbols().define(name, priceExponent, quantityExponent).id();
        }
        catch (final IllegalArgumentException | IllegalStateException ex)
        {
            // It is known with other exponents, which its ticks are rescaled to, or can not be.
            return names.symbols().find(name).map(Symbol::id).orElse(UNKNOWN);
        }
    }

    private void defineName(final NameDefinitionDecoder definition)
    {
        final int id = (int)definition.definedId();
        switch (definition.kind())
        {
            case VENUE ->
            {
                if (id > 0 && id < venues.length && venues[id] == UNKNOWN)
                {
                    venues[id] = add(names.venues(), definition.name());
                }
            }
            case ACCOUNT ->
            {
                if (id >= 0 && id < NameTable.MAX_ACCOUNTS && unknown(accounts, id))
                {
                    accounts = put(accounts, id, add(names.accounts(), definition.name()));
                }
            }
            default ->
            {
                // Ticks name indicators.
            }
        }
    }

    private static int add(final NameTable table, final String name)
    {
        try
        {
            return table.add(name);
        }
        catch (final IllegalArgumentException | IllegalStateException ex)
        {
            return UNKNOWN;
        }
    }

    private static boolean unknown(final int[] ids, final int id)
    {
        return of(ids, id) == UNKNOWN;
    }

    private static int of(final int[] ids, final int id)
    {
        return id >= 0 && id < ids.length ? ids[id] : UNKNOWN;
    }

    private static int[] put(final int[] ids, final int id, final int meaning)
    {
        int[] grown = ids;
        if (id >= ids.length)
        {
            grown = Arrays.copyOf(ids, Math.max(id + 1, 2 * ids.length));
            Arrays.fill(grown, ids.length, grown.length, UNKNOWN);
        }
        grown[id] = meaning;

        return grown;
    }
}
