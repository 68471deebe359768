package io.tickwire.client;

import io.tickwire.client.view.Advice;
import io.tickwire.client.view.Channel;
import io.tickwire.client.view.Side;

import java.util.List;
import java.util.Map;

/**
 * What {@link SimpleClient} gives: records that may be kept. Numbers that are not known are NaN.
 * Thread: any
 */
public sealed interface Event
{
    /** Last price, best bid and ask. */
    record Price(
        String symbol, String venue, double price, double bid, double ask, double change24h, double volume24h,
        long timestampMs, long seq) implements Event
    {
    }

    /** Best bid and ask. */
    record Bbo(
        String symbol, String venue, double bid, double bidQuantity, double ask, double askQuantity, long timestampMs,
        long seq) implements Event
    {
    }

    /** One trade. */
    record Trade(
        String symbol, String venue, double price, double quantity, Side side, long timestampMs, long seq)
        implements Event
    {
    }

    /** A book as it is after a message, best levels first. */
    record Levels(String symbol, String venue, List<Level> bids, List<Level> asks, long timestampMs, long seq)
        implements Event
    {
    }

    /** A level of a book. */
    record Level(double price, double quantity)
    {
    }

    /** Figures of the last 24 hours. */
    record Stats(
        String symbol, String venue, double open, double high, double low, double change, double volume, double vwap,
        long timestampMs) implements Event
    {
    }

    /** One candle as it stands. */
    record Candle(
        String symbol, String venue, int intervalSeconds, double open, double high, double low, double close,
        double volume, boolean isClosed, long timestampMs) implements Event
    {
    }

    /** What an indicator says. */
    record Signal(
        String symbol, String venue, String indicator, Advice advice, double value, double confidence,
        long timestampMs) implements Event
    {
    }

    /** One forced order. */
    record Liquidation(String symbol, String venue, Side side, double price, double quantity, long timestampMs)
        implements Event
    {
    }

    /** A gap between two venues. */
    record Arbitrage(
        String symbol, String buyVenue, String sellVenue, double buyPrice, double sellPrice, double quantity,
        double spreadBps, long timestampMs) implements Event
    {
    }

    /** The newest prices of many symbols. */
    record Market(Map<String, Double> prices, long timestampMs) implements Event
    {
    }

    /** Of an account: a map of the protocol. */
    record Account(Channel channel, Map<String, Object> message) implements Event
    {
    }

    /** Messages that do not come. */
    record Missed(Gap gap) implements Event
    {
    }

    /** A state that can not be trusted until its next message. */
    record Stale(Channel channel, String symbol, String venue, String reason) implements Event
    {
    }

    /** What went wrong. */
    record Failure(String code, String message) implements Event
    {
    }
}
