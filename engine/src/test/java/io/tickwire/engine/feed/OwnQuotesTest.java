package io.tickwire.engine.feed;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Where the best bid and ask come by a stream of their own, and in a ticker, too, those of the stream are told alone:
 * the ticker's are of some time before.
 */
class OwnQuotesTest
{
    static Stream<Arguments> messages()
    {
        return Stream.of(
            Arguments.of(
                "okx",
                "{\"arg\":{\"channel\":\"bbo-tbt\",\"instId\":\"A\"},\"data\":[{\"asks\":[[\"3\",\"1\"]]," +
                    "\"bids\":[[\"2\",\"1\"]],\"ts\":\"2\"}]}",
                "{\"arg\":{\"channel\":\"tickers\",\"instId\":\"A\"},\"data\":[{\"last\":\"2\"," +
                    "\"bidPx\":\"1\",\"bidSz\":\"1\",\"askPx\":\"2\",\"askSz\":\"1\"}]}"),
            Arguments.of(
                "kraken-v1",
                "[1,[\"2\",\"3\",\"1618678142.5\",\"1\",\"1\"],\"spread\",\"A/B\"]",
                "[2,{\"a\":[\"2\",1,\"1\"],\"b\":[\"1\",1,\"1\"],\"c\":[\"1\",\"1\"]},\"ticker\",\"A/B\"]"),
            Arguments.of(
                "deribit",
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"quote.A\"," +
                    "\"data\":{\"timestamp\":1,\"instrument_name\":\"A\"," +
                "\"best_bid_price\":2,\"best_bid_amount\":1,\"best_ask_price\":3,\"best_ask_amount\":1}}}",
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"ticker.A.100ms\"," +
                    "\"data\":{\"timestamp\":2,\"instrument_name\":\"A\"," +
                "\"best_bid_price\":1,\"best_bid_amount\":1,\"best_ask_price\":2,\"best_ask_amount\":1," +
                    "\"last_price\":1}}}"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldTellNoQuotesOfTickersWhereThereIsAStreamOfThem(
        final String venue, final String quote, final String ticker)
    {
        final FeedProbe probe = new FeedProbe(Venue.of(venue));

        probe.text(ticker);
        assertEquals(1, probe.quotes.size());
        probe.text(quote).text(ticker).text(quote);
        assertEquals(3, probe.quotes.size());
        assertEquals(probe.quotes.get(1), probe.quotes.get(2));
        assertEquals(2, probe.tickers.size());

        probe.reconnect().text(ticker);
        assertEquals(4, probe.quotes.size());
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }
}
