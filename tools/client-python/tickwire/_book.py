"""An order book that a client keeps by itself, of snapshots and deltas."""

from __future__ import annotations

from bisect import bisect_left, insort
from decimal import Decimal
from typing import Any, Dict, List, Mapping, Optional, Tuple

Level = Tuple[Any, Any]

RECOVERING = "recovering"
LIVE = "live"
STALE = "stale"

_CHECKED_LEVELS = 10
_LONG = 8
_LONG_MASK = (1 << 64) - 1
_POLYNOMIAL = 0x82F63B78


def _crc_table() -> List[int]:
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (_POLYNOMIAL if byte & 1 else 0)
        table.append(byte)

    return table


_CRC = _crc_table()


def crc32c(data: bytes) -> int:
    """CRC-32C (Castagnoli), which Python's own library lacks."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ _CRC[(crc ^ byte) & 0xFF]

    return crc ^ 0xFFFFFFFF


class _Side:
    """The levels of one side, sorted; the best is first for asks, last for bids."""

    __slots__ = ("prices", "quantities")

    def __init__(self) -> None:
        self.prices: List[Any] = []
        self.quantities: Dict[Any, Any] = {}

    def clear(self) -> None:
        self.prices.clear()
        self.quantities.clear()

    def apply(self, price: Any, quantity: Any) -> None:
        if quantity == 0:
            if self.quantities.pop(price, None) is not None:
                del self.prices[bisect_left(self.prices, price)]
            return
        if price not in self.quantities:
            insort(self.prices, price)
        self.quantities[price] = quantity


class Book:
    """The book of a symbol at a venue. Not for several threads: :meth:`WebSocketClient.book` gives copies."""

    __slots__ = ("symbol", "venue", "status", "seq", "timestamp", "_bids", "_asks")

    def __init__(self, symbol: str, venue: str) -> None:
        self.symbol = symbol
        self.venue = venue
        self.status = RECOVERING
        self.seq = 0
        self.timestamp: Optional[int] = None
        self._bids = _Side()
        self._asks = _Side()

    def drop(self) -> None:
        """Forget all levels: they can not be trusted."""
        self.status = RECOVERING
        self._bids.clear()
        self._asks.clear()

    def take(self, message: Mapping[str, Any]) -> None:
        """Apply a message that is the next by the chain rule."""
        if message.get("kind") != "delta":
            self._bids.clear()
            self._asks.clear()
        for side, levels in ((self._bids, message["bids"]), (self._asks, message["asks"])):
            for level in levels:
                side.apply(level["price"], level["quantity"])
        self.seq = message["seq"]
        self.timestamp = message.get("timestamp")

    def bids(self, depth: Optional[int] = None) -> List[Level]:
        """Price and quantity of the best levels, the best first."""
        prices = self._bids.prices
        best = prices[::-1] if depth is None else prices[:-depth - 1:-1]

        return [(price, self._bids.quantities[price]) for price in best]

    def asks(self, depth: Optional[int] = None) -> List[Level]:
        """Price and quantity of the best levels, the best first."""
        return [(price, self._asks.quantities[price]) for price in self._asks.prices[:depth]]

    def top(self) -> Tuple[Optional[Level], Optional[Level]]:
        """The best bid and the best ask; None: there is none."""
        bids, asks = self.bids(1), self.asks(1)

        return (bids[0] if bids else None, asks[0] if asks else None)

    def checksum(self, price_exponent: int, quantity_exponent: int) -> int:
        """What the server's ``checksum`` has to be, of the best ten levels' mantissas."""
        data = bytearray()
        for level in self.bids(_CHECKED_LEVELS) + self.asks(_CHECKED_LEVELS):
            for value, exponent in zip(level, (price_exponent, quantity_exponent)):
                data += (_mantissa(value, exponent) & _LONG_MASK).to_bytes(_LONG, "little")

        return crc32c(bytes(data))

    def copy(self) -> "Book":
        """The book as it is now, which nothing changes any more."""
        other = Book(self.symbol, self.venue)
        other.status, other.seq, other.timestamp = self.status, self.seq, self.timestamp
        for mine, its in ((self._bids, other._bids), (self._asks, other._asks)):
            its.prices = mine.prices.copy()
            its.quantities = mine.quantities.copy()

        return other


def _mantissa(value: Any, exponent: int) -> int:
    # The shortest decimal that is this float is the one that was sent.
    decimal = value if isinstance(value, Decimal) else Decimal(repr(value))

    return int(decimal.scaleb(-exponent).to_integral_value())
