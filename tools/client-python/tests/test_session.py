import json
import unittest

from support import WELCOME, book, price, subscribed, trade
from tickwire import TickwireError
from tickwire._session import Session, Settings
from tickwire._subscriptions import Request


def request(channel, symbols=None, venues=None, **settings):
    return Request.of(channel, symbols, venues, settings)


class SessionTest(unittest.TestCase):
    def setUp(self):
        self.now = 1_000
        self.session = Session(Settings(jitter=lambda: 1.0))

    def open(self):
        self.session.opened(self.now)
        self.receive(WELCOME)

    def receive(self, *messages):
        news = []
        for message in messages:
            news += self.session.received(json.dumps(message), self.now)
        return news

    def sent(self):
        return [json.loads(frame) for frame in self.session.outgoing(self.now)]

    def pass_time(self, ms):
        self.now += ms
        return self.session.tick(self.now)

    def told(self, news):
        return [item.event for item in news if item.event not in ("subscribed", "welcome", "open")]

    def test_should_share_what_is_the_same_and_end_it_with_the_last(self):
        self.open()
        first = self.session.subscribe(request("trades", ["btc"]))
        second = self.session.subscribe(request("trade", "btc"))
        asked = self.sent()
        self.assertEqual([("subscribe", "trade", ["btc"])], [(m["type"], m["channel"], m["symbols"]) for m in asked])

        self.receive(subscribed("trade", [(1, "BTC/USD", "alpha", 0)], asked[0]))
        news = self.receive(trade("BTC/USD", 1))
        self.assertEqual([first, second], news[0].handles)
        first.unsubscribe()
        first.unsubscribe()
        self.assertEqual([], self.sent())
        self.assertEqual([second], self.receive(trade("BTC/USD", 2))[0].handles)
        second.unsubscribe()
        self.assertEqual([("unsubscribe", ["btc"])], [(m["type"], m["symbols"]) for m in self.sent()])

    def test_should_ask_only_for_what_another_has_not_asked_for(self):
        self.open()
        first = self.session.subscribe(request("trade", ["btc"]))
        second = self.session.subscribe(request("trade", ["btc", "eth"]))
        self.assertEqual([["btc"], ["eth"]], [m["symbols"] for m in self.sent()])
        first.unsubscribe()
        self.assertEqual([], self.sent())
        second.unsubscribe()
        self.assertEqual([["btc", "eth"]], [m["symbols"] for m in self.sent()])

    def test_should_know_whose_the_streams_of_a_common_request_are(self):
        handles = [self.session.subscribe(request("trade", text)) for text in ("btc", "ETH/USDT", "xdg", "s*")]
        self.open()
        asked, = self.sent()
        names = ("BTCUSDT", "ETHUSDT", "DOGEUSDT", "SOLUSDT")
        self.receive(subscribed("trade", [(i, name, "alpha", 0) for i, name in enumerate(names)], asked))
        for handle, name in zip(handles, names):
            self.assertEqual([handle], self.receive(trade(name, 1))[0].handles, name)

    def test_should_refuse_a_second_kind_of_book(self):
        self.session.subscribe(request("book", ["btc"], depth=10))
        with self.assertRaisesRegex(TickwireError, "one way"):
            self.session.subscribe(request("book", ["BTC"], depth=20))
        self.session.subscribe(request("book", ["eth"], depth=20))

    def test_should_tell_apart_candles_of_two_sizes(self):
        one = self.session.subscribe(request("candle", "btc", interval="1m"))
        five = self.session.subscribe(request("candle", "btc", interval=300))
        self.open()
        candle = {**price("btc", 1, 1), "type": "candle_update"}
        self.assertEqual([one], self.receive({**candle, "interval": "1m"})[0].handles)
        self.assertEqual([five], self.receive({**candle, "interval": "5m"})[0].handles)

    def test_should_follow_the_chain_of_a_book(self):
        self.session.subscribe(request("book", "btc", mode="delta"))
        self.open()
        asked = self.sent()
        self.receive(subscribed("book", [(1, "btc", "alpha", 4)], asked[0]))
        late = book("btc", 5, "delta", [(1, 1)], [], pseq=4)
        self.assertEqual([], self.told(self.receive(late)))
        self.assertEqual([], self.sent(), "its first state is on its way")
        self.pass_time(1_000)
        self.receive(late)
        self.assertEqual(["resync"], [m["type"] for m in self.sent()])
        self.receive(book("btc", 5, "snapshot", [(10, 1)], [(11, 1)]))
        self.receive(book("btc", 6, "delta", [(10, 0), (9, 2)], [], pseq=5))
        self.receive(book("btc", 6, "delta", [(8, 1)], [], pseq=5))
        known = self.session.streams.books["btc", "alpha"]
        self.assertEqual([(9, 2)], known.bids())
        self.assertEqual(1, self.session.counts.duplicates)

        self.assertEqual([], self.told(self.receive(book("btc", 9, "delta", [(7, 1)], [], pseq=8))))
        self.assertEqual("recovering", known.status)
        self.assertEqual([], known.bids())
        self.assertEqual([], self.sent(), "one resync a second")
        self.pass_time(1_000)
        self.assertEqual(["resync"], [m["type"] for m in self.sent()])
        self.assertEqual(2, self.session.counts.resyncs)
        self.receive(book("btc", 9, "snapshot", [(7, 1)], []))
        self.assertEqual(("live", [(7, 1)]), (known.status, known.bids()))
        self.pass_time(60_000)
        self.assertNotIn("resync", [m["type"] for m in self.sent()])

    def test_should_resync_a_book_that_its_checksum_denies(self):
        self.session.subscribe(request("book", "btc", checksum=True))
        self.open()
        self.receive(subscribed("book", [(1, "btc", "alpha", 4)], self.sent()[0]))
        news = self.receive(book("btc", 5, "snapshot", [(10.1, 1)], [], checksum=1))

        self.assertEqual(["error"], self.told(news))
        self.assertEqual(["resync"], [m["type"] for m in self.sent()])
        self.assertEqual(1, self.session.counts.checksums)

    def test_should_count_and_tell_what_an_event_stream_lacks(self):
        self.open()
        self.receive(trade("btc", 1))
        news = self.receive(trade("btc", 4), trade("btc", 4), trade("btc", 2))

        self.assertEqual(["gap", "trade"], self.told(news))
        self.assertEqual((2, 3, "unannounced"), tuple(news[0].message[k] for k in ("from", "to", "reason")))
        counts = self.session.counts
        self.assertEqual((2, 2, 5), (counts.missed, counts.duplicates, counts.messages))

    def test_should_not_miss_what_was_announced(self):
        self.open()
        self.receive(trade("btc", 1))
        gap = {"type": "gap", "channel": "trade", "symbol": "btc", "venue": "alpha", "from": 2, "to": 5,
               "reason": "back_pressure"}

        self.assertEqual(["gap", "trade"], self.told(self.receive(gap, trade("btc", 6))))
        self.assertEqual((4, 1), (self.session.counts.missed, self.session.counts.gaps))
        self.assertEqual([], self.receive(gap))

    def test_should_go_on_where_it_was(self):
        self.session.subscribe(request("trade", "btc"))
        self.open()
        self.receive(subscribed("trade", [(1, "BTC/USD", "alpha", 3)], self.sent()[0]), trade("BTC/USD", 4))
        self.session.closed(1006, "", self.now)
        self.session.opened(self.now)
        asked = self.sent()
        self.assertEqual({"epoch": 7, "seq": 4}, asked[0]["since"])
        self.assertEqual((["BTC/USD"], ["alpha"]), (asked[0]["symbols"], asked[0]["venues"]))
        news = self.receive(
            WELCOME, subscribed("trade", [(9, "BTC/USD", "alpha", 6)], asked[0], recovered=True, replayed=2),
            trade("BTC/USD", 5), trade("BTC/USD", 6),
            {"type": "caught_up", "channel": "trade", "sid": 9, "from": 5, "to": 6, "count": 2}, trade("BTC/USD", 7))
        self.assertEqual(["trade", "trade", "caught_up", "trade"], self.told(news))
        self.assertEqual((0, 0), (self.session.counts.missed, self.session.counts.gaps))

    def test_should_tell_what_can_not_be_had_any_more(self):
        self.session.subscribe(request("trade", "btc"))
        self.open()
        self.receive(subscribed("trade", [(1, "btc", "alpha", 3)], self.sent()[0]))
        self.session.closed(1006, "", self.now)
        self.session.opened(self.now)
        news = self.receive({**WELCOME, "epoch": 8})
        self.assertEqual(["gap"], self.told(news))
        self.assertEqual("unrecoverable", news[-1].message["reason"])
        self.assertEqual(["trade"], self.told(self.receive(trade("btc", 1))))

    def test_should_ask_anew_in_few_messages(self):
        for i in range(1_500):
            self.session.subscribe(request("price", f"s{i}"))
        self.open()
        self.assertEqual([1_024, 476], [len(m["symbols"]) for m in self.sent()])

    def test_should_send_no_faster_than_it_may(self):
        self.open()
        for i in range(60):
            self.session.subscribe(request("price", f"s{i}", interval=10 + i))
        count, seconds = len(self.sent()), 0
        self.assertLessEqual(count, 20)
        while count < 60:
            self.pass_time(1_000)
            seconds += 1
            now = len(self.sent())
            self.assertLessEqual(now, 10)
            count += now
        self.assertLess(seconds, 10)

    def test_should_keep_to_the_limits_of_this_server(self):
        self.session.opened(self.now)
        self.receive({**WELCOME, "limits": {"messages_per_second": 2, "messages_burst": 5}})
        for i in range(10):
            self.session.subscribe(request("price", f"s{i}", interval=10 + i))
        self.assertEqual(4, len(self.sent()))
        self.pass_time(1_250)
        self.assertEqual(2, len(self.sent()))

    def test_should_ask_again_where_it_was_too_fast(self):
        self.session.subscribe(request("price", "btc"))
        self.open()
        asked, = self.sent()
        self.receive({"type": "error", "code": "rate_limited", "message": "", "id": asked["id"],
                      "retry_after_ms": 500})
        self.assertEqual([], self.sent())
        self.pass_time(500)
        self.assertEqual([asked], self.sent())

    def test_should_ping_in_silence_and_give_up(self):
        self.open()
        self.assertTrue(self.pass_time(14_999))
        self.assertEqual([], self.sent())
        self.pass_time(1)
        ping = self.sent()[0]
        self.now += 8
        self.receive({"type": "pong", "timestamp": 1, "id": ping["id"]})
        self.assertEqual(4, self.session.latency_ms())
        self.assertTrue(self.pass_time(44_999))
        self.assertFalse(self.pass_time(1))

    def test_should_wait_longer_each_time_and_at_most_30_s(self):
        waits = []
        for _ in range(12):
            self.session.closed(1006, "", self.now)
            waits.append(self.session.dial_ms - self.now)
            self.now = self.session.dial_ms
        self.assertEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000, 30_000], waits)

    def test_should_come_again_or_not_as_the_code_says(self):
        for code, comes in ((None, True), (1000, False), (1001, True), (1002, False), (1006, True), (1011, True),
                            (1012, True), (4000, True), (4008, True), (4029, True), (4500, False), (4501, False),
                            (4504, False), (4999, False)):
            session = Session(Settings())
            session.opened(0)
            news = session.closed(code, "", 0)
            self.assertEqual(comes, session.dial_ms is not None, code)
            self.assertEqual(not comes and code != 1000, "error" in [item.event for item in news], code)

    def test_should_come_again_after_a_bad_token_where_there_can_be_another(self):
        session = Session(Settings(can_renew=True))
        session.opened(0)
        session.closed(4501, "", 0)
        self.assertIsNotNone(session.dial_ms)

    def test_should_wait_as_long_as_a_server_that_goes_asks(self):
        self.open()
        self.receive({"type": "shutdown", "retry_after_ms": 2_000, "reason": "update"})
        self.session.closed(1001, "", self.now)
        self.assertEqual(2_100, self.session.dial_ms - self.now)

    def test_should_count_what_can_not_be_read_and_go_on(self):
        self.open()
        for frame in ("{", b"\xc1", '{"type":"price_update","seq":1}', '{"type":"subscribed","sid":7}',
                      '{"type":"orderbook_update","seq":1,"symbol":"s","venue":"v"}',
                      '{"type":"price_update","symbol":[],"seq":"x"}', '{"type":"gap","to":{}}',
                      '{"type":"error","id":[]}'):
            self.session.received(frame, self.now)
        self.assertEqual(["market"], self.told(self.receive(price("btc", 5, 1))))
        self.assertGreaterEqual(self.session.counts.errors, 6)


if __name__ == "__main__":
    unittest.main()
