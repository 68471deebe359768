"""Bytes of the protocol to its maps, and back: JSON, msgpack and compact, whichever a frame is in.

A map is what the protocol's documents call a message, the same in all encodings. Nothing here knows of time, of
sockets or of subscriptions.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple, Union

import msgpack

Message = Dict[str, Any]
Frame = Union[str, bytes]
Exponents = Callable[[str], Optional[Tuple[int, int]]]

ENCODINGS = ("json", "msgpack", "compact")

_HEADER = ("seq", "pseq", "g", "t_ex", "t_in", "t_out")
_ENVELOPE = ("n", "hi", "lo", "first", "vol")
_BOOK = ("symbol", "bids", "asks", "timestamp", "venue", "checksum")
_SNAPSHOT, _DELTA, _MARKET, _FIRST_PRIVATE = 2, 3, 8, 12
_LEVEL = 2
_SUMMARY = 5

# Of each kind its type, the names of its values, how many values stand before these, and how many there are at least:
# what comes after these, the envelope, may be left out.
_COMPACT: Dict[int, Tuple[str, Tuple[str, ...], int, int]] = {
    kind: (name, (*_HEADER, *fields.split(), *_ENVELOPE), 2, 8 + len(fields.split()))
    if kind < _FIRST_PRIVATE else (name, tuple(fields.split()), 1, 1 + len(fields.split()))
    for kind, name, fields in (
        (1, "price_update", "symbol price change_24h volume_24h timestamp venue bid ask bid_qty ask_qty"),
        (4, "trade_update", "symbol venue price quantity side trade_id timestamp"),
        (5, "bbo_update", "symbol venue bid bid_qty ask ask_qty timestamp"),
        (6, "signal_update", "symbol indicator signal value confidence timestamp venue"),
        (7, "candle_update", "symbol interval open high low close volume trades closed timestamp venue"),
        (9, "stats_update", "symbol open_24h high_24h low_24h change_24h volume_24h vwap_24h trades_24h timestamp venue"),
        (10, "liquidation_update", "symbol venue side price quantity timestamp"),
        (11, "arbitrage_update", "symbol buy_venue sell_venue buy_price sell_price quantity spread_bps timestamp"),
        (12, "order_update", "account symbol venue order_id client_order_id side order_type status price quantity "
                             "filled_quantity average_price timestamp"),
        (13, "execution_update", "account symbol venue execution_id order_id side price quantity fee fee_asset "
                                 "liquidity timestamp"),
        (14, "position_update", "account symbol venue quantity entry_price mark_price liquidation_price "
                                "unrealized_pnl realized_pnl timestamp"),
        (15, "account_update", "account venue asset balance available timestamp"),
    )
}

_PRICES = frozenset(
    "price bid ask open high low close open_24h high_24h low_24h vwap_24h buy_price sell_price hi lo first".split())
_QUANTITIES = frozenset("quantity bid_qty ask_qty volume volume_24h vol".split())
_FIXED = {"change_24h": -4, "confidence": -4, "spread_bps": -2, "value": -8}
_SCALED = frozenset(
    "price_update orderbook_update trade_update bbo_update signal_update candle_update stats_update "
    "liquidation_update arbitrage_update".split())


class TickwireError(Exception):
    """What was asked for was refused.

    :ivar code: one of the protocol's error codes, ``closed``, or ``conflicting_view``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class WireError(ValueError):
    """A frame that is no message of the protocol."""


def decode(frame: Frame, exact: bool = False) -> Message:
    """The map that a frame holds.

    :param exact: whether decimals of JSON are to be ``Decimal``, not ``float``.
    :raises WireError: where it holds none.
    """
    try:
        if isinstance(frame, str):
            value = json.loads(frame, parse_float=Decimal if exact else None)
        else:
            value = msgpack.unpackb(frame, raw=False, strict_map_key=False)
        if isinstance(value, list):
            value = _expand(value)
    except WireError:
        raise
    except (ValueError, TypeError, IndexError, RecursionError, msgpack.UnpackException) as ex:
        raise WireError(f"not a message: {type(ex).__name__}: {ex}") from ex

    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise WireError(f"not a map with a type: {str(value)[:80]}")

    return value


def encode(message: Mapping[str, Any], encoding: str) -> Frame:
    """The frame of a map that a client sends: compact ones are maps, too."""
    if encoding == "json":
        return json.dumps(message, separators=(",", ":"), ensure_ascii=False)

    return bytes(msgpack.packb(message, use_bin_type=True))


def unscale(message: Message, exponents: Exponents) -> None:
    """Mantissas of market data (``num=scaled``) to decimals, in place; what has none, or no known exponents, stays."""
    if message["type"] not in _SCALED:
        return

    known = exponents(str(message.get("symbol")))
    if known is None:
        return
    price, quantity = known
    for name, value in message.items():
        if type(value) is int:
            exponent = _FIXED.get(name)
            if name in _PRICES:
                exponent = price
            elif name in _QUANTITIES:
                exponent = quantity
            if exponent is not None:
                message[name] = Decimal(value).scaleb(exponent)
    for side in ("bids", "asks"):
        for level in message.get(side) or ():
            level["price"] = Decimal(level["price"]).scaleb(price)
            level["quantity"] = Decimal(level["quantity"]).scaleb(quantity)


def _expand(array: List[Any]) -> Message:
    kind = array[0]
    if kind in (_SNAPSHOT, _DELTA):
        return _book(array)
    if kind == _MARKET:
        return _market(array)
    if type(kind) is not int or kind not in _COMPACT:
        raise WireError(f"no such message: T={kind!r}"[:80])

    name, names, skipped, least = _COMPACT[kind]
    if len(array) < least:
        raise WireError(f"a message is cut off: {len(array)} of {least} values")
    message: Message = dict(zip(names, array[skipped:]))
    message["type"] = name

    return message


def _book(array: List[Any]) -> Message:
    message: Message = {
        "type": "orderbook_update", "kind": "snapshot" if array[0] == _SNAPSHOT else "delta", "sid": array[1]}
    _head(message, array)
    _fill(message, _BOOK[:_SUMMARY], array[8:])
    message.update(zip(_BOOK[_SUMMARY:], array[8 + _SUMMARY:]))
    for side in ("bids", "asks"):
        message[side] = [{"price": p, "quantity": q} for p, q in _groups(message[side], _LEVEL)]

    return message


def _market(array: List[Any]) -> Message:
    message: Message = {}
    _head(message, array)
    _fill(message, ("data", "timestamp"), array[8:])
    names = ("price", "change_24h", "volume_24h", "timestamp")
    message["data"] = {entry[0]: dict(zip(names, entry[1:])) for entry in _groups(message["data"], _SUMMARY)}
    message["type"] = "market_update" if message["pseq"] else "initial_data"

    return message


def _head(message: Message, array: List[Any]) -> None:
    if len(array) < 8:
        raise WireError(f"a message is cut off: {len(array)} values")
    message.update(zip(_HEADER, array[2:8]))


def _fill(message: Message, fields: Tuple[str, ...], values: List[Any]) -> None:
    if len(values) < len(fields):
        raise WireError(f"a message is cut off: {len(values)} of {len(fields)} fields")
    message.update(zip(fields, values))


def _groups(flat: List[Any], size: int) -> Iterator[List[Any]]:
    if len(flat) % size:
        raise WireError(f"a list is cut off: {len(flat)} values in groups of {size}")

    return (flat[i:i + size] for i in range(0, len(flat), size))
