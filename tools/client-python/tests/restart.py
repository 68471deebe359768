"""A client while its server ends and begins anew: says a line when the server may end, and what came of it."""

import asyncio
import json

from support import host_and_port
from tickwire import WebSocketClient


async def main():
    client = WebSocketClient(*host_and_port(), reconnect_delay=0.1)
    trades, gaps, closes = [], [], []
    client.subscribe("trade", "BTCUSDT", trades.append)
    client.on("gap", lambda message: gaps.append(message["reason"]))
    client.on("close", lambda message: closes.append(message["code"]))
    await client.connect()

    async def five_more():
        count = len(trades) + 5
        while len(trades) < count:
            await asyncio.sleep(0.01)

    await five_more()
    print("receiving", flush=True)
    while not client.get_metrics()["reconnects"]:
        await asyncio.sleep(0.01)
    await five_more()
    await client.disconnect()
    print(json.dumps({"gaps": sorted(set(gaps)), "close": closes[0], "missed": client.get_metrics()["missed"]}))


asyncio.run(main())
