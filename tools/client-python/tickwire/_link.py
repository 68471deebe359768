"""One WebSocket connection, by the library ``websockets``, in its versions from 10 on."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any, Dict, List, Optional

import websockets
import websockets.exceptions

from ._wire import Frame

try:
    # From 13 on; the older way in is deprecated since 14.
    from websockets.asyncio.client import connect as _connect
    _HEADERS = "additional_headers"
except ImportError:
    from websockets.legacy.client import connect as _connect
    _HEADERS = "extra_headers"

_MAX_BYTES = 16 << 20
_QUEUED = 64
_CLOSE_S = 1.0
_FINAL_STATUSES = frozenset((400, 401, 403))
_NOT_SPOKEN = 4506


class LinkError(Exception):
    """No connection came to be.

    :ivar code: the status or close code that forbids another attempt; None: it may be tried again.
    """

    def __init__(self, message: str, code: Optional[int]) -> None:
        super().__init__(message)
        self.code = code


class Link:
    """A connection that stands."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.code: Optional[int] = None
        self.reason = ""

    @staticmethod
    async def open(
            url: str, encoding: str, token: Optional[str], tls: Optional[ssl.SSLContext], timeout_s: float,
            compression: bool) -> "Link":
        """:raises LinkError: where it can not be made."""
        options: Dict[str, Any] = {
            "subprotocols": [f"tickwire.v1.{encoding}"],
            "open_timeout": timeout_s,
            "close_timeout": _CLOSE_S,
            # The protocol's own pings tell a dead connection, and the round trip.
            "ping_interval": None,
            "max_size": _MAX_BYTES,
            "max_queue": _QUEUED,
            "compression": "deflate" if compression else None,
        }
        if token is not None:
            options[_HEADERS] = {"Authorization": f"Bearer {token}"}
        if tls is not None:
            options["ssl"] = tls
        try:
            socket = await _connect(url, **options)
        except (OSError, asyncio.TimeoutError, websockets.exceptions.WebSocketException, EOFError) as ex:
            status = _status(ex)
            raise LinkError(
                f"could not connect to {url}: {ex or type(ex).__name__}",
                status if status in _FINAL_STATUSES else None) from ex
        if socket.subprotocol is None:
            socket.transport.abort()
            raise LinkError(f"{url} does not speak tickwire.v1.{encoding}", _NOT_SPOKEN)

        return Link(socket)

    async def receive(self) -> Optional[Frame]:
        """The next message; None: the connection has ended, and ``code`` says how."""
        try:
            frame: Frame = await self._socket.recv()
            return frame
        except websockets.exceptions.ConnectionClosed as ex:
            received = getattr(ex, "rcvd", None)
            self.code = received.code if received is not None else 1006
            self.reason = received.reason if received is not None else ""
            return None

    async def send(self, frames: List[Frame]) -> bool:
        """Send messages.

        :returns: whether the connection took them.
        """
        try:
            for frame in frames:
                await self._socket.send(frame)
        except (websockets.exceptions.ConnectionClosed, OSError):
            return False

        return True

    async def close(self) -> None:
        """End it, in a bounded time, whatever the other side does."""
        try:
            await asyncio.wait_for(self._socket.close(), 2 * _CLOSE_S)
        except (asyncio.TimeoutError, OSError):
            self.abort()

    def abort(self) -> None:
        """End it at once."""
        transport = self._socket.transport
        if transport is not None:
            transport.abort()


def _status(ex: BaseException) -> Optional[int]:
    """The status of a handshake that was refused."""
    response = getattr(ex, "response", None)
    status = getattr(response, "status_code", None) or getattr(ex, "status_code", None)

    return status if isinstance(status, int) else None
