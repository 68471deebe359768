package io.tickwire.engine.feed.bitfinex;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What {@code GET /v2/conf/pub:list:pair:exchange,pub:list:pair:futures,pub:map:currency:sym} answers: lists of pairs,
 * {@code ["BTCUSD","AAVE:USD"]}, and pairs of a currency's name there and its name elsewhere, {@code ["UST","USDt"]}.
 * <p>
 * The venue has no ticks: a price has five digits, wherever its point is, and an amount eight decimals. With ten
 * decimals a price is held exactly from 10^-6 to 9 x 10^8.
 * Thread: feed-<venue>
 */
final class BitfinexPairs implements InstrumentReader
{
    private static final int PRICE_EXPONENT = -10;
    private static final int QUANTITY_EXPONENT = -8;
    private static final int CURRENCY_LENGTH = 3;
    private static final String DERIVATIVE = "F0";

    private final JsonReader reader = new JsonReader();

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        final List<String> pairs = new ArrayList<>();
        final Map<String, String> currencies = new HashMap<>();
        reader.wrap(body, offset, length).beginArray();
        while (reader.nextElement())
        {
            readList(pairs, currencies);
        }
        reader.end();
        for (final String pair : pairs)
        {
            listings.accept(
                new Listing("t" + pair, canonicalName(pair, currencies), PRICE_EXPONENT, QUANTITY_EXPONENT));
        }
    }

    private void readList(final List<String> pairs, final Map<String, String> currencies)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            if (reader.peek() == '[')
            {
                reader.beginArray();
                reader.requireElement();
                final String name = reader.readString();
                reader.requireElement();
                currencies.put(name, reader.readString());
                reader.skipElements();
            }
            else
            {
                pairs.add(reader.readString());
            }
        }
    }

    private static String canonicalName(final String pair, final Map<String, String> currencies)
    {
        final int colon = pair.indexOf(':');
        final int middle = colon >= 0 ? colon : Math.min(CURRENCY_LENGTH, pair.length());
        final String base = pair.substring(0, middle);
        final String quote = pair.substring(colon >= 0 ? colon + 1 : middle);
        final String name = currency(base, currencies) + currency(quote, currencies);

        return base.endsWith(DERIVATIVE) ? name + "-PERP" : name;
    }

    private static String currency(final String name, final Map<String, String> currencies)
    {
        final String plain =
            name.endsWith(DERIVATIVE) ? name.substring(0, name.length() - DERIVATIVE.length()) : name;

        return currencies.getOrDefault(name, currencies.getOrDefault(plain, plain)).toUpperCase(Locale.ROOT);
    }
}
