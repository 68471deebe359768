"""Reads a trade stream over TLS, comes again when told to go, and says what it was given.

Arguments: address, certificate to believe, symbol, venue. Prints a line for each connection, `at SEQ`, once trades come
on it, and for each message that is missing, or came twice, `broken`. Ends when its standard input does.
"""
import asyncio
import json
import ssl
import sys

import websockets


async def read(address, context, symbol, venue):
    epoch = last = None
    while True:
        try:
            async with websockets.connect(address, ssl=context, subprotocols=["tickwire.v1.json"]) as socket:
                ask = {"type": "subscribe", "channel": "trade", "symbols": [symbol], "venues": [venue]}
                if last is not None:
                    ask["since"] = {"epoch": epoch, "seq": last}
                await socket.send(json.dumps(ask))
                is_first = True
                async for text in socket:
                    message = json.loads(text)
                    kind = message["type"]
                    if kind == "subscribed":
                        told = message.get("recovered")
                        print(f"subscribed recovered={told} new={epoch is not None and epoch != message['epoch']}", flush=True)
                        if told is False:
                            last = None
                        epoch = message["epoch"]
                    elif kind in ("gap", "error"):
                        print(text, flush=True)
                    elif kind == "trade_update":
                        if last is not None and message["seq"] != last + 1:
                            print(f"broken {last} {message['seq']}", flush=True)
                        last = message["seq"]
                        if is_first:
                            print(f"at {last}", flush=True)
                            is_first = False
        except (OSError, websockets.exceptions.WebSocketException) as error:
            print(f"closed {type(error).__name__}", flush=True)
            await asyncio.sleep(0.2)


async def main():
    context = ssl.create_default_context(cafile=sys.argv[2])
    reading = asyncio.ensure_future(read(sys.argv[1], context, sys.argv[3], sys.argv[4]))
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    reading.cancel()


asyncio.run(main())
