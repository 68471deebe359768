package io.tickwire.engine.schema;

/**
 * A kind of message that clients subscribe to. The code is the message's number in the compact encoding, stands in
 * each stream's id, and never changes its meaning.
 * Thread: any
 */
public enum Channel
{
    /** Last price, best bid and ask, and the day's figures of a symbol at a venue. */
    PRICE(1, "price", StreamKind.STATE, false),

    /** A symbol's book at a venue, whole each time; each depth is a variant. */
    BOOK(2, "book", StreamKind.STATE, false),

    /** The same as what changed since the message before. */
    BOOK_DELTA(3, "book", StreamKind.STATE, false),

    /** Public trades. */
    TRADE(4, "trade", StreamKind.EVENT, false),

    /** Best bid and ask. */
    BBO(5, "bbo", StreamKind.STATE, false),

    /** What indicators and models advise. */
    SIGNAL(6, "signal", StreamKind.EVENT, false),

    /** Candles; each interval is a variant. */
    CANDLE(7, "candle", StreamKind.STATE, false),

    /** The newest figures of many symbols in one message; a stream of a pipeline's symbols. */
    MARKET(8, "market", StreamKind.STATE, false),

    /** The figures of the last 24 hours. */
    STATS(9, "stats", StreamKind.STATE, false),

    /** Forced orders. */
    LIQUIDATION(10, "liquidation", StreamKind.EVENT, false),

    /** Gaps between venues that pay, as they open, change and close; a stream of a symbol at all venues. */
    ARBITRAGE(11, "arbitrage", StreamKind.EVENT, false),

    /** An account's orders. */
    ORDERS(12, "orders", StreamKind.EVENT, true),

    /** An account's fills. */
    EXECUTIONS(13, "executions", StreamKind.EVENT, true),

    /** An account's positions. */
    POSITIONS(14, "positions", StreamKind.EVENT, true),

    /** An account's balances. */
    ACCOUNT(15, "account", StreamKind.EVENT, true);

    /** Codes are below this. */
    public static final int CODE_LIMIT = 16;

    private static final Channel[] BY_CODE = byCode();

    private final int code;
    private final String wireName;
    private final StreamKind kind;
    private final boolean isPrivate;

    Channel(final int code, final String wireName, final StreamKind kind, final boolean isPrivate)
    {
        this.code = code;
        this.wireName = wireName;
        this.kind = kind;
        this.isPrivate = isPrivate;
    }

    public int code()
    {
        return code;
    }

    public String wireName()
    {
        return wireName;
    }

    public StreamKind kind()
    {
        return kind;
    }

    /**
     * Whether the channel's streams belong to an account, and not to a symbol at a venue.
     */
    public boolean isPrivate()
    {
        return isPrivate;
    }

    /**
     * The channel of a code.
     *
     * @throws IllegalArgumentException where no channel has it.
     */
    public static Channel ofCode(final int code)
    {
        final Channel channel = code >= 0 && code < CODE_LIMIT ? BY_CODE[code] : null;
        if (channel == null)
        {
            throw new IllegalArgumentException("no channel has this code: code=" + code);
        }

        return channel;
    }

    private static Channel[] byCode()
    {
        final Channel[] byCode = new Channel[CODE_LIMIT];
        for (final Channel channel : values())
        {
            byCode[channel.code] = channel;
        }

        return byCode;
    }
}
