"""The client before a real server, which the build starts; its address is in TICKWIRE_URL."""

import asyncio
import os
import re
import subprocess
import sys
import threading
import unittest
from decimal import Decimal
from pathlib import Path

from support import URL, Cutter, host_and_port, until
from tickwire import TickwireError, WebSocketClient, get_streamlit_client, streamlit_realtime

HOME = Path(__file__).resolve().parent.parent


@unittest.skipUnless(URL, "TICKWIRE_URL names no server")
class ServerTest(unittest.IsolatedAsyncioTestCase):
    def client(self, **options):
        host, port = host_and_port()
        client = WebSocketClient(host, options.pop("port", port), **options)
        self.addAsyncCleanup(client.disconnect)
        return client

    async def test_should_run_what_was_written_for_source_4(self):
        host, port = host_and_port()
        client = WebSocketClient(host=host, port=port, auto_reconnect=True)
        seen = []
        client.callbacks.append(seen.append)
        await client.connect()
        receiving = asyncio.ensure_future(client.receive_messages())
        await until(lambda: client.get_latest_price("BTCUSDT"))
        self.assertIsInstance(client.get_latest_price("BTCUSDT"), float)
        self.assertIsNone(client.get_latest_price("NOSUCH"))
        data = client.get_latest_data()
        self.assertLessEqual({"price", "change_24h", "volume_24h", "timestamp"}, set(data["ETHUSDT"]))
        self.assertEqual("initial_data", seen[0]["type"])
        self.assertTrue(client.is_connected and client.is_connected())
        await client.disconnect()
        await asyncio.wait_for(receiving, 10)
        self.assertFalse(client.is_connected)

    async def test_should_run_in_the_background(self):
        client = self.client()
        client.start_background()
        await until(lambda: client.get_latest_data())
        self.assertLessEqual({"BTCUSDT"}, set(await asyncio.to_thread(client.call, "symbols") and ["BTCUSDT"]))
        self.assertEqual("initial_data", client.message_queue.get(timeout=10)["type"])
        self.assertTrue(await asyncio.to_thread(client.stop))
        self.assertFalse(client.is_connected)
        self.assertNotIn("tickwire-client", [thread.name for thread in threading.enumerate()])

    async def test_should_have_the_same_in_all_encodings(self):
        for encoding in ("json", "msgpack", "compact"):
            for exact in (False, True):
                with self.subTest(encoding=encoding, exact=exact):
                    await self.check_encoding(encoding, exact)

    async def check_encoding(self, encoding, exact):
        client = self.client(encoding=encoding, exact=exact)
        seen = {}
        for event in ("market", "trade", "signal", "arbitrage", "error"):
            client.on(event, lambda message: seen.setdefault(message["type"], message))
        client.subscribe("book", "btc", depth=10, mode="delta", checksum=True)
        client.subscribe("candles", "btc", interval="1m")
        for channel in ("price", "bbo", "trade", "stats"):
            client.subscribe(channel, ["btc", "eth"])
        client.subscribe("market")
        await client.connect()
        await until(
            lambda: {"price_update", "bbo_update", "trade_update", "stats_update", "orderbook_update", "initial_data",
                     "candle_update"} <= set(seen) and client.get_metrics()["messageCount"] > 300,
            lambda: f"{encoding}: {sorted(seen)} {client.get_metrics()}")
        await until(lambda: client.get_health()["status"] == "healthy", client.get_health)
        await until(lambda: client.book("BTCUSDT", "alpha") and len(client.book("BTCUSDT", "alpha").bids()) == 10)
        metrics = client.get_metrics()
        self.assertEqual((0, 0, 0, 0), tuple(metrics[k] for k in ("errorCount", "missed", "resyncs", "checksums")))
        book = client.book("BTCUSDT", "alpha")
        self.assertEqual(10, len(book.bids()))
        (bid, _), (ask, _) = book.top()
        self.assertLess(bid, ask)
        if exact:
            self.assertIn(type(bid), (Decimal, int))
        self.assertEqual({"symbol", "price", "venue", "quantity", "side", "trade_id", "timestamp", "type", "seq", "pseq",
                          "g", "t_ex", "t_in", "t_out"}, set(seen["trade_update"]))
        await client.disconnect()

    async def test_should_miss_nothing_when_its_connection_is_cut(self):
        async with Cutter() as cutter:
            client = self.client(port=cutter.port, reconnect_delay=0.01)
            trades, gaps, caught_up = [], [], []
            client.subscribe("trade", ["btc", "eth"], lambda m: trades.append((m["symbol"], m["venue"], m["seq"])))
            client.on("gap", gaps.append)
            client.on("caught_up", caught_up.append)
            await client.connect()
            for _ in range(3):
                before = len(trades)
                await until(lambda: len(trades) > before + 20)
                opened = client.get_metrics()["reconnects"]
                cutter.cut()
                await until(lambda: client.get_metrics()["reconnects"] > opened)
            await until(lambda: len(caught_up) >= 6, lambda: f"{caught_up} {client.last_error}")
            before = len(trades)
            await until(lambda: len(trades) > before + 20)
            await client.disconnect()
            self.assertEqual([], gaps)
            self.assertEqual((0, 0), (client.get_metrics()["missed"], client.get_metrics()["errorCount"]))
            for stream in {trade[:2] for trade in trades}:
                seqs = [trade[2] for trade in trades if trade[:2] == stream]
                self.assertEqual(list(range(seqs[0], seqs[0] + len(seqs))), seqs, stream)

    async def test_should_share_a_connection_among_parts_of_a_program(self):
        client = self.client()
        first, second, other = [], [], []
        one = client.subscribe("trade", "btc", first.append)
        client.subscribe("trade", "btc", second.append)
        client.subscribe("trade", ["eth"], other.append)
        await client.connect()
        await until(lambda: len(second) > 10 and other)
        self.assertEqual(2, len((await client.request("subscriptions"))))
        one.unsubscribe()
        count, before = len(first), len(second)
        await until(lambda: len(second) > before + 10)
        self.assertEqual(count, len(first))
        self.assertEqual({"BTCUSDT"}, {message["symbol"] for message in second})

    async def test_should_publish_and_be_told(self):
        client = self.client()
        got = []
        client.subscribe("broadcast.desk", callback=got.append)
        await client.connect()
        await until(lambda: client.get_health()["components"]["subscriptions"]["status"] == "healthy")
        await client.publish("broadcast.desk", {"x": 1})
        await until(lambda: got)
        self.assertEqual({"x": 1}, got[0]["data"])
        with self.assertRaises(TickwireError):
            await client.publish("price", 1)
        with self.assertRaisesRegex(TickwireError, "invalid"):
            await client.request("nonsense")

    async def test_should_tell_errors_of_what_there_is_not(self):
        client = self.client()
        errors = []
        client.on("error", errors.append)
        client.subscribe("trade", ["nosuch", "btc"])
        await client.connect()
        await until(lambda: errors and client.get_metrics()["messageCount"])
        self.assertEqual("invalid_symbol", errors[0]["code"])

    async def test_should_update_what_it_has(self):
        client = self.client()
        handle = client.subscribe("book", "btc", depth=5)
        sizes = []
        client.on("market", lambda message: sizes.append(len(message["bids"])))
        await client.connect()
        await until(lambda: sizes)
        handle.update(depth=20)
        await until(lambda: sizes[-1] == 20, lambda: f"{sizes[-3:]} {client.last_error}")
        handle.unsubscribe()
        with self.assertRaises(ValueError):
            handle.update(depth=5)

    async def test_should_be_told_of_accounts(self):
        for encoding in ("json", "compact"):
            client = self.client(encoding=encoding)
            seen = {"order": [], "position": [], "account": []}
            for event, messages in seen.items():
                client.on(event, messages.append)
            mine = []
            for channel in ("orders", "executions", "positions", "account"):
                client.subscribe(channel, "demo-1", mine.append)
            await client.connect()
            await until(lambda: all(seen.values()), lambda: f"{ {k: len(v) for k, v in seen.items()} }")
            self.assertEqual({"demo-1"}, {message["account"] for messages in seen.values() for message in messages})
            self.assertEqual(sum(map(len, seen.values())), len(mine))
            await client.disconnect()

    async def test_should_measure_its_latency(self):
        client = self.client(ping_interval=0.02, encoding="json")
        client.subscribe("heartbeat")
        await client.connect()
        await until(lambda: client.get_metrics()["latency"] is not None)
        self.assertLess(client.get_metrics()["latency"], 5_000)

    async def test_should_have_points_for_a_chart(self):
        host, port = host_and_port()
        adapter = get_streamlit_client({}, host=host, port=port)
        try:
            await until(adapter.is_connected)
            points = await asyncio.to_thread(streamlit_realtime.chart_points, adapter, "BTCUSDT", "1m", 50)
            self.assertTrue(points)
            self.assertTrue(all(price > 0 for _, price in points))
        finally:
            await asyncio.to_thread(adapter.stop)


@unittest.skipUnless(URL, "TICKWIRE_URL names no server")
class ExamplesTest(unittest.TestCase):
    def run_python(self, *arguments, seconds=30):
        host, port = host_and_port()
        environment = {**os.environ, "PYTHONPATH": str(HOME), "TICKWIRE_HOST": host, "TICKWIRE_PORT": str(port)}
        done = subprocess.run(
            [sys.executable, "-W", "error", *arguments], capture_output=True, text=True, timeout=seconds,
            env=environment, check=False)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return done.stdout

    def test_should_run_each_example(self):
        examples = sorted((HOME / "examples").glob("*.py"))
        self.assertTrue(examples)
        for example in examples:
            with self.subTest(example=example.name):
                self.assertRegex(self.run_python(str(example)), r"\d")

    def test_should_run_the_readme(self):
        text = (HOME / "README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"<!-- run -->\n```python\n(.*?)```", text, re.S)
        self.assertTrue(blocks)
        for block in blocks:
            with self.subTest(block=block.splitlines()[0]):
                self.run_python("-c", block.replace(
                    "WebSocketClient(", "WebSocketClient(host=__import__('os').environ['TICKWIRE_HOST'], "
                    "port=int(__import__('os').environ['TICKWIRE_PORT']), "))


if __name__ == "__main__":
    unittest.main()
