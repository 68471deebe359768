package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.SignalDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    CANDLE(Channel.CANDLE, CandleDecoder.TEMPLATE_ID),
    SIGNAL(Channel.SIGNAL, SignalDecoder.TEMPLATE_ID),
    LIQUIDATION(Channel.LIQUIDATION, LiquidationDecoder.TEMPLATE_ID),
    ORDER(Channel.ORDERS, OrderDecoder.TEMPLATE_ID),
    EXECUTION(Channel.EXECUTIONS, ExecutionDecoder.TEMPLATE_ID),
    POSITION(Channel.POSITIONS, PositionDecoder.TEMPLATE_ID),
    BALANCE(Channel.ACCOUNT, AccountDecoder.TEMPLATE_ID),

    /** Of no channel: whoever has a venue says how it is. */
    STATUS(null, FeedStatusDecoder.TEMPLATE_ID);

    /** Template ids of ticks are below this. */
    static final int TEMPLATES = 16;

    private static final Map<String, TickType> BY_NAME = new TreeMap<>();
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
     * Whether it is of an account.
     */
    boolean isPrivate()
    {
        return channel != null && channel.isPrivate();
    }

    /**
     * The message in SBE; of a book, the whole one.
     */
    int templateId()
    {
        return templateId;
    }

    /**
     * The channel that a publisher must be entitled to; null: none.
     */
    Channel channel()
    {
        return channel;
    }

    /**
     * All of them, by their names.
     */
    static Map<String, TickType> byName()
    {
        return BY_NAME;
    }

    /**
     * All names, as errors list them.
     */
    static String wireNames()
    {
        return Arrays.stream(values()).map(TickType::wireName).collect(Collectors.joining(", "));
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
