"""Trades of two symbols, whatever happens to the connection; what is lost for good is told as a gap."""

import asyncio
import os

from tickwire import WebSocketClient

client = WebSocketClient(
    os.environ.get("TICKWIRE_HOST", "localhost"), int(os.environ.get("TICKWIRE_PORT", "8765")), reconnect_delay=None)
enough = asyncio.Event()


@client.on("trade")
def on_trade(message: dict) -> None:
    print(message["symbol"], message["venue"], message["side"], message["quantity"], "at", message["price"])
    if client.get_metrics()["messageCount"] >= 10:
        enough.set()


@client.on("gap")
def on_gap(message: dict) -> None:
    print("lost", message["channel"], message["symbol"], message["from"], "to", message["to"], message["reason"])


async def main() -> None:
    client.subscribe("trade", ["BTCUSDT", "ETHUSDT"])
    async with client:
        await enough.wait()


asyncio.run(main())
