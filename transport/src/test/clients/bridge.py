"""A WebSocket client that is steered by lines of JSON on its standard input, and tells what happens on its output."""
import asyncio
import json
import sys

import msgpack
import websockets

URL, FORM, *PROTOCOLS = sys.argv[1:]


def tell(event):
    print(json.dumps(event), flush=True)


async def receive(socket):
    try:
        async for data in socket:
            binary = isinstance(data, bytes)
            if binary and FORM == "sbe":
                tell({"event": "message", "binary": True, "bytes": len(data), "hex": data.hex()})
                continue
            message = msgpack.unpackb(data, raw=False) if binary else json.loads(data)
            tell({"event": "message", "binary": binary, "bytes": len(data), "message": message})
    except websockets.exceptions.ConnectionClosedError:
        pass
    tell({"event": "close", "code": socket.close_code, "reason": socket.close_reason})


async def steer(socket, line):
    command = json.loads(line)
    if "send" in command:
        send = command["send"]
        await socket.send(msgpack.packb(send) if FORM == "msgpack" else json.dumps(send))
    elif "text" in command:
        await socket.send(command["text"])
    elif "hex" in command:
        await socket.send(bytes.fromhex(command["hex"]))
    elif "ping" in command:
        await (await socket.ping(command["ping"]))
        tell({"event": "pong"})
    elif "close" in command:
        await socket.close(command["close"])


async def main():
    reader = asyncio.StreamReader(limit=1 << 24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    try:
        socket = await websockets.connect(
            URL, subprotocols=PROTOCOLS or None, compression=None, ping_interval=None, max_size=None)
    except websockets.exceptions.InvalidStatusCode as error:
        tell({"event": "refused", "status": error.status_code, "headers": dict(error.headers), "body": ""})
        await reader.readline()
        return
    tell({"event": "open", "protocol": socket.subprotocol or ""})
    receiving = asyncio.create_task(receive(socket))
    while line := await reader.readline():
        try:
            await steer(socket, line)
        except websockets.exceptions.ConnectionClosed:
            pass
    receiving.cancel()


asyncio.run(main())
