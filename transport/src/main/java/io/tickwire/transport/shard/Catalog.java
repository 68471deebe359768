package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Intervals;
import io.tickwire.transport.protocol.Wish;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * What there is to subscribe to, and what a client's wish means.
 * Thread: any
 */
public final class Catalog
{
    private static final String ALL = "*";
    private static final int DEFAULT_DEPTH = 20;
    private static final int DEFAULT_CANDLE_SECONDS = 60;

    private final Names names;
    private final Listings listings;
    private final List<Integer> candleSeconds;
    private final int pipelines;

    /**
     * @param candleSeconds the intervals of candles.
     * @param pipelines     how many there are: each has a stream of its part of the market.
     */
    public Catalog(
        final Names names, final Listings listings, final List<Integer> candleSeconds, final int pipelines)
    {
        this.names = names;
        this.listings = listings;
        this.candleSeconds = List.copyOf(candleSeconds);
        this.pipelines = pipelines;
    }

    /**
     * Which of a channel's streams of a symbol a wish means.
     */
    int variantOf(final Channel channel, final Wish wish, final Object id) throws BadCommandException
    {
        if (channel == Channel.CANDLE)
        {
            return candleVariant(wish.interval(), id);
        }
        if (channel == Channel.BOOK || channel == Channel.BOOK_DELTA)
        {
            return BookDepth.variantFor(wish.depth() == 0 ? DEFAULT_DEPTH : wish.depth(), wish.wantsChecksum());
        }

        return 0;
    }

    /**
     * The variant of a candle's size.
     *
     * @param interval as written; null: a minute, or the shortest there is.
     */
    public int candleVariant(final String interval, final Object id) throws BadCommandException
    {
        if (interval == null)
        {
            return Math.max(0, candleSeconds.indexOf(DEFAULT_CANDLE_SECONDS));
        }

        final int variant = candleSeconds.indexOf(Intervals.candleSeconds(interval, id));
        if (variant < 0)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT,
                "no candles of this size: interval=" + interval + ", there are those of " + candleSeconds + " s",
                id);
        }

        return variant;
    }

    /**
     * The class that a wish is granted in a channel.
     */
    Conflation conflationOf(final Channel channel, final Wish wish, final Object id) throws BadCommandException
    {
        final String mode = wish.mode() == null ? "" : wish.mode();
        final boolean hasInterval = wish.interval() != null && channel != Channel.CANDLE;
        final boolean isOfBook = "snapshot".equals(mode) || "delta".equals(mode);
        if (isOfBook && channel != Channel.BOOK && channel != Channel.BOOK_DELTA)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT, "only books have this mode: mode=" + mode, id);
        }
        if ("interval".equals(mode) && !hasInterval)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT, "mode=interval needs an interval in ms", id);
        }

        final Conflation conflation = switch (mode)
        {
            case "raw" -> Conflation.RAW;
            case "latest" -> Conflation.LATEST;
            default -> hasInterval ?
                Conflation.forIntervalMs(Intervals.conflationMs(wish.interval(), id)) : defaultOf(channel);
        };
        if (channel.isPrivate() && conflation != Conflation.RAW)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT, "a private channel is never conflated: its only mode is raw", id);
        }

        return conflation;
    }

    /**
     * Visit the streams that a name or pattern stands for, to who is entitled to them.
     *
     * @param venues       names; empty: all.
     * @param entitlements what these leave out is as if it did not exist.
     * @return false where nothing is known by that name.
     */
    boolean streamsOf(
        final Channel channel,
        final int variant,
        final String pattern,
        final List<String> venues,
        final Entitlements entitlements,
        final IntConsumer visitor)
    {
        if (channel == Channel.MARKET)
        {
            for (int i = 0; ALL.equals(pattern) && i < pipelines; i++)
            {
                visitor.accept(StreamId.of(channel, 0, i));
            }

            return ALL.equals(pattern);
        }
        if (channel.isPrivate())
        {
            return accountsOf(channel, pattern, entitlements, visitor);
        }

        final List<Symbol> symbols = names.symbols().matching(pattern);
        final long wanted = venueBits(venues);
        boolean isKnown = ALL.equals(pattern);
        for (final Symbol symbol : symbols)
        {
            if (!entitlements.hasSymbol(symbol.name()))
            {
                continue;
            }
            isKnown = true;
            final long there = listings.venuesOf(symbol.id()) & wanted;
            if (channel == Channel.ARBITRAGE)
            {
                visitor.accept(StreamId.of(channel, 0, symbol.id()));
            }
            else
            {
                visitVenues(channel, symbol.id(), variant, there, visitor);
            }
        }

        return isKnown;
    }

    /**
     * The same of one symbol: a pattern is no name.
     */
    boolean streamsOfSymbol(
        final Channel channel,
        final int variant,
        final String name,
        final List<String> venues,
        final Entitlements entitlements,
        final IntConsumer visitor)
    {
        final int symbolId = names.symbols().idOf(name);
        if (symbolId == Symbols.ABSENT || !entitlements.hasSymbol(names.symbols().get(symbolId).name()))
        {
            return false;
        }
        visitVenues(channel, symbolId, variant, listings.venuesOf(symbolId) & venueBits(venues), visitor);

        return true;
    }

    /**
     * What the server calls a symbol that is known.
     */
    String symbolName(final String name)
    {
        return names.symbols().get(names.symbols().idOf(name)).name();
    }

    String venueName(final int venueId)
    {
        return names.venues().nameOf(venueId);
    }

    int candleSeconds(final int variant)
    {
        return candleSeconds.get(variant);
    }

    /**
     * Whether two names mean the same symbol.
     */
    boolean isSame(final Channel channel, final String name, final String other)
    {
        final int id = channel.isPrivate() ? names.accounts().idOf(name) : names.symbols().idOf(name);

        return id >= 0 &&
            id == (channel.isPrivate() ? names.accounts().idOf(other) : names.symbols().idOf(other));
    }

    /**
     * Refuse venues that are not known.
     */
    void requireVenues(final List<String> venues, final Object id) throws BadCommandException
    {
        for (final String venue : venues)
        {
            if (names.venues().idOf(venue) == NameTable.ABSENT)
            {
                throw new BadCommandException(ErrorCode.INVALID_ARGUMENT, "no such venue: venue=" + venue, id);
            }
        }
    }

    private long venueBits(final List<String> venues)
    {
        long bits = venues.isEmpty() ? -1 : 0;
        for (final String venue : venues)
        {
            bits |= 1L << names.venues().idOf(venue);
        }

        return bits;
    }

    private static void visitVenues(
        final Channel channel,
        final int symbolId,
        final int variant,
        final long venues,
        final IntConsumer visitor)
    {
        for (long left = venues; left != 0; left &= left - 1)
        {
            visitor.accept(StreamId.of(channel, Long.numberOfTrailingZeros(left), symbolId, variant));
        }
    }

    private boolean accountsOf(
        final Channel channel, final String pattern, final Entitlements entitlements, final IntConsumer visitor)
    {
        if (isOfMany(pattern))
        {
            for (int i = 0; i < names.accounts().size(); i++)
            {
                final String name = names.accounts().nameOf(i);
                if (name.regionMatches(true, 0, pattern, 0, pattern.length() - 1) && entitlements.hasAccount(name))
                {
                    visitor.accept(StreamId.ofAccount(channel, i));
                }
            }

            return true;
        }

        final int accountId = names.accounts().idOf(pattern);
        final boolean isKnown =
            accountId != NameTable.ABSENT && entitlements.hasAccount(names.accounts().nameOf(accountId));
        if (isKnown)
        {
            visitor.accept(StreamId.ofAccount(channel, accountId));
        }

        return isKnown;
    }

    /** What begins so; accounts come to be later, so that there may be none as yet. */
    private static boolean isOfMany(final String pattern)
    {
        return pattern.endsWith(ALL);
    }

    /**
     * Refuse accounts that somebody may not have, whether they exist or not. Upper and lower case are the same account,
     * but not the same secret: it is had by who is entitled to it as it was first spelled.
     */
    void requireAccounts(final List<String> patterns, final Entitlements entitlements, final Object id)
        throws BadCommandException
    {
        for (final String pattern : patterns)
        {
            final int accountId = names.accounts().idOf(pattern);
            final boolean isHad =
                accountId != NameTable.ABSENT && entitlements.hasAccount(names.accounts().nameOf(accountId));
            if (!isOfMany(pattern) && !isHad && !entitlements.hasAccount(pattern))
            {
                throw new BadCommandException(ErrorCode.FORBIDDEN, "this client may not have this account", id);
            }
        }
    }

    /**
     * Another number whenever a channel's patterns may mean more.
     */
    long version(final Channel channel)
    {
        return channel.isPrivate() ? names.accounts().size() : listings.version();
    }

    /**
     * Another number whenever any channel's patterns may mean more: both parts only grow.
     */
    long version()
    {
        return listings.version() + names.accounts().size();
    }

    private static Conflation defaultOf(final Channel channel)
    {
        return switch (channel)
        {
            case PRICE, BBO, BOOK, BOOK_DELTA, STATS, CANDLE -> Conflation.LATEST;
            case MARKET -> Conflation.MS_5000;
            case TRADE, SIGNAL, LIQUIDATION, ARBITRAGE, ORDERS, EXECUTIONS, POSITIONS, ACCOUNT -> Conflation.RAW;
        };
    }
}
