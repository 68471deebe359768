package io.tickwire.transport.feed.sim;

import io.tickwire.engine.schema.Decimals;

import java.util.List;

/**
 * A symbol as the simulation begins: quoted in USDT, its tick one mantissa.
 * <p>
 * The first symbols are known ones at prices that they once had, the others are made up. Ticks are some
 * 1/4,000 to 1/1,000,000 of a price, and a smallest quantity is worth about 0.1 to 1 USDT, as at real venues.
 *
 * @param base             the asset that is traded.
 * @param firstPrice       mantissa.
 * @param priceExponent    of its prices.
 * @param quantityExponent of its quantities.
 * Thread: any
 */
public record SimulatedSymbol(String base, int firstPrice, int priceExponent, int quantityExponent)
{
    /** What all symbols are quoted in. */
    public static final String QUOTE_ASSET = "USDT";

    private static final int MIN_FIRST_PRICE = 5_000;
    private static final int FIRST_PRICES = 45_000;
    private static final int FIVE_DIGITS = 10_000;
    private static final int MAX_PRICE_EXPONENT = -2;
    private static final int PRICE_EXPONENTS = 4;

    private static final List<SimulatedSymbol> KNOWN = List.of(
        new SimulatedSymbol("BTC", 672_345, -1, -5),
        new SimulatedSymbol("ETH", 341_250, -2, -4),
        new SimulatedSymbol("SOL", 15_830, -2, -3),
        new SimulatedSymbol("XRP", 5_234, -4, 0),
        new SimulatedSymbol("BNB", 58_760, -2, -3),
        new SimulatedSymbol("DOGE", 12_345, -5, 0),
        new SimulatedSymbol("ADA", 4_512, -4, 0),
        new SimulatedSymbol("AVAX", 27_340, -3, -2),
        new SimulatedSymbol("DOT", 6_215, -3, -1),
        new SimulatedSymbol("LINK", 14_512, -3, -2),
        new SimulatedSymbol("TRX", 13_050, -5, 0),
        new SimulatedSymbol("LTC", 7_241, -2, -2),
        new SimulatedSymbol("BCH", 38_620, -2, -3),
        new SimulatedSymbol("ATOM", 6_530, -3, -1),
        new SimulatedSymbol("UNI", 7_945, -3, -1),
        new SimulatedSymbol("NEAR", 4_872, -3, -1),
        new SimulatedSymbol("APT", 6_621, -3, -1),
        new SimulatedSymbol("ARB", 7_213, -4, 0),
        new SimulatedSymbol("OP", 16_540, -4, -1),
        new SimulatedSymbol("FIL", 4_310, -3, -1),
        new SimulatedSymbol("SHIB", 17_250, -9, 4),
        new SimulatedSymbol("PEPE", 10_480, -9, 4),
        new SimulatedSymbol("SUI", 9_120, -4, 0),
        new SimulatedSymbol("INJ", 21_870, -3, -2),
        new SimulatedSymbol("AAVE", 9_430, -2, -2),
        new SimulatedSymbol("ETC", 22_410, -3, -2),
        new SimulatedSymbol("XLM", 9_812, -5, 0),
        new SimulatedSymbol("ICP", 8_745, -3, -1),
        new SimulatedSymbol("HBAR", 7_310, -5, 0),
        new SimulatedSymbol("VET", 24_610, -6, 1),
        new SimulatedSymbol("ALGO", 13_920, -5, 0),
        new SimulatedSymbol("TON", 6_930, -3, -1));

    /**
     * The symbol at a place of the market's list: the same for the same seed.
     */
    public static SimulatedSymbol at(final int index, final long seed)
    {
        return index < KNOWN.size() ? KNOWN.get(index) : madeUp(index, seed);
    }

    /**
     * The canonical name.
     */
    public String name()
    {
        return base + QUOTE_ASSET;
    }

    /**
     * How many of the smallest quantity are worth an amount of USDT, at the first price.
     */
    public int quantityWorth(final int amount)
    {
        return (int)(amount * Decimals.power(-(priceExponent + quantityExponent)) / firstPrice);
    }

    private static SimulatedSymbol madeUp(final int index, final long seed)
    {
        final Draws draws = new Draws(seed ^ (long)index << Integer.SIZE);
        final int firstPrice = MIN_FIRST_PRICE + draws.below(FIRST_PRICES);
        final int priceExponent = MAX_PRICE_EXPONENT - draws.below(PRICE_EXPONENTS);
        final int magnitude = priceExponent + (firstPrice < FIVE_DIGITS ? 3 : 4);

        return new SimulatedSymbol("SYM%04d".formatted(index), firstPrice, priceExponent, -magnitude - 1);
    }
}
