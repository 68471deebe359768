package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.Crc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bitfinex: all messages of a connection are numbered, each changes one level, and checksums come by themselves.
 */
final class BitfinexScript extends VenueScript
{
    private static final int TRADES = 500;
    private static final int TICKERS = 600;

    private final Map<String, Integer> channels = new HashMap<>();
    private int nextChannel;
    private long sequence;

    BitfinexScript(final long seed)
    {
        super("bitfinex", seed);
        book("tBTCUSD", 30, false, 1, 8);
        book("tXRPBTC", 12, false, 8, 6);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault != Fault.FLIPPED;
    }

    @Override
    public void requested(final String symbol)
    {
        send("{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":%d}".formatted(channels.get(symbol)));
        subscribe(symbol);
    }

    /** A heartbeat comes before anybody knows of what. */
    @Override
    protected void begin()
    {
        sequence = 0;
        nextChannel = 7;
        send("{\"event\":\"info\",\"version\":2,\"serverId\":\"x\",\"platform\":{\"status\":1}}");
        send("{\"event\":\"conf\",\"status\":\"OK\",\"flags\":65536}");
        send("[%d,\"hb\",%d]".formatted(nextChannel, ++sequence));
        send(subscribed("trades", TRADES, "tBTCUSD"));
        send("[%d,[[1,%d,-0.5,1e-7]],%d]".formatted(TRADES, timeMs, ++sequence));
        send(subscribed("ticker", TICKERS, "tBTCUSD"));
        books.keySet().forEach(this::subscribe);
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        final int channel = channels.get(symbol);
        switch (random.nextInt(8))
        {
            case 0 -> send("[%d,\"hb\",%d]".formatted(channel, ++sequence));
            case 1 -> trade();
            case 2 -> send("[%d,[9.5,1.7015,9.75,22.25,-6,-0.19,9.5,32.25,10,9],%d]".formatted(TICKERS, ++sequence));
            case 3 -> send(
                "[%d,\"cs\",%d,%d]".formatted(channel, checksum(books.get(symbol)), ++sequence));
            default -> change(symbol, channel);
        }
    }

    private void trade()
    {
        for (final String word : List.of("te", "tu"))
        {
            send("[%d,\"%s\",[%d,%d,%s,9.5],%d]".formatted(
                TRADES, word, nextTradeId, timeMs, random.nextBoolean() ? "-0.25" : "3", ++sequence));
        }
        nextTradeId++;
    }

    private void subscribe(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        final int channel = nextChannel++;
        channels.put(symbol, channel);
        send(subscribed("book", channel, symbol));
        final String bids = levels(symbol, true, (price, amount) -> level(book, true, price, amount));
        final String asks = levels(symbol, false, (price, amount) -> level(book, false, price, amount));
        send(symbol, "[%d,%s,%d]".formatted(channel, bids.replaceAll("]$", ",") + asks.substring(1), ++sequence));
    }

    /** One level a message. */
    private void change(final String symbol, final int channel)
    {
        final ModelBook book = books.get(symbol);
        final ModelBook.Levels levels = book.levels();
        for (final ModelBook.Change change : book.change())
        {
            final Map<BigDecimal, BigDecimal> side = change.isBid() ? levels.bids() : levels.asks();
            final BigDecimal price = new BigDecimal(book.shortPrice(change.price()));
            if (change.quantity() == 0)
            {
                side.remove(price);
            }
            else
            {
                side.put(price, new BigDecimal(book.shortQuantity(change.quantity())));
            }
            send(symbol, "[%d,%s,%d]".formatted(
                channel, level(book, change.isBid(), change.price(), change.quantity()), ++sequence),
                new ModelBook.Levels(new TreeMap<>(levels.bids()), new TreeMap<>(levels.asks())));
        }
    }

    private static String subscribed(final String channel, final int id, final String symbol)
    {
        return ("{\"event\":\"subscribed\",\"channel\":\"%s\",\"chanId\":%d,\"symbol\":\"%s\",\"prec\":\"P0\"," +
            "\"freq\":\"F0\",\"len\":\"25\"}").formatted(channel, id, symbol);
    }

    private static String level(final ModelBook book, final boolean isBid, final long price, final long amount)
    {
        final String size = amount == 0 ? "1" : book.shortQuantity(amount);

        return "[%s,%d,%s]".formatted(book.shortPrice(price), amount == 0 ? 0 : 1, isBid ? size : "-" + size);
    }

    private static int checksum(final ModelBook book)
    {
        final List<String> parts = new ArrayList<>();
        final List<Map.Entry<Long, Long>> bids = List.copyOf(book.bids().entrySet());
        final List<Map.Entry<Long, Long>> asks = List.copyOf(book.asks().entrySet());
        for (int i = 0; i < 25; i++)
        {
            if (i < bids.size())
            {
                parts.add(book.shortPrice(bids.get(i).getKey()) + ":" + number(book, bids.get(i).getValue()));
            }
            if (i < asks.size())
            {
                parts.add(book.shortPrice(asks.get(i).getKey()) + ":-" + number(book, asks.get(i).getValue()));
            }
        }

        return (int)Crc.of(String.join(":", parts));
    }

    /** As JavaScript writes it: below 10^-6 with an exponent. */
    private static String number(final ModelBook book, final long amount)
    {
        final String plain = book.shortQuantity(amount);
        final BigDecimal value = new BigDecimal(plain);
        if (value.compareTo(new BigDecimal("0.000001")) >= 0)
        {
            return plain;
        }
        final String digits = value.unscaledValue().toString();
        final int exponent = value.scale() - digits.length() + 1;

        return digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e-" + exponent;
    }
}
