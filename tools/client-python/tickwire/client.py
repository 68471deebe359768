"""The client that programs use: :class:`WebSocketClient`, on asyncio or on a thread of its own."""

from __future__ import annotations

import asyncio
import queue
import ssl
import threading
from concurrent.futures import Future
from typing import Any, AsyncIterator, Callable, Dict, List, Optional, Tuple, TypeVar, Union

from ._book import LIVE, Book
from ._driver import Dialing, Driver, TokenSupplier
from ._hub import TOLD, Hub, Tap
from ._session import Session, Settings
from ._subscriptions import Callback, Handle, Names, Request
from ._wire import ENCODINGS, Message, TickwireError

DEFAULT_HOST = "localhost"
DEFAULT_PORT = 8765
RECONNECT_DELAY = 5.0
QUEUE_SIZE = 100

Listener = TypeVar("Listener", bound=Callable[..., Any])


class Flag(int):
    """A truth that may also be called, since programs have it as an attribute here and as a method there."""

    def __call__(self) -> bool:
        return bool(self)

    def __repr__(self) -> str:
        return repr(bool(self))


class WebSocketClient:
    """A client of one server, by one connection that many parts of a program may share.

    Either ``await connect()`` in a program of asyncio, or ``start_background()`` in any other. All methods that are
    not coroutines may be called by any thread. Callbacks run where the connection does: in the loop or on its thread;
    while one runs, or is awaited, nothing else is read. One that throws is counted, and told as ``error``.

    :param host: of the server.
    :param port: of the server.
    :param auto_reconnect: whether to come again after the connection ended, where the server's code does not forbid it.
    :param url: in the place of host and port: ``ws://`` or ``wss://`` with a path.
    :param encoding: ``json``, ``msgpack`` or ``compact``; messages are the same maps in all of them.
    :param token: that says who the client is.
    :param token_supplier: gives a new one when one expires, and for each connection but the first where there is a
        ``token``; may be a coroutine function.
    :param reconnect_delay: seconds between attempts; None: a random time that doubles from 0.1 s to 30 s.
    :param market: whether to have the prices of all symbols (channel ``market``); None: where nothing else is
        subscribed to when the client first connects.
    :param queue_size: of ``message_queue``; what is older is dropped, and counted.
    :param exact: numbers are ``decimal.Decimal``, or whole, and exact as they left the venue.
    :param ssl_context: for ``wss://``; None: the system's certificates.
    """

    def __init__(
            self, host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, auto_reconnect: bool = True, *,
            url: Optional[str] = None, encoding: str = "msgpack", token: Optional[str] = None,
            token_supplier: Optional[TokenSupplier] = None, reconnect_delay: Optional[float] = RECONNECT_DELAY,
            market: Optional[bool] = None, queue_size: int = QUEUE_SIZE, exact: bool = False,
            ssl_context: Optional[ssl.SSLContext] = None, compression: bool = False, connect_timeout: float = 10.0,
            ping_interval: float = 15.0, dead_after: float = 45.0) -> None:
        if encoding not in ENCODINGS:
            raise ValueError(f"encoding must be one of {', '.join(ENCODINGS)}: encoding={encoding!r}")
        if url is not None and not url.startswith(("ws://", "wss://")):
            raise ValueError(f"url must begin with ws:// or wss://: url={url!r}")
        if queue_size < 1:
            raise ValueError(f"queue_size must be 1 or more: queue_size={queue_size}")
        if reconnect_delay is not None and reconnect_delay < 0:
            raise ValueError(f"reconnect_delay must be 0 or more, or None: reconnect_delay={reconnect_delay}")
        if not 0 < ping_interval < dead_after:
            raise ValueError(
                f"ping_interval must be more than 0 and less than dead_after: {ping_interval}, {dead_after}")

        self.host = host
        self.port = port
        self.auto_reconnect = auto_reconnect
        bracketed = f"[{host}]" if ":" in host else host
        self.url = url if url is not None else f"ws://{bracketed}:{port}/ws"
        num = "" if not exact or encoding == "json" else ("&" if "?" in self.url else "?") + "num=scaled"
        self._lock = threading.RLock()
        self._session = Session(Settings(
            encoding=encoding,
            exact=exact,
            auto_reconnect=auto_reconnect,
            reconnect_ms=None if reconnect_delay is None else int(reconnect_delay * 1_000),
            ping_ms=int(ping_interval * 1_000),
            dead_ms=int(dead_after * 1_000),
            can_renew=token_supplier is not None))
        self._hub = Hub(self._session.counts, self._lock, queue_size)
        self._driver = Driver(self._session, self._hub, self._lock, Dialing(
            self.url + num, encoding, token, token_supplier, ssl_context, compression, connect_timeout, market))

    # Connecting.

    async def connect(self) -> bool:
        """Connect, and go on in the background of this loop.

        :returns: whether the first attempt succeeded; ``last_error`` says why not. With ``auto_reconnect`` the client
            goes on trying.
        """
        return await self._driver.connect()

    async def disconnect(self) -> None:
        """End the connection, and come back no more. Bounded in time."""
        await self._driver.disconnect()

    async def receive_messages(self) -> None:
        """Receive, connect where that was not done, and reconnect, until ``disconnect()`` or for good."""
        await self._driver.run()

    def start_background(self) -> None:
        """Connect, receive and reconnect on a thread of its own. Where it runs already, nothing happens."""
        self._driver.start_background()

    def stop(self, timeout: float = 5.0) -> bool:
        """End the background thread, and the connection with it.

        :returns: whether it has ended; by its own callbacks it is only told to.
        """
        return self._driver.stop(timeout)

    @property
    def is_connected(self) -> Flag:
        """Whether the connection stands: ``client.is_connected`` and ``client.is_connected()`` are the same."""
        return Flag(self._session.is_connected)

    async def __aenter__(self) -> "WebSocketClient":
        await self.connect()

        return self

    async def __aexit__(self, *_: object) -> None:
        await self.disconnect()

    @property
    def callbacks(self) -> List[Callback]:
        """Functions that are called with each message, as it comes."""
        return self._hub.callbacks

    @property
    def message_queue(self) -> "queue.Queue[Message]":
        """The newest messages, for any thread."""
        return self._hub.message_queue

    @property
    def last_error(self) -> Optional[str]:
        """What went wrong last; None: nothing has."""
        return self._hub.last_error

    # What is wanted.

    def subscribe(
            self, channel: str = "price", symbols: Optional[Names] = None, callback: Optional[Callback] = None, *,
            venues: Optional[Names] = None, interval: Union[str, int, None] = None,
            depth: Union[int, str, None] = None, mode: Optional[str] = None, on_slow: Optional[str] = None,
            max_age_us: Optional[int] = None, snapshot: Optional[bool] = None,
            checksum: Optional[bool] = None) -> Handle:
        """Have a channel, now and after each reconnect, until ``unsubscribe()`` of what is returned.

        Two that are the same are one on the wire, and each gets all messages. Without ``symbols`` it is all of them.

        :raises TickwireError: where books of a symbol are asked for in a second way (``conflicting_view``), but for
            compact.
        """
        request = Request.of(channel, symbols, venues, {
            "interval": interval, "depth": depth, "mode": mode, "on_slow": on_slow, "max_age_us": max_age_us,
            "snapshot": snapshot, "checksum": checksum})
        with self._lock:
            handle = self._session.subscribe(request, callback, self._end, self._change)
        self._driver.notify()

        return handle

    def on(self, event: str, callback: Optional[Listener] = None) -> Any:
        """Have an event told: ``market``, ``trade``, ``liquidation``, ``signal``, ``arbitrage``, ``order``,
        ``position``, ``account``, ``gap``, ``stale``, ``status``, ``broadcast``, ``error``, ``open``, ``close``, or
        the type of another message.

        With a callback, returns a function that ends it; without, it is a decorator.
        """
        if callback is None:
            def decorate(function: Listener) -> Listener:
                self.on(event, function)
                return function

            return decorate

        return self._hub.on(event, callback)

    async def messages(self, *events: str, size: int = 1_000) -> AsyncIterator[Message]:
        """The messages of some events, or of all, as they come, until the client ends.

        :param size: how many may wait; the oldest is dropped beyond that, and counted in ``dropped``.
        """
        tap = Tap(asyncio.get_running_loop(), frozenset(events) or TOLD, size)
        self._hub.open_tap(tap)
        if self._session.is_over:
            tap.end()
        try:
            while True:
                message = await tap.take()
                if message is None:
                    return
                yield message
        finally:
            self._hub.close_tap(tap)

    # What is asked.

    async def request(self, method: str = "status", timeout: float = 10.0, **params: Any) -> Any:
        """Ask the server: ``status``, ``snapshot``, ``symbols``, ``subscriptions``, ``metrics``, ``health``,
        ``history`` or ``stats``.

        :raises TickwireError: where it refuses, or the connection ends first.
        :raises asyncio.TimeoutError: where no answer comes.
        """
        future, number = self._ask({"type": "request", "method": method, "params": params})
        try:
            return (await asyncio.wait_for(asyncio.wrap_future(future), timeout)).get("result")
        finally:
            self._forget(number)

    def call(self, method: str = "status", timeout: float = 10.0, **params: Any) -> Any:
        """The same for a thread that waits. Not for callbacks, which the answer would wait for.

        :raises concurrent.futures.TimeoutError: where no answer comes.
        """
        future, number = self._ask({"type": "request", "method": method, "params": params})
        try:
            return future.result(timeout).get("result")
        finally:
            self._forget(number)

    async def publish(self, channel: str, data: Any, timeout: float = 10.0) -> None:
        """Publish to a topic, ``broadcast`` or ``broadcast.NAME``.

        :raises TickwireError: where the server refuses, or the connection ends first.
        """
        future, number = self._ask({"type": "publish", "channel": channel, "data": data})
        try:
            await asyncio.wait_for(asyncio.wrap_future(future), timeout)
        finally:
            self._forget(number)

    # What is known.

    def get_latest_price(self, symbol: str) -> Optional[float]:
        """The newest price of a symbol, of any venue; None: none came. The name's separators do not matter."""
        with self._lock:
            known = self._session.streams.price_of(symbol)
        price = None if known is None else known.get("price")

        return None if price is None else float(price)

    def get_latest_data(self) -> Dict[str, Dict[str, Any]]:
        """``price``, ``change_24h``, ``volume_24h`` and ``timestamp`` of each symbol: a copy."""
        with self._lock:
            return {symbol: dict(data) for symbol, data in self._session.streams.latest.items()}

    @property
    def latest_data(self) -> Dict[str, Dict[str, Any]]:
        """The same as :meth:`get_latest_data`."""
        return self.get_latest_data()

    def book(self, symbol: str, venue: str) -> Optional[Book]:
        """The book that is kept of a subscription to ``book``, as it is now; None: there is none."""
        with self._lock:
            known = self._session.streams.books.get((symbol, venue))

            return None if known is None else known.copy()

    def get_metrics(self) -> Dict[str, Any]:
        """What was counted; ``latency`` in ms is half a ping's round trip, ``delivery`` goes by both clocks."""
        with self._lock:
            session, counts = self._session, self._session.counts

            return {
                "messageCount": counts.messages,
                "errorCount": counts.errors,
                "activeConnections": int(session.is_connected),
                "latency": session.latency_ms(),
                "delivery": session.delivery_ms(),
                "duplicates": counts.duplicates,
                "gaps": counts.gaps,
                "missed": counts.missed,
                "resyncs": counts.resyncs,
                "reconnects": counts.reconnects,
                "dropped": self._hub.dropped(),
                "checksums": counts.checksums,
                "bytes": counts.bytes,
            }

    def get_health(self) -> Dict[str, Any]:
        """``status`` (``healthy``, ``degraded``, ``down``) and the same of each component, with details."""
        with self._lock:
            session = self._session
            granted = [shared.is_granted for shared in session.subscriptions]
            wanted = [stream for stream in session.streams.all.values() if stream.is_wanted]
            books = [stream.status == LIVE for stream in wanted if stream.channel == "book"]
            stale = sum(stream.status != LIVE for stream in wanted)
            connected = session.is_connected
            components = {
                "connection": _component(
                    "healthy" if connected else "down", url=self.url, reconnects=session.counts.reconnects),
                "subscriptions": _component(
                    "healthy" if all(granted) else "degraded", granted=sum(granted), asked=len(granted)),
                "books": _component("healthy" if all(books) else "degraded", live=sum(books), known=len(books)),
                "data": _component("degraded" if stale else "healthy", streams=len(wanted), stale=stale),
            }
        states = {component["status"] for component in components.values()}

        return {
            "status": "down" if "down" in states else "degraded" if "degraded" in states else "healthy",
            "components": components}

    # Within.

    def _end(self, handle: Handle) -> None:
        with self._lock:
            self._session.end(handle)
        self._driver.notify()

    def _change(self, handle: Handle, settings: Dict[str, Any]) -> None:
        with self._lock:
            self._session.change(handle, settings)
        self._driver.notify()

    def _ask(self, message: Message) -> Tuple["Future[Message]", int]:
        future: "Future[Message]" = Future()

        def answer(answered: Message) -> None:
            if future.set_running_or_notify_cancel():
                if answered["type"] == "error":
                    future.set_exception(TickwireError(str(answered.get("code")), str(answered.get("message"))))
                else:
                    future.set_result(answered)

        with self._lock:
            if not self._session.is_connected:
                raise TickwireError("closed", "there is no connection")
            number = self._session.request(message, answer)
        self._driver.notify()

        return future, number

    def _forget(self, number: int) -> None:
        with self._lock:
            self._session.forget_answer(number)


def _component(status: str, **details: Any) -> Dict[str, Any]:
    return {"status": status, "details": details}
