package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What there is in a recording: which symbols, how many decimals they have, which channels, and what was answered to
 * requests that are not for the state of a book.
 * Thread: market-<venue>
 */
final class Survey
{
    private static final int DEFAULT_DECIMALS = 8;

    private final Map<String, Listed> symbols = new TreeMap<>();
    private final Set<FeedChannel> channels = EnumSet.noneOf(FeedChannel.class);
    private final Map<String, String> answers = new TreeMap<>();

    /**
     * A symbol, and the most decimals that were seen of it.
     * Thread: market-<venue>
     */
    static final class Listed
    {
        private final String name;
        private int priceDecimals = -1;
        private int quantityDecimals = -1;

        Listed(final String name)
        {
            this.name = name;
        }

        String name()
        {
            return name;
        }

        void see(final String price, final String quantity)
        {
            priceDecimals = Math.max(priceDecimals, decimals(price));
            quantityDecimals = Math.max(quantityDecimals, decimals(quantity));
        }

        /** Levels whose price and quantity come first. */
        void see(final JsonNode levels)
        {
            levels.forEach(level -> see(level.path(0).asText(), level.path(1).asText()));
        }

        int priceDecimals()
        {
            return priceDecimals < 0 ? DEFAULT_DECIMALS : priceDecimals;
        }

        int quantityDecimals()
        {
            return quantityDecimals < 0 ? DEFAULT_DECIMALS : quantityDecimals;
        }

        /** The smallest step of prices. */
        String tick()
        {
            return step(priceDecimals());
        }

        /** The smallest step of quantities. */
        String lot()
        {
            return step(quantityDecimals());
        }

        private static int decimals(final String text)
        {
            return text.isEmpty() ? 0 : Math.max(0, new BigDecimal(text).scale());
        }

        private static String step(final int decimals)
        {
            return BigDecimal.ONE.movePointLeft(decimals).toPlainString();
        }
    }

    Listed symbol(final String name)
    {
        return symbols.computeIfAbsent(name, Listed::new);
    }

    /** There is such a symbol, and such a channel of it. */
    Listed see(final String symbol, final FeedChannel channel)
    {
        channels.add(channel);

        return symbol(symbol);
    }

    boolean has(final String symbol)
    {
        return symbols.containsKey(symbol);
    }

    Collection<Listed> symbols()
    {
        return symbols.values();
    }

    Set<FeedChannel> channels()
    {
        return channels;
    }

    /** Keep the answer to a request. */
    void keep(final Recorded answer)
    {
        if (answer.url() != null)
        {
            answers.put(answer.url(), answer.text());
        }
    }

    /**
     * What was answered to the same request: of those of its path, the one that shares most of its parameters.
     *
     * @return null where there was none.
     */
    String answer(final Request request)
    {
        final List<String> urls = new ArrayList<>();
        for (final String url : answers.keySet())
        {
            if (trimmed(URI.create(url).getPath()).equals(trimmed(request.path())))
            {
                urls.add(url);
            }
        }

        return urls.stream()
            .max(Comparator.comparingInt(url -> shared(URI.create(url), request)))
            .filter(url -> shared(URI.create(url), request) >= 0)
            .map(answers::get)
            .orElse(null);
    }

    /** As {@code --feed} takes it: symbols and channels. */
    String feed(final String venue)
    {
        return venue + ":" + String.join(",", symbols.keySet()) + ";channels=" +
            channels.stream().map(channel -> channel.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
    }

    private static int shared(final URI url, final Request request)
    {
        final Map<String, String> recorded = Request.queryOf(url.getRawQuery() == null ? "" : url.getRawQuery());
        int shared = 0;
        for (final Map.Entry<String, String> parameter : request.query().entrySet())
        {
            final String value = recorded.get(parameter.getKey());
            if (value != null && !value.equals(parameter.getValue()))
            {
                return -1;
            }
            shared += value == null ? 0 : 1;
        }

        return shared;
    }

    private static String trimmed(final String path)
    {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
