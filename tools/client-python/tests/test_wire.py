import random
import unittest
from decimal import Decimal

import msgpack

from tickwire._wire import WireError, decode, encode, unscale


class WireTest(unittest.TestCase):
    def test_should_make_the_same_map_of_a_compact_trade(self):
        header = [77, 41, 40, 90125, 1, 2, 3]
        array = [4, *header, "BTC/USD", "kraken", 67234.5, 0.25, "buy", 8, 9]

        self.assertEqual(
            {"type": "trade_update", "symbol": "BTC/USD", "venue": "kraken", "price": 67234.5, "quantity": 0.25,
             "side": "buy", "trade_id": 8, "timestamp": 9, "seq": 41, "pseq": 40, "g": 90125, "t_ex": 1, "t_in": 2,
             "t_out": 3},
            decode(msgpack.packb(array)))

    def test_should_know_the_envelope_by_its_being_there(self):
        array = [5, 7, 1, 0, 1, 1, 1, 1, "BTC", "a", 1.0, 2.0, 3.0, 4.0, 9, 6, 5.0, 1.0, 2.0, 7.5]

        self.assertEqual(7.5, decode(msgpack.packb(array))["vol"])
        self.assertNotIn("n", decode(msgpack.packb(array[:-5])))

    def test_should_make_levels_of_a_flat_book(self):
        array = [3, 7, 2, 1, 1, 1, 1, 1, "BTC", [10.0, 1.0, 9.0, 2.0], [11.0, 0.0], 5, "a", 123]
        message = decode(msgpack.packb(array))

        self.assertEqual("delta", message["kind"])
        self.assertEqual([{"price": 10.0, "quantity": 1.0}, {"price": 9.0, "quantity": 2.0}], message["bids"])
        self.assertEqual(123, message["checksum"])

    def test_should_tell_the_first_market_message_by_its_pseq(self):
        flat = ["BTC", 1.0, 2.0, 3.0, 4]

        first = decode(msgpack.packb([8, 7, 1, 0, 1, 1, 1, 1, flat, 9]))
        self.assertEqual("initial_data", first["type"])
        self.assertEqual({"price": 1.0, "change_24h": 2.0, "volume_24h": 3.0, "timestamp": 4}, first["data"]["BTC"])
        self.assertEqual("market_update", decode(msgpack.packb([8, 7, 2, 1, 1, 1, 1, 1, flat, 9]))["type"])

    def test_should_have_nothing_before_the_fields_of_private_messages(self):
        self.assertEqual(
            {"type": "account_update", "account": "a", "venue": "v", "asset": "USD", "balance": 5, "available": 4,
             "timestamp": 9},
            decode(msgpack.packb([15, "a", "v", "USD", 5, 4, 9])))

    def test_should_make_exact_decimals_of_mantissas(self):
        message = {"type": "orderbook_update", "symbol": "BTC", "bids": [{"price": 672345, "quantity": 25}],
                   "asks": [], "seq": 1, "timestamp": 672345}
        unscale(message, {"BTC": (-1, -5)}.get)

        self.assertEqual([{"price": Decimal("67234.5"), "quantity": Decimal("0.00025")}], message["bids"])
        self.assertEqual(672345, message["timestamp"])

    def test_should_read_decimals_of_json_exactly(self):
        self.assertEqual(Decimal("0.1"), decode('{"type":"x","a":0.1}', exact=True)["a"])

    def test_should_write_what_it_reads(self):
        message = {"type": "subscribe", "symbols": ["btc", "Ω"], "id": 7}
        for encoding in ("json", "msgpack", "compact"):
            self.assertEqual(message, decode(encode(message, encoding)))

    def test_should_refuse_all_that_is_no_message(self):
        for frame in ("", "{", "[]", "null", "7", "{}", '{"type":1}', "[1,2]", "[99]", b"", b"\xc1", b"\x93\x01",
                      b"\xdf\xff\xff\xff\xff", msgpack.packb([2, 7, 1, 0, 1, 1, 1, 1, "s", [1.0], [], 1, "v"]),
                      msgpack.packb(["x"]), msgpack.packb([None]), "[" * 100_000):
            with self.assertRaises(WireError, msg=repr(frame[:20])):
                decode(frame)

    def test_should_fail_in_one_way_whatever_comes(self):
        random.seed(7)
        whole = [
            msgpack.packb([2, 7, 1, 0, 1, 1, 1, 1, "s", [1.0, 2.0], [3.0, 4.0], 1, "v"]),
            msgpack.packb([8, 7, 1, 0, 1, 1, 1, 1, ["BTC", 1.0, 2.0, 3.0, 4], 9]),
            msgpack.packb({"type": "price_update", "symbol": "s", "seq": 1})]
        for _ in range(20_000):
            data = bytearray(random.choice(whole))
            for _ in range(random.randint(1, 3)):
                data[random.randrange(len(data))] = random.randrange(256)
            try:
                message = decode(bytes(data[:random.randint(0, len(data))]))
                self.assertIsInstance(message["type"], str)
            except WireError:
                pass


if __name__ == "__main__":
    unittest.main()
