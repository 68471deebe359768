"""A local book kept of deltas, checked by the server's checksums, and exact."""

import asyncio
import os

from tickwire import WebSocketClient


async def main() -> None:
    client = WebSocketClient(
        os.environ.get("TICKWIRE_HOST", "localhost"), int(os.environ.get("TICKWIRE_PORT", "8765")),
        encoding="compact", exact=True)
    client.subscribe("book", "BTCUSDT", depth=10, mode="delta", checksum=True)
    async with client:
        changes = 0
        async for message in client.messages("market"):
            book = client.book(message["symbol"], message["venue"])
            if book is not None:
                bid, ask = book.top()
                print(book.venue, "bid", bid, "ask", ask)
            changes += 1
            if changes == 10:
                break


asyncio.run(main())
