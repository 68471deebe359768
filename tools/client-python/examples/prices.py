"""Prices in the background, as a dashboard has them: no asyncio in sight."""

import os
import time

from tickwire import WebSocketClient

client = WebSocketClient(os.environ.get("TICKWIRE_HOST", "localhost"), int(os.environ.get("TICKWIRE_PORT", "8765")))
client.start_background()
try:
    while client.get_latest_price("BTCUSDT") is None:
        time.sleep(0.05)
    for symbol, data in sorted(client.get_latest_data().items()):
        print(f"{symbol:10} {data['price']:>12,.5f} {data['change_24h']:+.2f} %")
finally:
    client.stop()
