"""What a client does, without sockets, threads or clocks: frames and times go in, frames and news come out.

The same code is driven by asyncio (:mod:`tickwire.client`) and, step by step, by the conformance set.
"""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Callable, Deque, Dict, List, Optional, Sequence, Set, Tuple

from ._pacing import Backoff, Pace
from ._streams import CHANNELS, Counts, Streams
from ._subscriptions import EVENTS, Callback, Change, End, Handle, Request, Shared, StreamKey, Subscriptions
from ._wire import Frame, Message, TickwireError, WireError, decode, encode, unscale

PING_MS = 15_000
DEAD_MS = 45_000
SINCE_STREAMS = 8

_SYMBOLS_A_MESSAGE = 1_024
_PINGS = 16
_ASKED = 1_024
_NOTHING: Tuple[Sequence[Shared], Message] = ((), {})

ALL_IS_SAID = 1000
FINAL_CODES = frozenset((ALL_IS_SAID, 1002, 1003, 1007, 1008, 1009, 400, 401, 403))
FIRST_FINAL, LAST_FINAL, BAD_TOKEN = 4500, 4999, 4501

EVENT_OF = {
    "price": "market", "bbo": "market", "book": "market", "stats": "market", "candle": "market", "market": "market",
    "trade": "trade", "liquidation": "liquidation", "signal": "signal", "arbitrage": "arbitrage",
    "orders": "order", "executions": "order", "positions": "position", "account": "account",
}


@dataclass
class Settings:
    """How a session behaves."""

    encoding: str = "json"
    exact: bool = False
    auto_reconnect: bool = True
    reconnect_ms: Optional[int] = None
    ping_ms: int = PING_MS
    dead_ms: int = DEAD_MS
    can_renew: bool = False
    jitter: Callable[[], float] = random.random


@dataclass
class News:
    """Something for the program: an event, its message, and the handles that the message is for."""

    event: str
    message: Message
    handles: List[Handle] = field(default_factory=list)


class Session:
    """A connection's life, and the ones after it. Callers hold one lock around all calls."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.counts = Counts()
        is_numbered = settings.encoding == "compact"
        self.streams = Streams(self.counts, is_numbered)
        self.subscriptions = Subscriptions(is_numbered)
        self.is_connected = False
        self.is_over = False
        self.wants_token = False
        self.dial_ms: Optional[int] = None
        self._outgoing: Deque[Message] = deque()
        self._asked: Dict[int, Tuple[Sequence[Shared], Message]] = {}
        self._answers: Dict[int, Callable[[Message], None]] = {}
        self._pings: Dict[int, int] = {}
        self._round_trips: Deque[int] = deque(maxlen=_PINGS)
        self._skews: Deque[int] = deque(maxlen=_PINGS)
        self._id = 0
        self._was_connected = False
        self._pace = Pace()
        self._backoff = Backoff(settings.reconnect_ms, settings.jitter)
        self._heard_ms = 0
        self._pinged_ms = 0

    # What the program does.

    def subscribe(
            self, request: Request, callback: Optional[Callback] = None, end: Optional[End] = None,
            change: Optional[Change] = None) -> Handle:
        """Share a subscription, and ask for it where it is new.

        :param end: what ends the handle, where that is not :meth:`end`.
        :param change: what changes it, where that is not :meth:`change`.
        :raises TickwireError: where it asks for books in a second way; it counts as an error.
        """
        try:
            shared, symbols, has_to_ask = self.subscriptions.share(request)
        except TickwireError:
            self.counts.errors += 1
            raise
        handle = Handle(shared, callback, end or self.end, change or self.change)
        shared.handles.append(handle)
        if self.is_connected and has_to_ask:
            self._ask([shared], {**request.parameters(), "channel": request.channel, "symbols": symbols})
        elif self.is_connected:
            shared.is_granted = True

        return handle

    def end(self, handle: Handle) -> None:
        """Take a handle out; the last of those that share a subscription ends it."""
        shared = handle.shared
        shared.handles.remove(handle)
        if shared.handles:
            return
        symbols, has_to_end, ended_too = self.subscriptions.drop(shared)
        self.streams.forget(shared.streams - {key for other in self.subscriptions for key in other.streams})
        if self.is_connected and has_to_end:
            message: Message = {"type": "unsubscribe", "channel": shared.request.channel, "id": self._next_id()}
            self._outgoing.append({**message, "symbols": symbols} if symbols else message)
            for other in ended_too:
                request = other.request
                self._ask([other], {
                    **request.parameters(), "channel": request.channel, "symbols": list(request.symbols)})

    def change(self, handle: Handle, settings: Dict[str, Any]) -> None:
        """Change how a subscription is, for all that share it."""
        shared = handle.shared
        self.subscriptions.change(shared, settings)
        if self.is_connected:
            request = shared.request
            self._ask([shared], {
                **request.parameters(), "type": "update", "channel": request.channel,
                "symbols": list(request.symbols)})

    def request(self, message: Message, answer: Callable[[Message], None]) -> int:
        """Send a message that is answered by its id; where the connection ends first, by an ``error``."""
        number = self._next_id()
        self._answers[number] = answer
        self._outgoing.append({**message, "id": number})

        return number

    def forget_answer(self, number: int) -> None:
        """Nobody waits for this answer any more."""
        self._answers.pop(number, None)

    def authenticate(self, token: str) -> None:
        """Say who the client is, from now on."""
        self.wants_token = False
        self._outgoing.append({"type": "auth", "token": token, "id": self._next_id()})

    def start(self, now_ms: int) -> None:
        """Begin to dial."""
        self.is_over = False
        self.dial_ms = now_ms

    def stop(self) -> None:
        """Dial no more."""
        self.is_over = True
        self.dial_ms = None

    # What the connection does.

    def opened(self, now_ms: int) -> List[News]:
        """The connection stands: ask for all that is wanted."""
        self.is_connected = True
        self.dial_ms = None
        self._pace.open(now_ms)
        self._heard_ms = self._pinged_ms = now_ms
        if self._was_connected:
            self.counts.reconnects += 1
        self._was_connected = True
        self._ask_for_all()

        return [News("open", {"type": "open"})]

    def received(self, frame: Frame, now_ms: int, wall_us: int = 0) -> List[News]:
        """Take a frame.

        :param wall_us: the time of day in µs, for the latency from the server's ``t_out``; 0: not known.
        """
        self._heard_ms = now_ms
        self._backoff.heard()
        self.counts.bytes += len(frame)
        try:
            message = decode(frame, self.settings.exact)
            self.counts.messages += 1
            if self.settings.exact and not isinstance(frame, str):
                unscale(message, self.streams.exponents.get)
            return self._take(message, now_ms, wall_us)
        except (WireError, KeyError, TypeError, ValueError, AttributeError) as ex:
            return [self._error({
                "type": "error", "code": "invalid_message", "message": f"a frame could not be read: {ex or type(ex)}"})]

    def closed(self, code: Optional[int], reason: str, now_ms: int) -> List[News]:
        """The connection ended, or could not be made: dial again, or never."""
        was_connected, self.is_connected = self.is_connected, False
        self._outgoing.clear()
        self._asked.clear()
        self._pings.clear()
        self.streams.disconnected()
        for shared in self.subscriptions:
            shared.is_granted = False
        news = []
        if was_connected:
            news.append(News("close", {"type": "close", "code": code, "reason": reason}))
        answers, self._answers = self._answers, {}
        for answer in answers.values():
            answer({"type": "error", "code": "closed", "message": "the connection ended before the answer came"})

        if self.is_over or not self.settings.auto_reconnect:
            self.stop()
            return news
        if self._is_final(code):
            self.stop()
            if code != ALL_IS_SAID:
                news.append(self._error({
                    "type": "error", "code": str(code), "fatal": True,
                    "message": f"the server ended the connection for good: {code} {reason}".rstrip()}))
            return news

        self.wants_token = self.settings.can_renew
        self.dial_ms = now_ms + self._backoff.next_ms()

        return news

    def tick(self, now_ms: int) -> bool:
        """Let time go on.

        :returns: whether the connection is alive; where it is not, it has to be closed.
        """
        if not self.is_connected:
            return True
        silent_ms = now_ms - self._heard_ms
        if silent_ms >= self.settings.dead_ms:
            return False
        if silent_ms >= self.settings.ping_ms and now_ms - self._pinged_ms >= self.settings.ping_ms:
            self._ping(now_ms)

        return True

    def outgoing(self, now_ms: int) -> List[Frame]:
        """The frames to send now, no more than the server's limits let."""
        if not self.is_connected:
            return []
        self._outgoing.extend(self.streams.due_resyncs(now_ms))
        frames = []
        while self._outgoing and self._pace.take(now_ms):
            frames.append(encode(self._outgoing.popleft(), self.settings.encoding))

        return frames

    def has_to_wait(self) -> bool:
        """Whether something is to be sent as soon as the server's limits let."""
        return bool(self._outgoing)

    # What can be read of it.

    def latency_ms(self) -> Optional[float]:
        """Half of the median round trip of the last pings; None: there was none."""
        return median(self._round_trips) / 2 if self._round_trips else None

    def delivery_ms(self) -> Optional[float]:
        """The median time from the server's sending to receipt, by both clocks; None: not known."""
        return median(self._skews) / 1_000 if self._skews else None

    def _take(self, message: Message, now_ms: int, wall_us: int) -> List[News]:
        kind = message["type"]
        channel = CHANNELS.get(kind)
        if channel is not None:
            if wall_us and isinstance(message.get("t_out"), int):
                self._skews.append(wall_us - message["t_out"])
            return self._take_data(channel, message, now_ms)

        taker = self._TAKERS.get(kind)
        if taker is not None:
            return taker(self, message, now_ms)
        if kind in ("broadcast", "heartbeat"):
            topic = message.get("channel", kind)
            return [News(kind, message, self.subscriptions.wanting(topic, message))]
        if kind in ("response", "published", "authenticated"):
            self._answer(message)
        return [News("status" if kind in ("status", "server_status", "shutdown") else kind, message)]

    def _take_data(self, channel: str, message: Message, now_ms: int) -> List[News]:
        depth = self.streams.depth_of(message)
        is_wanted, told = self.streams.take(channel, message, now_ms)
        news = [self._told(other) for other in told]
        if is_wanted:
            handles = self.subscriptions.wanting(channel, message, depth)
            for handle in handles:
                handle.received += 1
            news.append(News(EVENT_OF[channel], message, handles))

        return news

    def _take_welcome(self, message: Message, _: int) -> List[News]:
        self._pace.have(message.get("limits") or {})

        return [self._told(other) for other in self.streams.have_epoch(message.get("epoch"))]

    def _take_subscribed(self, message: Message, _: int) -> List[News]:
        keys, told = self.streams.subscribed(message)
        channel = message.get("channel")
        names = {str(key[1]) for key in keys if key[1] is not None}
        asked, _request = self._asked.get(message.get("id"), _NOTHING)  # type: ignore[arg-type]
        listed = [shared for shared in asked if shared.request.channel == channel]
        for shared in listed or [s for s in self.subscriptions if s.request.channel == channel]:
            shared.is_granted = True
            mine = names if len(listed) == 1 else shared.named(names)
            shared.names |= mine
            shared.streams |= {key for key in keys if key[1] in mine or key[1] is None}
        if len(listed) > 1:
            _share_out(names, keys, listed)

        return [News("subscribed", message)] + [self._told(other) for other in told]

    def _take_gap(self, message: Message, _: int) -> List[News]:
        return [self._told(message)] if self.streams.gap(message) else []

    def _take_stale(self, message: Message, _: int) -> List[News]:
        self.streams.stale(message)

        return [self._told(message)]

    def _take_caught_up(self, message: Message, _: int) -> List[News]:
        error = self.streams.caught_up(message)

        return [News("caught_up", message)] + ([self._error(error)] if error else [])

    def _take_ping(self, message: Message, _: int) -> List[News]:
        pong = {"type": "pong", "timestamp": message.get("timestamp"), "id": message.get("id")}
        self._outgoing.append({name: value for name, value in pong.items() if value is not None})

        return []

    def _take_pong(self, message: Message, now_ms: int) -> List[News]:
        sent_ms = self._pings.pop(message.get("id"), None)  # type: ignore[arg-type]
        if sent_ms is not None:
            self._round_trips.append(now_ms - sent_ms)
        self._answer(message)

        return []

    def _take_expiring(self, message: Message, _: int) -> List[News]:
        self.wants_token = self.settings.can_renew

        return [News("expiring", message)]

    def _take_shutdown(self, message: Message, _: int) -> List[News]:
        self._backoff.not_before(message.get("retry_after_ms"))

        return [News("status", message)]

    def _take_error(self, message: Message, _: int) -> List[News]:
        asked, request = self._asked.get(message.get("id"), _NOTHING)  # type: ignore[arg-type]
        handles = [handle for shared in asked for handle in shared.handles]
        if message.get("code") == "rate_limited":
            self._pace.wait(message.get("retry_after_ms") or 0)
            if request:
                self._outgoing.appendleft(request)
        if self._answer(message):
            return []
        news = self._error(message)
        news.handles = handles

        return [news]

    _TAKERS: Dict[str, Callable[["Session", Message, int], List[News]]] = {
        "welcome": _take_welcome,
        "subscribed": _take_subscribed,
        "gap": _take_gap,
        "stale": _take_stale,
        "caught_up": _take_caught_up,
        "ping": _take_ping,
        "pong": _take_pong,
        "expiring": _take_expiring,
        "shutdown": _take_shutdown,
        "error": _take_error,
    }

    def _told(self, message: Message) -> News:
        if message["type"] == "error":
            return self._error(message)
        handles = self.subscriptions.wanting(str(message.get("channel")), message)

        return News(message["type"], message, handles)

    def _error(self, message: Message) -> News:
        self.counts.errors += 1

        return News("error", message)

    def _answer(self, message: Message) -> bool:
        answer = self._answers.pop(message.get("id"), None)  # type: ignore[arg-type]
        if answer is not None:
            answer(message)

        return answer is not None

    def _ask(self, shared: List[Shared], message: Message) -> None:
        number = self._next_id()
        fields = {name: value for name, value in message.items() if name != "symbols" or value}
        request = {"type": "subscribe", **fields, "id": number}
        self._asked[number] = (shared, request)
        if len(self._asked) > _ASKED:
            del self._asked[next(iter(self._asked))]
        self._outgoing.append(request)

    def _ask_for_all(self) -> None:
        """Ask for all subscriptions anew, in few messages: those that differ in their symbols only are one."""
        alike: Dict[Tuple[Any, ...], List[Shared]] = {}
        resumed: Set[StreamKey] = set()
        for shared in self.subscriptions:
            request = shared.request
            if not self._resume(shared, resumed):
                key = (request.channel, request.venues, request.settings, bool(request.symbols))
                alike.setdefault(key, []).append(shared)

        for group in alike.values():
            request = group[0].request
            symbols = list(dict.fromkeys(symbol for shared in group for symbol in shared.request.symbols))
            for i in range(0, max(1, len(symbols)), _SYMBOLS_A_MESSAGE):
                self._ask(group, {
                    **request.parameters(), "channel": request.channel, "symbols": symbols[i:i + _SYMBOLS_A_MESSAGE]})

    def _resume(self, shared: Shared, resumed: Set[StreamKey]) -> bool:
        """Ask for what was missed of a subscription's streams, where they are few and named.

        :param resumed: the streams of which that was asked already.
        :returns: whether that is all there is to ask for.
        """
        request, streams = shared.request, self.streams
        if (request.channel not in EVENTS or streams.epoch is None or request.is_open_ended()
                or not 0 < len(shared.streams) <= SINCE_STREAMS):
            return False
        places = {key: streams.all[key] for key in sorted(shared.streams, key=str) if key in streams.all}
        if len(places) < len(shared.streams) or any(place.seq is None or not place.is_raw for place in places.values()):
            return False
        for key, place in places.items():
            if key not in resumed:
                resumed.add(key)
                _, symbol, venue, _ = key
                message = {
                    **request.parameters(), "channel": request.channel, "symbols": [symbol],
                    "since": {"epoch": streams.epoch, "seq": place.seq}}
                self._ask([shared], message if venue is None else {**message, "venues": [venue]})

        return True

    def _ping(self, now_ms: int) -> None:
        number = self._next_id()
        self._pinged_ms = now_ms
        self._pings = {number: now_ms}
        self._outgoing.append({"type": "ping", "id": number})

    def _next_id(self) -> int:
        self._id += 1

        return self._id

    def _is_final(self, code: Optional[int]) -> bool:
        if code is None:
            return False
        if code == BAD_TOKEN:
            return not self.settings.can_renew

        return code in FINAL_CODES or FIRST_FINAL <= code <= LAST_FINAL


def _share_out(names: Set[str], keys: List[StreamKey], listed: List[Shared]) -> None:
    """Names that no text of a request spells go to the subscriptions that have a text without a name: XBT for BTC."""
    unclaimed = names - {name for shared in listed for name in shared.names}
    for shared in listed:
        if unclaimed and not all(shared.has_name_of(text) for text in shared.request.symbols):
            shared.names |= unclaimed
            shared.streams |= {key for key in keys if key[1] in unclaimed}
