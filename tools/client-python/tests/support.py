"""A server that does what a test says, bytes and all, and connections that a test can cut."""

import asyncio
import base64
import hashlib
import json
import os
import struct
import urllib.parse

URL = os.environ.get("TICKWIRE_URL")
PATIENCE_S = 20

WELCOME = {"type": "welcome", "server": "scripted", "version": "0", "connection": "c1", "epoch": 7,
           "encoding": "json", "heartbeat_ms": 5000, "limits": {}}

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def host_and_port():
    parts = urllib.parse.urlsplit(URL)
    return parts.hostname, parts.port


def price(symbol, value, seq, venue="alpha", **more):
    return {"type": "price_update", "symbol": symbol, "price": value, "change_24h": 1.5, "volume_24h": 2.0,
            "timestamp": 1_700_000_000_000 + seq, "venue": venue, "bid": None, "ask": None, "bid_qty": None,
            "ask_qty": None, "seq": seq, "pseq": 0, "g": seq, "t_ex": None, "t_in": 1, "t_out": 1, **more}


def trade(symbol, seq, venue="alpha", **more):
    return {"type": "trade_update", "symbol": symbol, "venue": venue, "price": 10.0, "quantity": 1.0, "side": "buy",
            "trade_id": seq, "timestamp": 1, "seq": seq, "pseq": seq - 1, "g": seq, "t_ex": None, "t_in": 1,
            "t_out": 1, **more}


def book(symbol, seq, kind, bids, asks, pseq=0, venue="alpha", **more):
    return {"type": "orderbook_update", "symbol": symbol, "kind": kind, "venue": venue, "timestamp": 1,
            "bids": [{"price": p, "quantity": q} for p, q in bids],
            "asks": [{"price": p, "quantity": q} for p, q in asks],
            "seq": seq, "pseq": pseq, "g": seq, "t_ex": None, "t_in": 1, "t_out": 1, **more}


def subscribed(channel, streams, request=None, **more):
    """streams: (sid, symbol, venue, seq) each."""
    return {"type": "subscribed", "channel": channel, "symbols": [s[1] for s in streams], "epoch": 7, "class": "raw",
            "streams": len(streams), "sid": [s[0] for s in streams], "symbol": [s[1] for s in streams],
            "venue": [s[2] for s in streams], "seq": [s[3] for s in streams], "px_exp": [-1] * len(streams),
            "qty_exp": [-1] * len(streams), **({} if request is None else {"id": request["id"]}), **more}


async def until(condition, otherwise="it did not come true"):
    """Wait for what has to come; how long it takes is no matter."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE_S
    while not condition():
        if loop.time() > end:
            raise AssertionError(otherwise() if callable(otherwise) else otherwise)
        await asyncio.sleep(0.005)


class Peer:
    """The server's end of a connection."""

    def __init__(self, reader, writer, headers):
        self.reader = reader
        self.writer = writer
        self.headers = headers

    async def send(self, *messages):
        for message in messages:
            self.raw(frame(1, json.dumps(message).encode()))
        await self.writer.drain()

    def raw(self, data):
        self.writer.write(data)

    async def receive(self):
        """The client's next message; None: it closed, or went."""
        while True:
            try:
                first, second = await self.reader.readexactly(2)
                length = second & 127
                if length == 126:
                    length, = struct.unpack(">H", await self.reader.readexactly(2))
                elif length == 127:
                    length, = struct.unpack(">Q", await self.reader.readexactly(8))
                mask = await self.reader.readexactly(4)
                data = bytes(b ^ mask[i % 4] for i, b in enumerate(await self.reader.readexactly(length)))
            except (asyncio.IncompleteReadError, ConnectionError):
                return None
            if first & 15 == 8:
                return None
            if first & 15 in (1, 2):
                return json.loads(data)

    async def expect(self, kind):
        """The client's next message, of that type; others are passed over."""
        while True:
            message = await asyncio.wait_for(self.receive(), PATIENCE_S)
            assert message is not None, f"the client went before it sent {kind}"
            if message["type"] == kind:
                return message

    async def close(self, code, reason=""):
        self.raw(frame(8, struct.pack(">H", code) + reason.encode()))
        await self.writer.drain()
        await self.receive()

    def abort(self):
        self.writer.transport.abort()


class ScriptedServer:
    """Runs a script with each connection; the n-th connection gets the n-th script, the last one all others."""

    def __init__(self, *scripts, statuses=(), tls=None):
        self.scripts = scripts
        self.tls = tls
        self.statuses = list(statuses)
        self.connections = 0
        self.failures = []
        self._tasks = set()

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()
        if self.failures:
            raise self.failures[0]

    async def _serve(self, reader, writer):
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
            pass
        except BaseException as ex:
            self.failures.append(ex)
        finally:
            writer.transport.abort()
            self._tasks.discard(task)

    async def _talk(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        index, self.connections = self.connections, self.connections + 1
        if self.statuses:
            status = self.statuses.pop(0)
            writer.write(f"HTTP/1.1 {status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
            return
        accept = base64.b64encode(hashlib.sha1(headers["sec-websocket-key"].encode() + _GUID).digest()).decode()
        offered = [name.strip() for name in headers["sec-websocket-protocol"].split(",")]
        writer.write(
            f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: {offered[0]}\r\n\r\n".encode())
        await self.scripts[min(index, len(self.scripts) - 1)](Peer(reader, writer, headers))


def frame(opcode, data):
    """A whole frame as a server sends it."""
    length = len(data)
    if length < 126:
        return bytes((0x80 | opcode, length)) + data
    if length < 1 << 16:
        return struct.pack(">BBH", 0x80 | opcode, 126, length) + data
    return struct.pack(">BBQ", 0x80 | opcode, 127, length) + data


class Cutter:
    """Stands between a client and a server, and cuts connections when it is told to."""

    async def __aenter__(self):
        self._writers = []
        self._tasks = set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        self.cut()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def cut(self):
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _serve(self, reader, writer):
        task = asyncio.current_task()
        self._tasks.add(task)
        try:
            to_reader, to_writer = await asyncio.open_connection(*host_and_port())
            self._writers += [writer, to_writer]
            await asyncio.gather(_copy(reader, to_writer), _copy(to_reader, writer))
        finally:
            self._tasks.discard(task)


async def _copy(reader, writer):
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.transport.abort()
