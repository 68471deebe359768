package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import io.tickwire.engine.feed.Venue;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class BinanceDecoderTest
{
    private static final String TRADE = """
        {"e":"trade","E":1672515782136,"s":"BNBBTC","t":12345,"p":"0.00100000","q":"100.5","T":1672515782135,"m":true,
         "M":true}""";
    private static final String MINI_TICKER = """
        {"e":"24hrMiniTicker","E":1672515782136,"s":"%s","c":"0.0025","o":"0.0010","h":"0.0026","l":"0.0009",
         "v":"10000","q":"18"}""";

    private final FeedProbe spot = new FeedProbe(new BinanceSpot());
    private final FeedProbe futures = new FeedProbe(new BinanceUsdm());

    @Test
    void shouldTellTheSideOfTheAggressor()
    {
        spot.text(TRADE).text(TRADE.replace("\"m\":true", "\"m\":false"));

        assertEquals(
            List.of(
                "BNBBTC 0.001 100.5 SELL id=12345 t=1672515782135000000",
                "BNBBTC 0.001 100.5 BUY id=12345 t=1672515782135000000"),
            spot.trades);
        assertEquals(2, spot.messages("trade"));
    }

    @Test
    void shouldReadFieldsInAnyOrder()
    {
        spot.text("""
            { "data" : { "M":true, "m":false, "q":"1", "T":1672515782135, "x":{"y":[1,{}]}, "p":"\\u0031e1", "t":7,
              "s":"BNBBTC", "E":1672515782136, "\\u0065":"trade" }, "other":[1], "stream":"bnbbtc@trade" }""");

        assertEquals(List.of("BNBBTC 10 1 BUY id=7 t=1672515782135000000"), spot.trades);
    }

    @Test
    void shouldReadMicroseconds()
    {
        spot.text(TRADE.replace("1672515782135", "1672515782135987"));

        assertEquals(List.of("BNBBTC 0.001 100.5 SELL id=12345 t=1672515782135987000"), spot.trades);
    }

    @Test
    void shouldReadAggregatedTrades()
    {
        spot.text("""
            {"e":"aggTrade","E":1672515782136,"s":"BNBBTC","a":55,"p":"0.001","q":"100","f":100,"l":105,
             "T":1672515782135,"m":false,"M":true}""");

        assertEquals(List.of("BNBBTC 0.001 100 BUY id=55 t=1672515782135000000"), spot.trades);
    }

    @Test
    void shouldTellTradesOfTheMarketOnly()
    {
        final String trade = """
            {"e":"trade","E":2,"T":1,"s":"BTCUSDT","t":%d,"p":"61800.3","q":"0.006","X":"%s","m":false}""";
        futures.text(trade.formatted(1, "MARKET"))
            .text(trade.formatted(2, "INSURANCE_FUND")).text(trade.formatted(3, "ADL")).text(trade.formatted(4, "NA"));

        assertEquals(List.of("BTCUSDT 61800.3 0.006 BUY id=1 t=1000000"), futures.trades);
        assertEquals(4, futures.messages("trade"));
    }

    @Test
    void shouldReadQuotesWithAndWithoutAType()
    {
        spot.text("""
            {"u":400900217,"s":"BNBUSDT","b":"25.35190000","B":"31.21000000","a":"25.36520000","A":"40.66000000"}""");
        futures.text("""
            {"u":7,"e":"bookTicker","s":"BTCUSD_PERP","ps":"BTCUSD","b":"61804.7","B":"35","a":"61804.8","A":"1645",
             "T":1723161257465,"E":1723161257476}""");

        assertEquals(List.of("BNBUSDT 25.3519 x 31.21 / 25.3652 x 40.66 seq=400900217 t=?"), spot.quotes);
        assertEquals(
            List.of("BTCUSD_PERP 61804.7 x 35 / 61804.8 x 1645 seq=7 t=1723161257465000000"), futures.quotes);
        assertEquals(1, spot.messages("bookTicker"));
    }

    @Test
    void shouldReadCandles()
    {
        final String candle = """
            {"e":"kline","E":1672515782136,"s":"BNBBTC","k":{"t":%d,"T":%d,"s":"BNBBTC","i":"x","f":100,"L":200,
             "o":"0.0010","c":"0.0020","h":"0.0025","l":"0.0015","v":"1000","n":100,"x":%s,"q":"1.5000","V":"500",
             "Q":"0.500","B":"123456"}}""";
        spot.text(candle.formatted(1672515780000L, 1672515839999L, "false"))
            .text(candle.formatted(1675209600000L, 1677628799999L, "true"));
        final FeedProbe coinm = new FeedProbe(new BinanceCoinm());
        coinm.text(candle.formatted(1672515780000000L, 1672515780999999L, "true"));

        assertEquals(
            List.of(
                "BNBBTC 60s open=1672515780000000000 o=0.001 h=0.0025 l=0.0015 c=0.002 v=1000 q=1.5 trades=100 " +
                    "closed=NO",
                "BNBBTC 2419200s open=1675209600000000000 o=0.001 h=0.0025 l=0.0015 c=0.002 v=1000 q=1.5 trades=100 " +
                    "closed=YES"),
            spot.candles);
        assertEquals(
            List.of("BNBBTC 1s open=1672515780000000000 o=0.001 h=0.0025 l=0.0015 c=0.002 v=1000 q=? trades=100 " +
                "closed=YES"),
            coinm.candles);
    }

    @Test
    void shouldReadFiguresOfADay()
    {
        spot.text("""
            {"stream":"ethbtc@ticker","data":{"e":"24hrTicker","E":1516135684559,"s":"ETHBTC","p":"-0.00271700",
             "P":"-2.875","w":"0.09158373","x":"0.09448900","c":"0.09177200","Q":"0.06","b":"0.091553","B":"1.753",
             "a":"0.09177200","A":"1.83900000","o":"0.09448900","h":"0.09575800","l":"0.08100000",
             "v":"287542.79200000","q":"26334.24227973","O":1516049284557,"C":1516135684557,"F":21702040,
             "L":22120714,"n":418675}}""");

        assertEquals(
            List.of("ETHBTC last=0.091772 open=0.094489 high=0.095758 low=0.081 vwap=0.09158373 volume=287542.792 " +
                "change=-2.875 trades=418675 mark=? quoteVolume=26334.24227973 t=1516135684559000000"),
            spot.tickers);
        assertEquals(List.of(), spot.quotes);
    }

    @Test
    void shouldReadListsOfEventsWholeOrNotAtAll()
    {
        spot.text("[" + MINI_TICKER.formatted("BNBBTC") + "," + MINI_TICKER.formatted("ETHBTC") + "]")
            .text("{\"stream\":\"!miniTicker@arr\",\"data\":[" + MINI_TICKER.formatted("LTCBTC") + "]}")
            .text("[" + MINI_TICKER.formatted("BNBBTC") + "," + MINI_TICKER.formatted("ETHBTC\",\"c\":\"1") + "]")
            .text("[]");

        assertEquals(3, spot.tickers.size());
        assertEquals(
            "LTCBTC last=0.0025 open=0.001 high=0.0026 low=0.0009 vwap=? volume=10000 change=? trades=? mark=? " +
                "quoteVolume=18 t=1672515782136000000",
            spot.tickers.get(2));
        assertEquals(3, spot.messages("24hrMiniTicker"));
        assertEquals(1, spot.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldReadMarkPrices()
    {
        futures.text("""
            [{"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"11794.15000000","i":"11784.62659091",
              "P":"11784.25641265","r":"0.00038167","T":1562306400000}]""");

        assertEquals(
            List.of("BTCUSDT last=? open=? high=? low=? vwap=? volume=? change=? trades=? mark=11794.15 " +
                "quoteVolume=? t=1562305380000000000"),
            futures.tickers);
    }

    @Test
    void shouldReadLiquidations()
    {
        final String order = """
            {"e":"forceOrder","E":1568014460893,"o":{"s":"BTCUSDT","S":"SELL","o":"LIMIT","f":"IOC","q":"0.014",
             "p":"9910","ap":"%s","X":"FILLED","l":"0.014","z":"%s","T":1568014460893}}""";
        futures.text(order.formatted("9908.5", "0.012")).text(order.formatted("0", "0"))
            .text(order.formatted("1", "1").replace("SELL", "sell"));

        assertEquals(
            List.of(
                "BTCUSDT 9908.5 0.012 SELL t=1568014460893000000", "BTCUSDT 9910 0.014 SELL t=1568014460893000000"),
            futures.liquidations);
        assertEquals(1, futures.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldTellAnswersAndErrors()
    {
        spot.text("{\"result\":null,\"id\":1}").text("{\"result\":[\"btcusdt@aggTrade\"],\"id\":3}")
            .text("{\"code\":2,\"msg\":\"Invalid request: too many parameters\"}")
            .text("{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":5}");

        assertEquals(2, spot.messages("control"));
        assertEquals(2, spot.messages("error"));
        assertEquals(0, spot.count(FeedCounter.UNKNOWN_MESSAGES));
    }

    @Test
    void shouldHandOnThatTheServerEnds()
    {
        spot.text("{\"e\":\"serverShutdown\",\"E\":1770123456789}")
            .text("{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}");

        assertEquals(2, spot.controls.size());
        assertEquals(List.of(), spot.requests);
        assertEquals(2, spot.messages("serverShutdown"));
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow()
    {
        spot.text("{\"e\":\"avgPrice\",\"E\":1693907033000,\"s\":\"BTCUSDT\",\"i\":\"5m\",\"w\":\"25776.8\",\"T\":1}")
            .text("{\"e\":\"compositeIndex\",\"s\":\"DEFIUSDT\",\"p\":\"554.4\",\"c\":[{\"b\":\"BAL\"}]}")
            .text("{\"c\":[{\"b\":\"BAL\"}],\"e\":\"compositeIndex\"}")
            .text("{\"stream\":\"x\",\"data\":null}").text("{}");

        assertEquals(5, spot.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, spot.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldPublishNothingOfWhatItCanNotRead()
    {
        spot.text(TRADE.substring(0, TRADE.length() - 1)).text(TRADE + "x").text(TRADE.replace("\"p\"", "\"q\""))
            .text(TRADE.replace("\"p\"", "\"r\"")).text(TRADE.replace("true", "1")).text(TRADE.replace("12345", "1.5"))
            .text(TRADE.replace("1672515782135", "-1")).text(TRADE.replace("\"0.00100000\"", "\"\""))
            .text("").text("null").text("{\"e\":1}");

        assertEquals(List.of(), spot.trades);
        assertEquals(11, spot.count(FeedCounter.MALFORMED));
        spot.text(TRADE);
        assertEquals(1, spot.trades.size());
    }

    @Test
    void shouldBeFoundByTheNamesOfItsMarkets()
    {
        assertSame(BinanceSpot.class, Venue.of("binance_spot").getClass());
        assertSame(BinanceUsdm.class, Venue.of("binance_futures").getClass());
        assertSame(BinanceCoinm.class, Venue.of("binance-coinm").getClass());
        assertSame(BinanceSbe.class, Venue.of("binance-sbe").getClass());
    }
}
