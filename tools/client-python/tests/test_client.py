"""The client before a server that misbehaves: real sockets, and no other library at the other end."""

import asyncio
import gc
import logging
import shutil
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from support import WELCOME, ScriptedServer, frame, price, subscribed, trade, until
from tickwire import TickwireError, WebSocketClient
from tickwire._hub import Tap


async def greet(peer):
    await peer.send(WELCOME)
    while await peer.receive() is not None:
        pass


class ClientTest(unittest.IsolatedAsyncioTestCase):
    def client(self, server, **options):
        options = {"encoding": "json", "reconnect_delay": 0.01, **options}
        client = WebSocketClient("127.0.0.1", server.port, **options)
        self.addAsyncCleanup(client.disconnect)
        return client

    def setUp(self):
        self.threads = set(threading.enumerate())

    async def asyncTearDown(self):
        await asyncio.sleep(0)

    def tearDown(self):
        gc.collect()
        left = [t for t in set(threading.enumerate()) - self.threads if t.name.startswith("tickwire")]
        self.assertEqual([], left)

    async def test_should_say_why_it_could_not_connect(self):
        async with ScriptedServer(greet) as server:
            port = server.port
        client = WebSocketClient("127.0.0.1", port, auto_reconnect=False)
        self.assertFalse(await client.connect())
        self.assertIn(str(port), client.last_error)
        await client.receive_messages()
        self.assertFalse(client.is_connected)
        self.assertFalse(client.is_connected())

    async def test_should_come_again_after_whatever_ended_the_connection(self):
        async def vanish(peer):
            peer.abort()

        async def half_a_frame(peer):
            peer.raw(frame(1, b'{"type":"price_update"}')[:9])
            await peer.writer.drain()
            peer.abort()

        async def going(peer):
            await peer.send(WELCOME, {"type": "shutdown", "retry_after_ms": 1, "reason": "update"})
            await peer.close(1001)

        async def draining(peer):
            await peer.close(4012)

        async with ScriptedServer(vanish, half_a_frame, going, draining, greet) as server:
            client = self.client(server)
            opened = []
            client.on("open", opened.append)
            await client.connect()
            await until(lambda: client.get_metrics()["reconnects"] == 4 and client.is_connected)
            self.assertEqual(5, len(opened))

    async def test_should_stay_away_where_it_is_told_to(self):
        async def forbid(peer):
            await peer.close(4503, "not for you")

        async with ScriptedServer(forbid) as server:
            client = self.client(server)
            errors = []
            client.on("error", errors.append)
            await client.connect()
            await asyncio.wait_for(client.receive_messages(), 10)
            self.assertEqual([("4503", True)], [(error["code"], error["fatal"]) for error in errors])
            self.assertEqual(1, server.connections)
            self.assertEqual("down", client.get_health()["status"])

    async def test_should_tell_refused_handshakes_apart(self):
        async with ScriptedServer(greet, statuses=[503, 429, 404]) as server:
            client = self.client(server)
            self.assertFalse(await client.connect())
            await until(lambda: client.is_connected)
        for status in (400, 401, 403):
            async with ScriptedServer(greet, statuses=[status]) as server:
                client = self.client(server)
                await client.connect()
                await asyncio.wait_for(client.receive_messages(), 10)
                self.assertEqual(1, server.connections, status)

    async def test_should_show_a_new_token_each_time(self):
        shown = []

        async def script(peer):
            shown.append(peer.headers["authorization"])
            await peer.send(WELCOME, {"type": "expiring", "expires_at": 1})
            shown.append((await peer.expect("auth"))["token"])
            await peer.close(4501)

        tokens = iter(range(100))
        async with ScriptedServer(script, script, greet) as server:
            client = self.client(server, token_supplier=lambda: f"t{next(tokens)}")
            await client.connect()
            await until(lambda: server.connections == 3)
            self.assertEqual(["Bearer t0", "t1", "Bearer t2", "t3"], shown)

    async def test_should_count_what_is_malformed_and_go_on(self):
        async def script(peer):
            await peer.send(WELCOME)
            peer.raw(frame(1, b"{") + frame(2, b"\xc1") + frame(1, b"[]"))
            await peer.send(price("BTCUSDT", 5.0, 1))
            await greet(peer)

        async with ScriptedServer(script) as server:
            client = self.client(server)
            await client.connect()
            await until(lambda: client.get_latest_price("BTC/USDT") == 5.0)
            self.assertEqual(3, client.get_metrics()["errorCount"])
            self.assertEqual(0, client.get_metrics()["reconnects"])

    async def test_should_notice_a_server_that_says_nothing(self):
        async def mute(peer):
            await peer.send(WELCOME)
            while await peer.receive() is not None:
                pass

        async with ScriptedServer(mute, greet) as server:
            client = self.client(server, ping_interval=0.05, dead_after=0.2)
            await client.connect()
            await until(lambda: server.connections >= 2)

    async def test_should_tell_each_listener_whatever_the_others_do(self):
        async def script(peer):
            await peer.send(WELCOME)
            await peer.send(subscribed("trade", [(1, "btc", "alpha", 0)], await peer.expect("subscribe")))
            await peer.send(trade("btc", 1), trade("btc", 2))
            await greet(peer)

        got = []

        def bad(message):
            raise RuntimeError("no")

        async with ScriptedServer(script) as server:
            client = self.client(server)
            client.subscribe("trade", "btc", bad)
            client.subscribe("trade", "btc", lambda m: got.append(("handle", m["seq"])))
            client.callbacks.append(bad)

            @client.on("trade")
            async def listener(message):
                await asyncio.sleep(0)
                got.append(("event", message["seq"]))

            off = client.on("trade", bad)
            off()
            client.on("error", bad)
            await client.connect()
            await until(lambda: len(got) == 4)
            self.assertEqual([("handle", 1), ("event", 1), ("handle", 2), ("event", 2)], got)
            self.assertEqual(8, client.get_metrics()["errorCount"])

    async def test_should_keep_the_newest_of_what_nobody_takes(self):
        async def script(peer):
            await peer.send(WELCOME, *(price("btc", float(i), i) for i in range(1, 251)))
            await greet(peer)

        async with ScriptedServer(script) as server:
            client = self.client(server)
            tap = client.messages(size=10)
            first = asyncio.ensure_future(tap.__anext__())
            await client.connect()
            await until(lambda: client.get_latest_price("btc") == 250 and client.message_queue.full())
            self.assertEqual(100, client.message_queue.qsize())
            self.assertEqual(151, client.message_queue.get_nowait()["seq"])
            await first
            taken = [first.result()["seq"]]
            while taken[-1] != 250:
                taken.append((await tap.__anext__())["seq"])
            # The first may have been taken before the others came, or be one of the ten.
            self.assertIn(len(taken), (10, 11))
            self.assertEqual(150 + 250 - len(taken), client.get_metrics()["dropped"])
            await tap.aclose()

    async def test_should_answer_requests_or_say_why_not(self):
        async def script(peer):
            await peer.send(WELCOME)
            asked = await peer.expect("request")
            await peer.send({"type": "response", "id": asked["id"], "method": "status", "result": 5})
            asked = await peer.expect("request")
            await peer.send({"type": "error", "id": asked["id"], "code": "invalid_symbol", "message": "x"})
            await peer.expect("request")
            peer.abort()

        async with ScriptedServer(script, greet) as server:
            client = self.client(server)
            with self.assertRaisesRegex(TickwireError, "closed"):
                await client.request()
            await client.connect()
            self.assertEqual(5, await client.request("status"))
            with self.assertRaisesRegex(TickwireError, "invalid_symbol"):
                await client.request("stats", symbol="x")
            with self.assertRaisesRegex(TickwireError, "closed"):
                await client.request("status")
            await until(lambda: client.is_connected)
            with self.assertRaises(asyncio.TimeoutError):
                await client.request("status", timeout=0.01)

    async def test_should_end_iterators_with_the_client(self):
        async with ScriptedServer(greet) as server:
            client = self.client(server)
            await client.connect()

            async def read():
                return [message async for message in client.messages()]

            reading = asyncio.ensure_future(read())
            await asyncio.sleep(0)
            await client.disconnect()
            self.assertEqual([], await asyncio.wait_for(reading, 10))
            self.assertTrue(await client.connect(), "it can be used again")

    async def test_should_not_mind_an_iterator_whose_loop_is_gone(self):
        loop = asyncio.new_event_loop()
        loop.close()
        tap = Tap(loop, frozenset(), 1)
        tap.put({})
        self.assertEqual({}, await tap.take())
        self.assertIsNone(await tap.take())

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
    async def test_should_speak_tls_with_whom_it_trusts(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                 "-keyout", f"{folder}/key", "-out", f"{folder}/certificate", "-days", "2", "-subj", "/CN=localhost",
                 "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(f"{folder}/certificate", f"{folder}/key")
            trusting = ssl.create_default_context(cafile=f"{folder}/certificate")
        async with ScriptedServer(greet, tls=tls) as server:
            url = f"wss://127.0.0.1:{server.port}/ws"
            # asyncio's server would tell of the refused handshake.
            logging.getLogger("asyncio").setLevel(logging.CRITICAL)
            self.addCleanup(logging.getLogger("asyncio").setLevel, logging.NOTSET)
            wary = WebSocketClient(url=url, auto_reconnect=False)
            self.assertFalse(await wary.connect())
            self.assertIn("certificate verify failed", wary.last_error)
            client = WebSocketClient(url=url, ssl_context=trusting)
            self.addAsyncCleanup(client.disconnect)
            self.assertTrue(await client.connect())

    async def test_should_stop_in_bounded_time_whatever_the_server_does(self):
        async def deaf(peer):
            await peer.send(WELCOME)
            await asyncio.sleep(3_600)

        async def no_handshake(reader, writer):
            try:
                await asyncio.sleep(3_600)
            finally:
                writer.transport.abort()

        hanging = await asyncio.start_server(no_handshake, "127.0.0.1", 0)
        hanging_port = hanging.sockets[0].getsockname()[1]
        async with ScriptedServer(deaf) as server:
            for port in (server.port, hanging_port, 1):
                client = WebSocketClient("127.0.0.1", port)
                client.start_background()
                client.start_background()
                if port == server.port:
                    await until(lambda: client.is_connected)
                begin = time.monotonic()
                self.assertTrue(await asyncio.get_running_loop().run_in_executor(None, client.stop), port)
                self.assertLess(time.monotonic() - begin, 5)
                self.assertTrue(client.stop())
        hanging.close()

    async def test_should_be_stopped_by_its_own_callback(self):
        async with ScriptedServer(greet) as server:
            client = self.client(server)
            stopped = threading.Event()
            client.on("open", lambda _: (client.stop(), stopped.set()))
            client.start_background()
            await until(stopped.is_set)
            await client.disconnect()

    async def test_should_refuse_to_run_twice(self):
        async with ScriptedServer(greet) as server:
            client = self.client(server)
            await client.connect()
            with self.assertRaisesRegex(RuntimeError, "loop already"):
                client.start_background()

    async def test_should_serve_many_threads_at_once(self):
        async def busy(peer):
            await peer.send(WELCOME)
            reading = asyncio.ensure_future(greet(peer))
            seq = 0
            while not reading.done():
                seq += 1
                await peer.send(price("BTCUSDT", float(seq), seq), trade("BTCUSDT", seq))
                await asyncio.sleep(0)

        async with ScriptedServer(busy) as server:
            client = self.client(server)
            client.start_background()
            await until(lambda: client.is_connected)
            failures, got = [], []

            def work():
                try:
                    for i in range(60):
                        with client.subscribe("trade", f"s{i % 7}", got.append):
                            client.get_latest_data()["BTCUSDT"]["price"] = -1
                            price_now = client.get_latest_price("BTCUSDT")
                            assert price_now is None or price_now > 0, price_now
                            client.get_metrics()
                            client.get_health()
                            client.on("trade", got.append)()
                            if not client.message_queue.empty():
                                client.message_queue.get(timeout=5)
                except BaseException as ex:
                    failures.append(ex)

            await until(lambda: client.get_latest_price("BTCUSDT"))
            threads = [threading.Thread(target=work) for _ in range(6)]
            for thread in threads:
                thread.start()
            await until(lambda: not any(thread.is_alive() for thread in threads))
            for thread in threads:
                thread.join()
            self.assertEqual([], failures)
            metrics = client.get_metrics()
            self.assertEqual((0, 0), (metrics["errorCount"], metrics["missed"]))
            await client.disconnect()

    def test_should_refuse_settings_that_can_not_be(self):
        for wrong in ({"encoding": "sbe"}, {"queue_size": 0}, {"reconnect_delay": -1}, {"ping_interval": 50.0},
                      {"url": "http://localhost"}):
            with self.assertRaises(ValueError):
                WebSocketClient(**wrong)
        client = WebSocketClient()
        for wrong in ("", None, 7):
            with self.assertRaises(ValueError):
                client.subscribe(wrong)
        with self.assertRaises(ValueError):
            client.subscribe("trade", ["btc", ""])


if __name__ == "__main__":
    unittest.main()
