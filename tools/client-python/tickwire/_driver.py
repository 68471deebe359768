"""Runs a session on asyncio: dials, receives, sends, and lets time go on, in a loop that is there or on a thread."""

from __future__ import annotations

import asyncio
import inspect
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Awaitable, Callable, List, Optional, Union

from ._hub import Hub
from ._link import Link, LinkError
from ._session import News, Session
from ._subscriptions import Request

TokenSupplier = Callable[[], Union[str, Awaitable[str]]]

_TICK_S = 0.25
_PACED_S = 0.05
_OWN_CLOSE = 1000


@dataclass
class Dialing:
    """How to connect.

    :ivar market: whether to have the prices of all symbols; None: where nothing else is subscribed to at first.
    """

    url: str
    encoding: str
    token: Optional[str]
    token_supplier: Optional[TokenSupplier]
    ssl_context: Optional[ssl.SSLContext]
    compression: bool
    timeout_s: float
    market: Optional[bool]


class Driver:
    """One session's loop. What it does itself, it does in that loop; all else may be called by any thread."""

    def __init__(self, session: Session, hub: Hub, lock: "threading.RLock", dialing: Dialing) -> None:
        self._session = session
        self._hub = hub
        self._lock = lock
        self._dialing = dialing
        self._loop: Optional[asyncio.AbstractEventLoop] = None
        self._wake: Optional[asyncio.Event] = None
        self._task: Optional["asyncio.Task[None]"] = None
        self._tried: Optional["asyncio.Future[bool]"] = None
        self._thread: Optional[threading.Thread] = None

    async def connect(self) -> bool:
        """Connect, and go on in the background of this loop.

        :returns: whether the first attempt succeeded; ``last_error`` says why not. With ``auto_reconnect`` the client
            goes on trying.
        """
        self._start()
        assert self._tried is not None

        return await asyncio.shield(self._tried)

    async def disconnect(self) -> None:
        """End the connection, and come back no more. Bounded in time."""
        if self._thread is not None:
            await asyncio.get_running_loop().run_in_executor(None, self.stop)
            return
        task = self._task
        self.request_stop()
        if task is not None and task is not asyncio.current_task():
            await asyncio.wait([task])
            self._task = None

    async def run(self) -> None:
        """Start where that was not done, and wait for the end; where it has ended by itself, that was it."""
        task = self._task
        await asyncio.shield(self._start() if task is None else task)

    def start_background(self) -> None:
        """Connect, receive and reconnect on a thread of its own. Where it runs already, nothing happens."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            if self._task is not None and not self._task.done():
                raise RuntimeError("the client runs in a loop already: it can not also run in the background")
            self._session.start(_now_ms())
            self._thread = threading.Thread(target=self._background, name="tickwire-client", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 5.0) -> bool:
        """End the background thread, and the connection with it.

        :returns: whether it has ended; by its own callbacks it is only told to.
        """
        thread = self._thread
        self.request_stop()
        if thread is None or thread is threading.current_thread():
            return thread is None
        thread.join(timeout)
        if thread.is_alive():
            return False
        with self._lock:
            if self._thread is thread:
                self._thread = None

        return True

    def _start(self) -> "asyncio.Task[None]":
        loop = asyncio.get_running_loop()
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                raise RuntimeError("the client runs in the background already: stop() it first")
            if self._task is None or self._task.done():
                self._session.start(_now_ms())
                self._loop, self._wake, self._tried = loop, asyncio.Event(), loop.create_future()
                self._task = loop.create_task(self._run(), name="tickwire-client")
            elif self._loop is not loop:
                raise RuntimeError("the client runs in another loop already: disconnect() there first")

            return self._task

    def _background(self) -> None:
        asyncio.run(self._run_background())

    async def _run_background(self) -> None:
        with self._lock:
            self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
            self._tried = self._loop.create_future()
        await self._run()

    def request_stop(self) -> None:
        with self._lock:
            self._session.stop()
        self.notify()

    def notify(self) -> None:
        """Have the loop look at what there is to do."""
        with self._lock:
            loop, wake = self._loop, self._wake
            if loop is not None and wake is not None and not loop.is_closed():
                loop.call_soon_threadsafe(wake.set)

    async def _run(self) -> None:
        try:
            while not self._session.is_over:
                await self._pause()
                if not self._session.is_over:
                    await self._live()
        finally:
            with self._lock:
                self._session.stop()
                tried = self._tried
                self._loop = self._wake = None
            self._hub.end()
            if tried is not None and not tried.done():
                tried.set_result(False)

    async def _pause(self) -> None:
        """Wait until it is time to dial, or to stop."""
        while self._session.dial_ms is not None:
            wait_s = (self._session.dial_ms - _now_ms()) / 1_000
            if wait_s <= 0:
                return
            await self._woken(wait_s)

    async def _woken(self, timeout_s: float) -> None:
        wake = self._wake
        assert wake is not None
        try:
            await asyncio.wait_for(wake.wait(), timeout_s)
        except asyncio.TimeoutError:
            pass
        wake.clear()

    async def _live(self) -> None:
        """One connection, from dialing to its end."""
        try:
            link = await self._dial()
        except LinkError as ex:
            self._hub.last_error = str(ex)
            await self._hub.tell(self._closed(ex.code, str(ex)))
            self._settle(False)
            return

        code: Optional[int] = None
        reason = ""
        sender: Optional["asyncio.Task[None]"] = None
        try:
            with self._lock:
                self._subscribe_to_market()
                news = self._session.opened(_now_ms())
            self._settle(True)
            sender = asyncio.get_running_loop().create_task(self._send(link), name="tickwire-sender")
            await self._hub.tell(news)
            await self._receive(link)
            code, reason = (_OWN_CLOSE, "") if self._session.is_over else (link.code, link.reason)
        finally:
            if sender is not None:
                sender.cancel()
                await asyncio.wait([sender])
            await link.close()
            news = self._closed(code, reason)
        await self._hub.tell(news)

    async def _dial(self) -> Link:
        token = self._dialing.token
        if self._dialing.token_supplier is not None and (token is None or self._session.wants_token):
            try:
                token = await self._new_token()
            except Exception as ex:
                raise LinkError(f"no token came: {type(ex).__name__}: {ex}", None) from ex
        to = self._dialing
        attempt = asyncio.ensure_future(Link.open(
            to.url, to.encoding, token, to.ssl_context, to.timeout_s, to.compression))
        try:
            while not attempt.done():
                woken = asyncio.ensure_future(self._woken(to.timeout_s))
                await asyncio.wait([attempt, woken], return_when=asyncio.FIRST_COMPLETED)
                woken.cancel()
                await asyncio.wait([woken])
                if self._session.is_over and not attempt.done():
                    raise LinkError("the client was stopped while it connected", None)
            return attempt.result()
        finally:
            if not attempt.done():
                attempt.cancel()
                await asyncio.wait([attempt])

    async def _new_token(self) -> str:
        """A token of the supplier, which may take its time."""
        assert self._dialing.token_supplier is not None
        if inspect.iscoroutinefunction(self._dialing.token_supplier):
            token = await self._dialing.token_supplier()
        else:
            token = await asyncio.get_running_loop().run_in_executor(None, self._dialing.token_supplier)
            if inspect.isawaitable(token):
                token = await token
        with self._lock:
            self._session.wants_token = False

        return str(token)

    def _subscribe_to_market(self) -> None:
        if self._dialing.market is None:
            self._dialing.market = not len(self._session.subscriptions)
        if self._dialing.market:
            self._session.subscribe(Request.of("market", None, None, {}))
            self._dialing.market = False

    async def _receive(self, link: Link) -> None:
        session = self._session
        while not session.is_over:
            frame = await link.receive()
            if frame is None:
                return
            with self._lock:
                news = session.received(frame, _now_ms(), time.time_ns() // 1_000)
                has_to_send = session.has_to_wait() or session.wants_token
            if has_to_send and self._wake is not None:
                self._wake.set()
            if news:
                await self._hub.tell(news)

    async def _send(self, link: Link) -> None:
        """Send what is to be sent, and look whether the connection is alive, until it is not, or is to end."""
        session = self._session
        while not session.is_over:
            if session.wants_token:
                await self._renew()
            with self._lock:
                is_alive = session.tick(_now_ms())
                frames = session.outgoing(_now_ms())
                has_more = session.has_to_wait()
            if not is_alive:
                link.abort()
                return
            if not await link.send(frames):
                return
            await self._woken(_PACED_S if has_more else _TICK_S)
        await link.close()

    async def _renew(self) -> None:
        with self._lock:
            self._session.wants_token = False
        try:
            token = await self._new_token()
        except Exception as ex:
            await self._hub.tell([self._hub.error("token", f"no token came: {type(ex).__name__}: {ex}")])
            return
        with self._lock:
            self._session.authenticate(token)

    def _closed(self, code: Optional[int], reason: str) -> List[News]:
        with self._lock:
            return self._session.closed(code, reason, _now_ms())

    def _settle(self, succeeded: bool) -> None:
        if self._tried is not None and not self._tried.done():
            self._tried.set_result(succeeded)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
