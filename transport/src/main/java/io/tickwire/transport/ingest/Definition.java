package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.MessageCursor;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@code define}: names that a publisher wants ids for, and the exponents of symbols. The ids are what ticks in SBE
 * have; who sends maps needs none, but for symbols that are not known yet.
 *
 * @param id       of the message; null: none.
 * @param symbols  with their exponents.
 * @param venues   names.
 * @param accounts names.
 * Thread: io-<n>
 */
record Definition(Object id, List<SymbolName> symbols, List<String> venues, List<String> accounts)
{
    private static final int MAX_NAMES = 1_024;
    private static final int MAX_NAME = 64;
    private static final int UNKNOWN = Integer.MIN_VALUE;

    /**
     * A symbol's name and exponents.
     * Thread: any
     */
    record SymbolName(String name, int priceExponent, int quantityExponent)
    {
    }

    /**
     * Read the map that the cursor has just entered.
     */
    static Definition read(final MessageCursor cursor) throws BadCommandException
    {
        Object id = null;
        final List<SymbolName> symbols = new ArrayList<>();
        final List<String> venues = new ArrayList<>();
        final List<String> accounts = new ArrayList<>();
        final int depth = cursor.depth();
        while (cursor.next() != Token.MAP_END)
        {
            final String name = cursor.text();
            cursor.next();
            switch (name)
            {
                case "id" -> id = cursor.token() == Token.INTEGER ? (Object)cursor.integer() :
                    cursor.token() == Token.TEXT ? name(cursor, "id") : null;
                case "symbols" -> readSymbols(cursor, symbols);
                case "venues" -> readNames(cursor, name, venues);
                case "accounts" -> readNames(cursor, name, accounts);
                default ->
                {
                    // As everywhere, what is not known is passed over.
                }
            }
            cursor.leave(depth);
        }

        return new Definition(id, symbols, venues, accounts);
    }

    /**
     * Define what may be.
     *
     * @return the {@code defined} for it.
     * @throws BadCommandException where a name may not be had; those before it are defined.
     */
    Reply apply(final Grants grants) throws BadCommandException
    {
        final List<Map<String, Object>> symbolIds = new ArrayList<>();
        for (final SymbolName wanted : symbols)
        {
            final Symbol symbol = defined(wanted, grants);
            symbolIds.add(Map.of(
                "symbol", symbol.name(),
                "symbol_id", symbol.id(),
                "px_exp", symbol.priceExponent(),
                "qty_exp", symbol.quantityExponent()));
        }
        final List<Map<String, Object>> venueIds = new ArrayList<>();
        for (final String venue : venues)
        {
            final int venueId = grants.venueIdOf(venue);
            require(venueId != NameTable.ABSENT, Grants.VENUE_FAULT + ": venue=" + venue);
            venueIds.add(Map.of("venue", venue, "venue_id", venueId));
        }
        final List<Map<String, Object>> accountIds = new ArrayList<>();
        for (final String account : accounts)
        {
            final int accountId = grants.accountIdOf(account);
            require(accountId != NameTable.ABSENT, Grants.ACCOUNT_FAULT + ": account=" + account);
            accountIds.add(Map.of("account", account, "account_id", accountId));
        }

        return Reply.of("defined")
            .with("symbols", symbolIds)
            .with("venues", venueIds)
            .with("accounts", accountIds)
            .withId(id);
    }

    private Symbol defined(final SymbolName wanted, final Grants grants) throws BadCommandException
    {
        try
        {
            final Symbol symbol = grants.define(wanted.name, wanted.priceExponent, wanted.quantityExponent);
            require(symbol != null, Grants.SYMBOL_FAULT + ": symbol=" + wanted.name);

            return symbol;
        }
        catch (final IllegalArgumentException | IllegalStateException ex)
        {
            throw new BadCommandException(ErrorCode.INVALID_ARGUMENT, ex.getMessage(), id);
        }
    }

    private void require(final boolean isGood, final String message) throws BadCommandException
    {
        if (!isGood)
        {
            throw new BadCommandException(ErrorCode.FORBIDDEN, message, id);
        }
    }

    private static void readSymbols(final MessageCursor cursor, final List<SymbolName> symbols)
        throws BadCommandException
    {
        requireList(cursor, "symbols");
        while (cursor.next() != Token.LIST_END)
        {
            if (cursor.token() != Token.MAP || symbols.size() == MAX_NAMES)
            {
                throw bad("symbols must be up to " + MAX_NAMES + " maps of symbol, px_exp and qty_exp");
            }
            String name = null;
            int priceExponent = UNKNOWN;
            int quantityExponent = UNKNOWN;
            final int depth = cursor.depth();
            while (cursor.next() != Token.MAP_END)
            {
                final String field = cursor.text();
                cursor.next();
                switch (field)
                {
                    case "symbol" -> name = name(cursor, "symbol");
                    case "px_exp" -> priceExponent = exponent(cursor, field);
                    case "qty_exp" -> quantityExponent = exponent(cursor, field);
                    default ->
                    {
                        // Passed over, too.
                    }
                }
                cursor.leave(depth);
            }
            if (name == null || priceExponent == UNKNOWN || quantityExponent == UNKNOWN)
            {
                throw bad("symbols must have symbol, px_exp and qty_exp each");
            }
            symbols.add(new SymbolName(name, priceExponent, quantityExponent));
        }
    }

    private static void readNames(final MessageCursor cursor, final String field, final List<String> names)
        throws BadCommandException
    {
        requireList(cursor, field);
        while (cursor.next() != Token.LIST_END)
        {
            names.add(name(cursor, field));
            if (names.size() > MAX_NAMES)
            {
                throw bad(field + " must be at most " + MAX_NAMES);
            }
        }
    }

    private static void requireList(final MessageCursor cursor, final String field) throws BadCommandException
    {
        if (cursor.token() != Token.LIST)
        {
            throw bad(field + " must be a list");
        }
    }

    private static String name(final MessageCursor cursor, final String field) throws BadCommandException
    {
        if (cursor.token() != Token.TEXT || cursor.text().isBlank() || cursor.text().length() > MAX_NAME)
        {
            throw bad(field + " must be a text of 1 to " + MAX_NAME + " characters");
        }

        return cursor.text();
    }

    private static int exponent(final MessageCursor cursor, final String field) throws BadCommandException
    {
        if (cursor.token() != Token.INTEGER || cursor.integer() < Decimals.MIN_EXPONENT ||
            cursor.integer() > Decimals.MAX_EXPONENT)
        {
            throw bad(field + " must be a whole number from " + Decimals.MIN_EXPONENT + " to " + Decimals.MAX_EXPONENT);
        }

        return (int)cursor.integer();
    }

    private static BadCommandException bad(final String message)
    {
        return new BadCommandException(ErrorCode.INVALID_ARGUMENT, message, null);
    }
}
