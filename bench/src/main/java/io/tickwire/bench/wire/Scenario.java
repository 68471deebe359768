package io.tickwire.bench.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one run measures.
 *
 * @param isFloor      whether it is the floor that serves, and not the server.
 * @param encoding     of the data; the floor's is SBE.
 * @param transport    the floor's is PLAIN.
 * @param clients      subscribers.
 * @param symbols      that there are quotes of, in turn.
 * @param ofEach       symbols that each subscriber has.
 * @param quotesPerSecond in all; each is due at its own time.
 */
public record Scenario(
    boolean isFloor,
    WireEncoding encoding,
    Transport transport,
    int clients,
    int symbols,
    int ofEach,
    int quotesPerSecond)
{
    private static final int MOST_CLIENTS = 10_000;
    private static final int MOST_SYMBOLS = 10_000;
    private static final int MOST_OF_EACH = 100;
    private static final int HIGHEST_RATE = 1_000_000;

    public Scenario
    {
        requireRange("clients", clients, MOST_CLIENTS);
        requireRange("symbols", symbols, MOST_SYMBOLS);
        requireRange("symbols of each client", ofEach, Math.min(symbols, MOST_OF_EACH));
        requireRange("quotes a second", quotesPerSecond, HIGHEST_RATE);
    }

    /**
     * One symbol, which all have.
     */
    static Scenario of(
        final WireEncoding encoding, final Transport transport, final int clients, final int quotesPerSecond)
    {
        return new Scenario(false, encoding, transport, clients, 1, 1, quotesPerSecond);
    }

    /**
     * The same load, served by the floor.
     */
    Scenario floor()
    {
        return new Scenario(true, WireEncoding.SBE, Transport.PLAIN, clients, 1, 1, quotesPerSecond);
    }

    /**
     * How many messages a second are to be delivered.
     */
    double offeredPerSecond()
    {
        return (double)quotesPerSecond * clients * ofEach / symbols;
    }

    String name()
    {
        return (isFloor ? "floor" : encoding.toString().toLowerCase(Locale.ROOT) + "-" +
            transport.toString().toLowerCase(Locale.ROOT)) +
            "-" + clients + "c-" + symbols + "s-" + ofEach + "e-" + quotesPerSecond;
    }

    Map<String, Object> toMap()
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name());
        map.put("server", isFloor ? "floor" : "tickwire");
        map.put("encoding", encoding);
        map.put("transport", transport);
        map.put("symbols", symbols);
        map.put("symbolsOfEach", ofEach);
        map.put("quotesPerSecond", quotesPerSecond);
        map.put("offeredPerSecond", offeredPerSecond());

        return map;
    }

    private static void requireRange(final String name, final int value, final int most)
    {
        if (value < 1 || value > most)
        {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ": " + value);
        }
    }
}
