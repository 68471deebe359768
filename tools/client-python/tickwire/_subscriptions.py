"""What a program asks for, shared: subscriptions that are the same are one on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Any, Callable, Dict, FrozenSet, Iterable, Iterator, List, Mapping, Optional, Set, Tuple, Union

from ._wire import Message, TickwireError

Callback = Callable[[Message], Any]
Names = Union[str, Iterable[str]]
End = Callable[["Handle"], None]
Change = Callable[["Handle", Dict[str, Any]], None]

_ALIASES = {
    "price": "prices ticker tickers",
    "bbo": "bbos quote quotes book_ticker bookticker",
    "book": "books orderbook orderbooks order_book depth l2",
    "trade": "trades",
    "stats": "statistics market_stats market_statistics",
    "candle": "candles kline klines ohlc ohlcv",
    "signal": "signals",
    "liquidation": "liquidations",
    "arbitrage": "arbitrages",
    "market": "markets market_data",
    "orders": "order",
    "executions": "execution fill fills",
    "positions": "position",
    "account": "accounts balance balances",
}
_CANONICAL = {alias: name for name, aliases in _ALIASES.items() for alias in [name, *aliases.split()]}
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_SEPARATORS = str.maketrans("", "", "/-_:")

PRIVATE = frozenset(("orders", "executions", "positions", "account"))
EVENTS = frozenset(("trade", "signal", "liquidation", "arbitrage"))

StreamKey = Tuple[str, Optional[str], Optional[str], Optional[int]]
BookDepth = Tuple[bool, float, bool]

_DEPTHS = (1, 5, 10, 20, 50, 100, 500)


def book_depth(fields: Mapping[str, Any]) -> BookDepth:
    """What two streams of one book differ in: changes or whole books, levels, checksums; asked for, or granted."""
    depth = fields.get("depth", 20)
    granted = next((one for one in _DEPTHS if isinstance(depth, (int, float)) and one >= depth), inf)

    return fields.get("mode") == "delta", granted, fields.get("checksum") is True


def channel_name(name: str) -> str:
    """The channel that a name of it means; a topic is its own."""
    lower = name.lower()

    return _CANONICAL.get(lower, lower)


def plain(symbol: str) -> str:
    """A symbol's name without separators, in capitals: what the server takes for the same name."""
    return symbol.upper().translate(_SEPARATORS)


def candle_seconds(interval: Union[str, int, float, None]) -> Optional[int]:
    """The size of a candle in seconds, of ``1m``, ``1h`` or a number of seconds."""
    if interval is None:
        return None
    text = str(interval).lower()
    unit = _UNITS.get(text[-1:])
    digits = text[:-1] if unit else text
    try:
        return int(float(digits) * (unit or 1))
    except ValueError:
        return None


@dataclass(frozen=True)
class Request:
    """What is asked for of one channel. Two that are equal are one subscription of the connection."""

    channel: str
    symbols: Tuple[str, ...]
    venues: Tuple[str, ...]
    settings: Tuple[Tuple[str, Any], ...]

    @staticmethod
    def of(channel: str, symbols: Optional[Names], venues: Optional[Names], settings: Dict[str, Any]) -> "Request":
        """:raises ValueError: where a name is none."""
        if not isinstance(channel, str) or not channel:
            raise ValueError(f"channel must be a name: channel={channel!r}")
        name = channel_name(channel)
        given = {key: value for key, value in settings.items() if value is not None}

        return Request(name, _names("symbols", symbols), _names("venues", venues), tuple(sorted(given.items())))

    def parameters(self) -> Dict[str, Any]:
        """All that the message has besides channel and symbols."""
        parameters = dict(self.settings)
        if self.venues:
            parameters["venues"] = list(self.venues)

        return parameters

    def depth(self) -> BookDepth:
        """What of a book it asks for."""
        return book_depth(dict(self.settings))

    def is_open_ended(self) -> bool:
        """Whether symbols that are listed later may be of it."""
        return not self.symbols or any(symbol.endswith("*") for symbol in self.symbols)


def covers(request: Request, text: str) -> bool:
    """Whether what a text names is of a request, too."""
    return not request.symbols or any(_means(other, text) for other in request.symbols)


def _names(what: str, names: Optional[Names]) -> Tuple[str, ...]:
    listed = (names,) if isinstance(names, str) else tuple(names or ())
    for name in listed:
        if not isinstance(name, str) or not name:
            raise ValueError(f"{what} must be names: {what}={names!r}")

    return tuple(dict.fromkeys(listed))


@dataclass
class Shared:
    """A request on the wire, and the handles that share it."""

    request: Request
    handles: List["Handle"] = field(default_factory=list)
    names: Set[str] = field(default_factory=set)
    streams: Set[StreamKey] = field(default_factory=set)
    is_granted: bool = False

    def wants(self, channel: str, message: Message) -> bool:
        """Whether a message of market data, of an account or of a topic is for it."""
        request = self.request
        if request.channel != channel:
            return False
        if channel == "market" or not request.symbols and not request.venues:
            return channel != "candle" or self._has_interval(message)

        symbol = str(message.get("account" if channel in PRIVATE else "symbol"))
        if request.venues and not self._has_venue(message):
            return False
        if channel == "candle" and not self._has_interval(message):
            return False

        return not request.symbols or symbol in self.names or any(_means(text, symbol) for text in request.symbols)

    def named(self, names: Set[str]) -> Set[str]:
        """Those of some names, all of one answer, that this request asked for, by their base asset where need be."""
        texts = self.request.symbols
        if not texts:
            return names
        mine = {name for name in names if name in self.names or any(_means(text, name) for text in texts)}
        for text in texts:
            if not any(_means(text, name) for name in mine):
                mine |= {name for name in names if plain(name).startswith(plain(text))}

        return mine

    def has_name_of(self, text: str) -> bool:
        """Whether a text of the request has come to a name."""
        return any(_means(text, name) or plain(name).startswith(plain(text)) for name in self.names)

    def _has_venue(self, message: Message) -> bool:
        venues = {message.get(name) for name in ("venue", "buy_venue", "sell_venue")}
        lower = {str(venue).lower() for venue in venues if venue is not None}

        return any(venue.lower() in lower for venue in self.request.venues)

    def _has_interval(self, message: Message) -> bool:
        wanted = dict(self.request.settings).get("interval", "1m")

        return candle_seconds(message.get("interval")) == candle_seconds(wanted)


def _means(text: str, symbol: str) -> bool:
    if text.endswith("*"):
        return symbol.upper().startswith(text[:-1].upper()) or plain(symbol).startswith(plain(text[:-1]))

    return plain(text) == plain(symbol) or symbol.upper().split("/")[0] == text.upper()


class Handle:
    """One part of a program's interest in a channel. :meth:`unsubscribe` ends it."""

    def __init__(
            self, shared: Shared, callback: Optional[Callback], end: End, change: Change) -> None:
        self.callback = callback
        self.shared = shared
        self.received = 0
        self._end: Optional[End] = end
        self._change = change

    @property
    def request(self) -> Request:
        """What was asked for."""
        return self.shared.request

    @property
    def is_live(self) -> bool:
        """Whether the server has granted it on this connection."""
        return self._end is not None and self.shared.is_granted

    def update(self, **settings: Any) -> None:
        """Change ``interval``, ``mode``, ``depth`` and the like, for all that share the subscription.

        :raises ValueError: where it has ended.
        """
        if self._end is None:
            raise ValueError("the subscription has ended")
        self._change(self, settings)

    def unsubscribe(self) -> None:
        """End it; the last of those that share a subscription ends that. A second call does nothing."""
        end, self._end = self._end, None
        if end is not None:
            end(self)

    def __enter__(self) -> "Handle":
        return self

    def __exit__(self, *_: object) -> None:
        self.unsubscribe()


class Subscriptions:
    """All that is asked for on a connection, each thing once. Callers hold the session's lock.

    :param is_numbered: whether each message of a book says of which stream it is, and so of which view of the book.
    """

    def __init__(self, is_numbered: bool) -> None:
        self._is_numbered = is_numbered
        self._all: Dict[Request, Shared] = {}

    def __iter__(self) -> Iterator[Shared]:
        return iter(list(self._all.values()))

    def __len__(self) -> int:
        return len(self._all)

    def share(self, request: Request) -> Tuple[Shared, List[str], bool]:
        """The subscription of a request, the symbols that have to be asked for, and whether anything has to be.

        :raises TickwireError: where it asks for books in a second way.
        """
        shared = self._all.get(request)
        if shared is not None:
            return shared, [], False

        others = self._alike(request)
        if request.channel == "book":
            self._refuse_other_books(request)
        shared = self._all[request] = Shared(request)
        if any(not other.symbols for other in others):
            return shared, [], False
        rest = [symbol for symbol in request.symbols if not any(symbol in other.symbols for other in others)]

        return shared, rest, bool(rest) or not request.symbols

    def drop(self, shared: Shared) -> Tuple[List[str], bool, List[Shared]]:
        """Forget a subscription.

        The server ends all of a symbol on a channel, whatever its venue and interval.

        :returns: the symbols that nobody wants any more, whether anything has to be ended, and what ends with it
            though it is wanted, since a pattern of one names symbols of another.
        """
        request = shared.request
        self._all.pop(request, None)
        others = [other for other in self._all.values() if other.request.channel == request.channel]
        if not request.symbols:
            return [], not others, []
        rest = [
            text for text in request.symbols if not any(covers(other.request, text) for other in others)]
        ended_too = [
            other for other in others
            if any(text.endswith("*") and _means(text, symbol) for text in rest for symbol in other.request.symbols)]

        return rest, bool(rest), ended_too

    def change(self, shared: Shared, settings: Dict[str, Any]) -> None:
        """Have a subscription ask for something else.

        :raises ValueError: where another one asks for that already.
        :raises TickwireError: where it asks for books in a second way.
        """
        before = shared.request
        after = Request.of(before.channel, before.symbols, before.venues, {**dict(before.settings), **settings})
        if after in self._all:
            raise ValueError(f"another subscription has this: {dict(after.settings)}")
        self._all.pop(before, None)
        try:
            if after.channel == "book":
                self._refuse_other_books(after)
        except TickwireError:
            self._all[before] = shared
            raise
        shared.request = after
        self._all[after] = shared

    def wanting(self, channel: str, message: Message, depth: Optional[BookDepth] = None) -> List[Handle]:
        """The handles that a message is for, each once.

        :param depth: of the view of a book that it is of, where that is known.
        """
        return [
            handle for shared in self._all.values()
            if shared.wants(channel, message) and depth in (None, shared.request.depth())
            for handle in shared.handles]

    def _alike(self, request: Request) -> List[Request]:
        return [
            other for other in self._all
            if other != request and other.channel == request.channel
            and other.venues == request.venues and other.settings == request.settings]

    def _refuse_other_books(self, request: Request) -> None:
        texts: FrozenSet[str] = frozenset(plain(symbol) for symbol in request.symbols)
        for other in self._all:
            if other.channel == "book" and other.settings != request.settings and (
                    not self._is_numbered or other.depth() == request.depth()) and (
                    not texts or not other.symbols
                    or texts & frozenset(plain(symbol) for symbol in other.symbols)):
                # Their messages do not say which of the two they are of.
                raise TickwireError(
                    "conflicting_view", "books of a symbol can be had in one way on a connection: "
                    f"{dict(other.settings)} is subscribed to, so that {dict(request.settings)} can not be")
