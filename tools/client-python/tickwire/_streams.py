"""The state of the market as this client has it: a place in each stream, books, prices.

The chain rule of the protocol is here, and nothing of connections.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Optional, Tuple

from ._book import LIVE, RECOVERING, STALE, Book
from ._subscriptions import EVENTS, PRIVATE, BookDepth, StreamKey, book_depth, candle_seconds, plain
from ._wire import Message

RESYNC_MS = 1_000

CHANNELS = {
    "price_update": "price",
    "bbo_update": "bbo",
    "orderbook_update": "book",
    "trade_update": "trade",
    "stats_update": "stats",
    "candle_update": "candle",
    "signal_update": "signal",
    "liquidation_update": "liquidation",
    "arbitrage_update": "arbitrage",
    "initial_data": "market",
    "market_update": "market",
    "order_update": "orders",
    "execution_update": "executions",
    "position_update": "positions",
    "account_update": "account",
}


@dataclass
class Stream:
    """A place in a stream."""

    key: StreamKey
    seq: Optional[int] = None
    status: str = LIVE
    is_raw: bool = True
    is_wanted: bool = True
    replayed: int = 0
    resync_ms: Optional[int] = None
    depth: Optional[BookDepth] = None
    book: Optional[Book] = None

    @property
    def channel(self) -> str:
        return self.key[0]


@dataclass
class Counts:
    """What happened, since the client began."""

    messages: int = 0
    errors: int = 0
    duplicates: int = 0
    gaps: int = 0
    missed: int = 0
    resyncs: int = 0
    reconnects: int = 0
    dropped: int = 0
    checksums: int = 0
    bytes: int = 0


class Streams:
    """All streams of a client. Callers hold the session's lock.

    :param is_numbered: whether each message of a book says of which stream it is, and so of which view of the book.
    """

    def __init__(self, counts: Counts, is_numbered: bool) -> None:
        self.counts = counts
        self._is_numbered = is_numbered
        self.epoch: Optional[int] = None
        self.all: Dict[StreamKey, Stream] = {}
        self.books: Dict[Tuple[str, str], Book] = {}
        self.prices: Dict[Tuple[str, str], Any] = {}
        self.latest: Dict[str, Message] = {}
        self.exponents: Dict[str, Tuple[int, int]] = {}
        self._by_plain: Dict[str, str] = {}
        self._by_sid: Dict[int, Stream] = {}
        self._others: Dict[Tuple[StreamKey, BookDepth], Stream] = {}
        self._late: Dict[StreamKey, Stream] = {}
        self._resyncs: List[Message] = []

    def take(self, channel: str, message: Message, now_ms: int) -> Tuple[bool, List[Message]]:
        """Apply a message of a channel.

        :returns: whether it is for the program, and what else is to be told.
        """
        told: List[Message] = []
        if channel in PRIVATE or message.get("seq") is None:
            return True, told

        stream = self._stream(channel, message)
        if channel == "book":
            is_taken = self._take_book(stream, message, told, now_ms)
        else:
            is_taken = self._follows(stream, message, told)
            if is_taken:
                stream.status = LIVE
        if not is_taken:
            return False, told
        stream.replayed += 1
        if channel in ("price", "market"):
            self._take_prices(message)

        return True, told

    def subscribed(self, message: Message) -> Tuple[List[StreamKey], List[Message]]:
        """Take what was granted: ids, exponents and places of streams.

        :returns: the streams, and what is to be told of them.
        """
        told = self.have_epoch(message.get("epoch"))
        channel = str(message.get("channel"))
        keys = []
        for i, sid in enumerate(message.get("sid") or ()):
            symbol, venue = _at(message, "symbol", i), _at(message, "venue", i)
            key: StreamKey = (channel, symbol, venue, _seconds(channel, message.get("interval")))
            keys.append(key)
            stream = self.all.setdefault(key, Stream(key))
            if channel == "book" and self._is_numbered:
                stream = self._view(stream, book_depth(message))
            self._by_sid[sid] = stream
            stream.is_raw = message.get("class") == "raw"
            exponents = (_at(message, "px_exp", i), _at(message, "qty_exp", i))
            if symbol is not None and None not in exponents:
                self.exponents[symbol] = exponents
            self._begin(stream, _at(message, "seq", i), message.get("recovered"), told)

        return keys, told

    def gap(self, message: Message) -> bool:
        """Take what the server says it lost: the stream goes on behind it.

        :returns: whether it is new.
        """
        end, begin = message.get("to"), message.get("from")
        if not isinstance(end, int):
            self.counts.gaps += 1
            return True
        known = self._of(message)
        if not known:
            key: StreamKey = (str(message.get("channel")), message.get("symbol"), message.get("venue"), None)
            known = [self.all.setdefault(key, Stream(key))]
        behind = [stream for stream in known if stream.seq is None or stream.seq < end]
        if not behind:
            return False
        self.counts.gaps += 1
        for stream in behind:
            first = begin if isinstance(begin, int) else end
            self.counts.missed += end - (first if stream.seq is None else max(first, stream.seq + 1)) + 1
            stream.seq = end

        return True

    def stale(self, message: Message) -> None:
        """Take that a state can not be trusted."""
        for stream in self._of(message):
            stream.status = STALE
            book = self._book(stream)
            if book is not None:
                book.status = STALE

    def caught_up(self, message: Message) -> Optional[Message]:
        """Check the server's figures of what was missed against what came."""
        stream = self._by_sid.get(message.get("sid", -1))
        count = message.get("count")
        if stream is None or not isinstance(count, int) or stream.replayed == count:
            return None

        return {
            "type": "error", "code": "caught_up",
            "message": f"{count} messages were to come again, and {stream.replayed} did: {_called(stream.key)}"}

    def have_epoch(self, epoch: Optional[int]) -> List[Message]:
        """Take the server's epoch. Another one than before voids all places, which is told."""
        told: List[Message] = []
        if not isinstance(epoch, int) or epoch == self.epoch:
            return told
        if self.epoch is not None:
            for stream in self.every():
                if stream.channel in EVENTS and stream.seq is not None:
                    self.counts.gaps += 1
                    told.append(_gap(stream.key, None, None, "unrecoverable"))
                self._void(stream)
        self.epoch = epoch

        return told

    def disconnected(self) -> None:
        """Nothing is known of what goes on from now."""
        self._by_sid.clear()
        self._late.clear()
        self._others.clear()
        for stream in self.all.values():
            stream.depth = None
            stream.status = STALE
            book = self._book(stream)
            if book is not None:
                book.status = STALE

    def forget(self, keys: Iterable[StreamKey]) -> None:
        """Nobody wants these streams any more: what is known of them stays, and what comes later is no loss."""
        for key in keys:
            self._late.pop(key, None)
            if key in self.all:
                self.all[key].is_wanted = False

    def due_resyncs(self, now_ms: int) -> List[Message]:
        """The messages by which broken chains are to be healed."""
        for key, stream in list(self._late.items()):
            if stream.resync_ms is None or now_ms - stream.resync_ms >= RESYNC_MS:
                del self._late[key]
                self._resync(stream, now_ms)
        due, self._resyncs = self._resyncs, []

        return due

    def price_of(self, symbol: str) -> Optional[Message]:
        """The newest that is known of a symbol's price, whatever separators its name is written with."""
        known = self.latest.get(symbol)
        if known is None:
            known = self.latest.get(self._by_plain.get(plain(symbol), ""))

        return known

    def _stream(self, channel: str, message: Message) -> Stream:
        interval = _seconds(channel, message.get("interval"))
        key: StreamKey = (channel, message.get("symbol"), message.get("venue"), interval)
        numbered = self._by_sid.get(message.pop("sid", -1))

        return self.all.setdefault(key, Stream(key)) if numbered is None else numbered

    def _view(self, first: Stream, depth: BookDepth) -> Stream:
        """The stream of a view of a book: the first, where that is of no other that is wanted, or one beside it."""
        if first.depth in (None, depth) or not first.is_wanted:
            first.depth = depth
            return first
        other = Stream(first.key, depth=depth, book=Book(str(first.key[1]), str(first.key[2])))

        return self._others.setdefault((first.key, depth), other)

    def every(self) -> List[Stream]:
        """All streams, each view of a book by itself."""
        return [*self.all.values(), *self._others.values()]

    def depth_of(self, message: Message) -> Optional[BookDepth]:
        """Of which view of a book a message is; None: of none that is told from others."""
        stream = self._by_sid.get(message.get("sid", -1))

        return None if stream is None else stream.depth

    def _book(self, stream: Stream) -> Optional[Book]:
        if stream.book is not None:
            return stream.book
        return self.books.get((str(stream.key[1]), str(stream.key[2]))) if stream.channel == "book" else None

    def _follows(self, stream: Stream, message: Message, told: List[Message]) -> bool:
        seq, last = message["seq"], stream.seq
        if message.get("pseq") == 0 or last is None:
            stream.seq = seq
            return True
        if seq <= last:
            self.counts.duplicates += 1
            return False
        if stream.channel in EVENTS and stream.is_raw and seq > last + 1:
            self.counts.missed += seq - last - 1
            self.counts.gaps += 1
            told.append(_gap(stream.key, last + 1, seq - 1, "unannounced"))
        stream.seq = seq

        return True

    def _take_book(self, stream: Stream, message: Message, told: List[Message], now_ms: int) -> bool:
        key = (str(stream.key[1]), str(stream.key[2]))
        book = stream.book or self.books.setdefault(key, Book(*key))
        seq = message["seq"]
        is_state = message.get("kind") != "delta"
        if not is_state:
            if stream.status == RECOVERING or stream.seq is None:
                # Its first state is on its way by itself, unless that takes too long.
                if stream.resync_ms is None:
                    stream.resync_ms = now_ms
                self._ask_again(stream, now_ms)
                return False
            if stream.seq is not None and seq <= stream.seq:
                self.counts.duplicates += 1
                return False
            if message.get("pseq") != stream.seq:
                self._break(stream, book, now_ms)
                return False

        book.take(message)
        stream.seq = seq
        if is_state:
            stream.status = book.status = LIVE
            self._late.pop(stream.key, None)
        exponents = self.exponents.get(key[0])
        expected = message.get("checksum")
        if isinstance(expected, int) and exponents is not None and book.checksum(*exponents) != expected:
            self.counts.checksums += 1
            told.append({
                "type": "error", "code": "checksum",
                "message": f"the book is not what its checksum says: {_called(stream.key)} seq={seq}"})
            self._break(stream, book, now_ms)
            return False

        return True

    def _break(self, stream: Stream, book: Book, now_ms: int) -> None:
        stream.status = RECOVERING
        book.drop()
        if not self._ask_again(stream, now_ms):
            # Asked for already within this second; what comes may be of before the break.
            self._late[stream.key] = stream

    def _ask_again(self, stream: Stream, now_ms: int) -> bool:
        if stream.resync_ms is not None and now_ms - stream.resync_ms < RESYNC_MS:
            return False
        self._late.pop(stream.key, None)
        self._resync(stream, now_ms)

        return True

    def _resync(self, stream: Stream, now_ms: int) -> None:
        stream.resync_ms = now_ms
        self.counts.resyncs += 1
        channel, symbol, venue, _ = stream.key
        self._resyncs.append({"type": "resync", "channel": channel, "symbol": symbol, "venue": venue})

    def _begin(self, stream: Stream, seq: Optional[int], recovered: Optional[bool], told: List[Message]) -> None:
        stream.replayed = 0
        if not stream.is_wanted:
            stream.is_wanted, stream.seq = True, None
        if stream.channel not in EVENTS:
            if stream.channel == "book" and stream.seq is None:
                stream.status = RECOVERING
        elif stream.seq is None:
            stream.seq = seq
        elif not recovered and seq is not None and seq > stream.seq:
            self.counts.gaps += 1
            self.counts.missed += seq - stream.seq
            told.append(_gap(stream.key, stream.seq + 1, seq, "unrecoverable"))
            stream.seq = seq

    def _void(self, stream: Stream) -> None:
        stream.seq = None
        if stream.channel == "book":
            stream.status = RECOVERING
        book = self._book(stream)
        if book is not None:
            book.drop()

    def _of(self, message: Message) -> List[Stream]:
        """The streams that a word on some is about: what it does not name, is meant whatever it is."""
        symbol, venue, channel = message.get("symbol"), message.get("venue"), message.get("channel")

        return [
            stream for stream in self.every()
            if channel in (None, stream.key[0]) and symbol in (None, stream.key[1]) and venue in (None, stream.key[2])]

    def _take_prices(self, message: Message) -> None:
        if message["type"] == "price_update":
            symbol = message["symbol"]
            if message["price"] is not None:
                self.prices[symbol, str(message.get("venue"))] = message["price"]
            self._latest(symbol, {
                "price": message["price"], "change_24h": message.get("change_24h"),
                "volume_24h": message.get("volume_24h"), "timestamp": message.get("timestamp")})
            return
        for symbol, data in message["data"].items():
            self.prices[symbol, ""] = data["price"]
            self._latest(symbol, data)

    def _latest(self, symbol: str, data: Dict[str, Any]) -> None:
        self.latest[symbol] = data
        self._by_plain.setdefault(plain(symbol), symbol)


def _seconds(channel: str, interval: Any) -> Optional[int]:
    return candle_seconds(interval) if channel == "candle" else None


def _at(message: Message, name: str, index: int) -> Any:
    values = message.get(name)

    return values[index] if isinstance(values, list) and index < len(values) else None


def _gap(key: StreamKey, begin: Optional[int], end: Optional[int], reason: str) -> Message:
    channel, symbol, venue, _ = key

    return {
        "type": "gap", "channel": channel, "symbol": symbol, "venue": venue, "from": begin, "to": end,
        "reason": reason}


def _called(key: StreamKey) -> str:
    return " ".join(f"{name}={value}" for name, value in zip(("channel", "symbol", "venue"), key))
