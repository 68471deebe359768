import asyncio
import sys
import types
import unittest

from support import WELCOME, ScriptedServer, price, until
from tickwire import StreamlitWebSocketClient, WebSocketClient, get_streamlit_client, streamlit_realtime


async def script(peer):
    await peer.send(WELCOME, price("BTCUSDT", 50_000.0, 1), price("PEPEUSDT", 0.00001, 1))
    while await peer.receive() is not None:
        pass


class SessionStateTest(unittest.IsolatedAsyncioTestCase):
    async def test_should_keep_a_plain_dict_in_sync(self):
        async with ScriptedServer(script) as server:
            state = {}
            adapter = get_streamlit_client(state, host="127.0.0.1", port=server.port, encoding="json")
            try:
                self.assertIs(adapter, get_streamlit_client(state))
                self.assertIsInstance(adapter.get_client(), WebSocketClient)
                await until(lambda: adapter.get_price("BTCUSDT") == 50_000.0)
                await until(lambda: "PEPEUSDT" in adapter.get_all_prices())
                self.assertTrue(adapter.is_connected())
                self.assertTrue(state["websocket_connected"])
                self.assertEqual(
                    {"price": 50_000.0, "change_24h": 1.5, "volume_24h": 2.0, "timestamp": 1_700_000_000_001},
                    state["websocket_data"]["BTCUSDT"])
                state["websocket_data"].clear()
                adapter.update_state()
                self.assertEqual({"BTCUSDT", "PEPEUSDT"}, set(state["websocket_data"]))
                self.assertIs(adapter.get_client(), StreamlitWebSocketClient(state).get_client())
                self.assertIsNone(adapter.get_price("ETHUSDT"))
            finally:
                await asyncio.to_thread(adapter.stop)
            self.assertFalse(state["websocket_connected"])
            self.assertNotIn("websocket_client", state)

    async def test_should_show_what_it_knows(self):
        shown = []

        class Column:
            def metric(self, *cell):
                shown.append(cell)

        page = types.ModuleType("streamlit")
        page.session_state = {}
        page.columns = lambda count: [Column() for _ in range(count)]
        page.success = page.error = page.info = shown.append
        sys.modules["streamlit"] = page
        self.addCleanup(sys.modules.pop, "streamlit")
        async with ScriptedServer(script) as server:
            self.assertTrue(streamlit_realtime.init_realtime_dashboard(
                host="127.0.0.1", port=server.port, encoding="json"))
            adapter = get_streamlit_client(page.session_state)
            try:
                await until(lambda: len(adapter.get_all_prices()) == 2)
                streamlit_realtime.show_realtime_status()
                streamlit_realtime.show_realtime_price_ticker(["BTCUSDT", "PEPEUSDT", "ETHUSDT"])
            finally:
                await asyncio.to_thread(adapter.stop)
        self.assertEqual(
            ["🟢 Connected", ("BTCUSDT", "$50,000.00", "+1.50%"), ("PEPEUSDT", "$0.000010", "+1.50%"),
             ("ETHUSDT", "–", None)], shown)

    @unittest.skipIf("streamlit" in sys.modules, "it is here")
    def test_should_say_what_is_missing(self):
        with self.assertRaisesRegex(ImportError, r"tickwire\[streamlit\]"):
            streamlit_realtime.show_realtime_status()


if __name__ == "__main__":
    unittest.main()
