package io.tickwire.transport.feed;

import java.util.List;
import java.util.Locale;

import static io.tickwire.transport.bounds.Bounds.requireRange;

/**
 * What the simulated feed simulates.
 *
 * @param seed           of all that is random: the same seed makes the same market.
 * @param venues         names, 1 to 16; in any case, none twice.
 * @param symbols        how many.
 * @param ticksPerSecond in all; 0: as many as the ring takes.
 * @param accounts       demo accounts that trade, {@code demo-1} and so on; 0: none.
 * Thread: any
 */
public record SimulatedMarket(long seed, List<String> venues, int symbols, int ticksPerSecond, int accounts)
{
    private static final int MAX_VENUES = 16;
    private static final int MAX_SYMBOLS = 100_000;
    private static final int MAX_RATE = 50_000_000;
    private static final int MAX_ACCOUNTS = 1_000;

    public SimulatedMarket
    {
        venues = List.copyOf(venues);
        if (venues.isEmpty() || venues.size() > MAX_VENUES || venues.stream().anyMatch(String::isBlank) ||
            venues.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count() != venues.size())
        {
            throw new IllegalArgumentException(
                "venues must be 1 to " + MAX_VENUES + " names, none blank or twice: venues=" + venues);
        }
        requireRange("symbols", symbols, 1, MAX_SYMBOLS);
        requireRange("ticksPerSecond", ticksPerSecond, 0, MAX_RATE);
        requireRange("accounts", accounts, 0, MAX_ACCOUNTS);
    }

    /**
     * What is simulated where nothing is set: ten symbols at three venues, a thousand ticks a second.
     */
    public static SimulatedMarket defaults()
    {
        return new SimulatedMarket(1, List.of("alpha", "beta", "gamma"), 10, 1_000, 2);
    }
}
