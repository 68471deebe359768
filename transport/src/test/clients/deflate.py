"""Has messages echoed by all kinds of compressing clients, and tells how many there were."""
import asyncio
import itertools
import sys

import websockets
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

URL = sys.argv[1]
SIZES = [0, 1, 100, 1024, 32768, 100000]


async def echo(**offer):
    factory = ClientPerMessageDeflateFactory(**offer)
    count = 0
    async with websockets.connect(URL, compression=None, extensions=[factory], max_size=None) as socket:
        assert socket.extensions, offer
        for size in SIZES:
            for message in ("tick " * size, bytes(range(256)) * (size // 256 + 1)):
                await socket.send(message)
                assert await socket.recv() == message
                count += 1
        fragments = ["a", "b" * 1000, "", "c"]
        await socket.send(fragments)
        assert await socket.recv() == "".join(fragments)
    return count + 1


async def main():
    count = 0
    for server_context, client_context, server_bits, client_bits in itertools.product(
            (False, True), (False, True), (None, 9, 15), (None, True, 9)):
        count += await echo(
            server_no_context_takeover=server_context, client_no_context_takeover=client_context,
            server_max_window_bits=server_bits, client_max_window_bits=client_bits)
    print(count)


asyncio.run(main())
