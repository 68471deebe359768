"""What a program is told: by callbacks, by a queue that any thread may read, and by iterators of asyncio."""

from __future__ import annotations

import asyncio
import inspect
import queue
import threading
from collections import deque
from typing import Any, Callable, Deque, Dict, List, Optional

from ._session import EVENT_OF, News
from ._streams import Counts
from ._subscriptions import Callback
from ._wire import Message

TOLD = frozenset(EVENT_OF.values()) | {"gap", "stale", "status", "broadcast", "heartbeat"}


class Hub:
    """Takes news where the connection is, and brings them to all that want them."""

    def __init__(self, counts: Counts, lock: "threading.RLock", queue_size: int) -> None:
        self.callbacks: List[Callback] = []
        self.message_queue: "queue.Queue[Message]" = queue.Queue(queue_size)
        self.last_error: Optional[str] = None
        self._counts = counts
        self._lock = lock
        self._listeners: Dict[str, List[Callable[..., Any]]] = {}
        self._taps: List[Tap] = []

    def on(self, event: str, callback: Callable[..., Any]) -> Callable[[], None]:
        """Have an event told.

        :returns: what ends it.
        """
        listeners = self._listeners
        with self._lock:
            listeners[event] = [*listeners.get(event, ()), callback]

        def off() -> None:
            with self._lock:
                listeners[event] = [other for other in listeners.get(event, ()) if other is not callback]

        return off

    def open_tap(self, tap: "Tap") -> None:
        with self._lock:
            self._taps = [*self._taps, tap]

    def close_tap(self, tap: "Tap") -> None:
        with self._lock:
            self._taps = [other for other in self._taps if other is not tap]
            self._counts.dropped += tap.dropped

    def dropped(self) -> int:
        """What was too much for the program."""
        return self._counts.dropped + sum(tap.dropped for tap in self._taps)

    def end(self) -> None:
        """Nothing comes any more: iterators end."""
        for tap in self._taps:
            tap.end()

    async def tell(self, news: List[News]) -> None:
        for item in news:
            await self._tell_one(item)

    def error(self, code: str, text: str) -> News:
        """An error of our own, counted."""
        with self._lock:
            self._counts.errors += 1

        return News("error", {"type": "error", "code": code, "message": text})

    async def _tell_one(self, item: News) -> None:
        event, message = item.event, item.message
        if event == "error":
            self.last_error = str(message.get("message"))
        if event in TOLD:
            self._enqueue(message)
        for tap in self._taps:
            if event in tap.events:
                tap.put(message)

        is_new = event != "error"
        for handle in item.handles:
            if handle.callback is not None and is_new:
                await self._call(handle.callback, message, is_new)
        if event in TOLD:
            for callback in list(self.callbacks):
                await self._call(callback, message, is_new)
        for listener in self._listeners.get(event, ()):
            await self._call(listener, message, is_new)

    async def _call(self, callback: Callable[..., Any], message: Message, is_new: bool) -> None:
        try:
            result = callback(message)
            if inspect.isawaitable(result):
                await result
        except Exception as ex:
            name = getattr(callback, "__name__", type(callback).__name__)
            error = self.error("listener", f"{name} threw {type(ex).__name__}: {ex}")
            # What listens to errors is not told of its own.
            if is_new:
                await self._tell_one(error)

    def _enqueue(self, message: Message) -> None:
        while True:
            try:
                self.message_queue.put_nowait(message)
                return
            except queue.Full:
                try:
                    self.message_queue.get_nowait()
                    self._counts.dropped += 1
                except queue.Empty:
                    pass


class Tap:
    """A bounded queue between the connection's thread and a loop that iterates."""

    def __init__(self, loop: asyncio.AbstractEventLoop, events: "frozenset[str]", size: int) -> None:
        self.events = events
        self.dropped = 0
        self._loop = loop
        self._messages: Deque[Message] = deque(maxlen=size)
        self._event = asyncio.Event()
        self._has_ended = False

    def put(self, message: Message) -> None:
        if len(self._messages) == self._messages.maxlen:
            self.dropped += 1
        self._messages.append(message)
        self._signal()

    def end(self) -> None:
        self._has_ended = True
        self._signal()

    async def take(self) -> Optional[Message]:
        while True:
            try:
                return self._messages.popleft()
            except IndexError:
                if self._has_ended:
                    return None
            self._event.clear()
            if not self._messages and not self._has_ended:
                await self._event.wait()

    def _signal(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._event.set)
        except RuntimeError:
            # The loop is closed: nobody iterates any more.
            self._has_ended = True
