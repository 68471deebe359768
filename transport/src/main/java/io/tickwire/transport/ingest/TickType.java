package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The kinds of ticks that publishers may send.
 * Thread: any
 */
enum TickType
{
    TRADE(Channel.TRADE, TradeDecoder.TEMPLATE_ID),
    QUOTE(Channel.BBO, QuoteDecoder.TEMPLATE_ID),

    /** Has a second template, {@link BookDeltaDecoder}. */
    BOOK(Channel.BOOK, BookSnapshotDecoder.TEMPLATE_ID),
    TICKER(Channel.STATS, TickerDecoder.TEMPLATE_ID),
    LIQUIDATION(Channel.LIQUIDATION, LiquidationDecoder.TEMPLATE_ID),
    ORDER(Channel.ORDERS, OrderDecoder.TEMPLATE_ID),
    EXECUTION(Channel.EXECUTIONS, ExecutionDecoder.TEMPLATE_ID),
    POSITION(Channel.POSITIONS, PositionDecoder.TEMPLATE_ID),
    BALANCE(Channel.ACCOUNT, AccountDecoder.TEMPLATE_ID);

    /** Template ids of ticks are below this. */
    static final int TEMPLATES = 16;

    private static final Map<String, TickType> BY_NAME = new HashMap<>();
    private static final TickType[] BY_TEMPLATE = new TickType[TEMPLATES];

    static
    {
        for (final TickType type : values())
        {
            BY_NAME.put(type.wireName, type);
            BY_TEMPLATE[type.templateId] = type;
        }
        BY_TEMPLATE[BookDeltaDecoder.TEMPLATE_ID] = BOOK;
    }

    private final Channel channel;
    private final int templateId;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    TickType(final Channel channel, final int templateId)
    {
        this.channel = channel;
        this.templateId = templateId;
    }

    /**
     * The {@code type} of its maps.
     */
    String wireName()
    {
        return wireName;
    }

    /**
     * The channel that a publisher must be entitled to.
     */
    Channel channel()
    {
        return channel;
    }

    /**
     * The type of a name, or null.
     */
    static TickType of(final String name)
    {
        return BY_NAME.get(name);
    }

    /**
     * The type of a template, or null where publishers may not send it.
     */
    static TickType ofTemplate(final int templateId)
    {
        return templateId < TEMPLATES ? BY_TEMPLATE[templateId] : null;
    }
}
