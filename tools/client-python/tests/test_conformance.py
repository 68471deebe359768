"""Plays the recorded sessions of tools/conformance, as its README says, with no sockets and a clock of its own."""

import base64
import json
import unittest
from pathlib import Path

from support import WELCOME, price, subscribed
from tickwire import TickwireError
from tickwire._session import Session, Settings
from tickwire._subscriptions import Request
from tickwire._wire import decode

SESSIONS = Path(__file__).resolve().parents[2] / "conformance" / "sessions"
ENCODINGS = {"json", "msgpack", "msgpack_scaled", "compact", "compact_scaled"}

_STEP_MS = 50
_ASIDE = ("ping", "pong", "request")
_LISTED = {"market", "trade", "liquidation", "signal", "arbitrage", "order", "position", "account", "gap", "stale",
           "error", "open", "close"}


class Player:
    """A client on a socket and a clock that the session's steps are."""

    def __init__(self, session):
        encoding, _, scaled = session["encoding"].partition("_")
        options = session["options"]
        self.tokens = iter(options.get("tokens", ()))
        self.can_renew = "tokens" in options
        self.has_token = "token" in options
        self.client = Session(Settings(
            encoding=encoding, exact=bool(scaled), jitter=lambda: 1.0, can_renew=self.can_renew))
        self.now = 0
        self.handles = {}
        self.given = {}
        self.sent = []
        self.events = []
        self.has_dialed = False
        self.is_dialing = False
        self.client.start(self.now)
        self.settle()

    def settle(self):
        """What the driver does after each thing that happens."""
        client = self.client
        if client.wants_token and client.is_connected:
            client.authenticate(next(self.tokens))
        self.sent += [decode(frame) for frame in client.outgoing(self.now)]
        if client.dial_ms is not None and client.dial_ms <= self.now and not self.is_dialing:
            self.is_dialing = self.has_dialed = True
            if self.can_renew and (client.wants_token or not self.has_token):
                next(self.tokens)
                client.wants_token = False

    def take(self, news):
        for item in news:
            if item.event in _LISTED:
                self.events.append(self.entry(item.event, item.message))

    def entry(self, event, message):
        if event in ("open", "close"):
            return [event, "" if event == "open" else str(message["code"]), None, None]
        if event == "error":
            return [event, message["code"], None, None]
        if event in ("gap", "stale"):
            return [event, message["reason"], message.get("symbol"), message.get("from")]
        return [event, message["type"], message.get("symbol"), message.get("seq")]

    def play(self, step):
        if "do" in step:
            getattr(self, "do_" + step["do"])(step)
        else:
            kind, = step
            getattr(self, "step_" + kind)(step[kind])
        self.settle()

    def do_subscribe(self, step):
        fields = dict(step["with"])
        channels = [*fields.pop("channels", ()), *([fields.pop("channel")] if "channel" in fields else ())]
        symbols, venues = fields.pop("symbols", None), fields.pop("venues", None)
        self.handles[step["as"]] = handles = []
        for channel in channels or ["price"]:
            try:
                handles.append(self.client.subscribe(Request.of(channel, symbols, venues, fields)))
            except TickwireError as ex:
                self.events.append(["error", ex.code, None, None])

    def do_unsubscribe(self, step):
        for handle in self.handles[step["as"]]:
            handle.unsubscribe()

    def do_auth(self, step):
        self.client.authenticate(step["token"])

    def do_close(self, _):
        self.client.stop()
        self.take(self.client.closed(1000, "", self.now))
        self.is_dialing = False

    def do_tick(self, step):
        end = self.now + step["ms"]
        while True:
            self.settle()
            if self.now == end:
                return
            self.now = min(end, self.now + _STEP_MS)
            if not self.client.tick(self.now):
                self.take(self.client.closed(1006, "", self.now))

    def step_open(self, _):
        self.has_dialed = self.is_dialing = False
        self.sent = []
        self.take(self.client.opened(self.now))

    def step_refused(self, status):
        self.has_dialed = self.is_dialing = False
        self.take(self.client.closed(status if status in (400, 401, 403) else None, "", self.now))

    def step_frame(self, frame):
        data = frame["text"] if "text" in frame else base64.b64decode(frame["base64"])
        self.take(self.client.received(data, self.now))

    def step_end(self, code):
        self.is_dialing = False
        if not self.client.is_connected:
            # It gave the connection up before.
            return
        self.take(self.client.closed(code, "", self.now))

    def step_dialed(self, expected):
        assert self.has_dialed == expected, f"dialed: {self.has_dialed}, not {expected}"
        self.has_dialed = False

    def step_sent(self, expected):
        units = [unit for message in self.sent if message["type"] not in _ASIDE for unit in units_of(message)]
        self.sent = []
        for wanted in [unit for message in expected for unit in units_of(message)]:
            match = next((unit for unit in units if fits(wanted, unit)), None)
            assert match is not None, f"not sent: {wanted}; left: {units}"
            units.remove(match)
        assert not units, f"sent besides: {units}"

    def step_state(self, expected):
        for name, wanted in expected.items():
            getattr(self, "check_" + name)(wanted)

    def check_connected(self, wanted):
        same("connected", wanted, self.client.is_connected)

    def check_epoch(self, wanted):
        same("epoch", wanted, self.client.streams.epoch)

    def check_streams(self, wanted):
        for stream in wanted:
            key = (stream["channel"], stream["symbol"] or None, stream["venue"] or None, stream.get("interval"))
            known = [(one.status, one.seq) for one in self.client.streams.every() if one.key == key]
            assert any(status == stream["status"] and stream.get("seq", seq) == seq for status, seq in known), \
                f"no such stream: {stream}; there are {known}"

    def check_prices(self, wanted):
        known = {f"{symbol}@{venue}": float(value) for (symbol, venue), value in self.client.streams.prices.items()}
        same("prices", {name: float(value) for name, value in wanted.items()}, known)

    def check_books(self, wanted):
        for book in wanted:
            key = (book["symbol"], book["venue"])
            views = [one.book for one in self.client.streams.every() if one.book and one.key[1:3] == key]
            known = [seen(one) for one in [self.client.streams.books.get(key), *views]]
            assert (book["status"], book["bids"], book["asks"]) in known, f"book {book}, is {known}"

    def check_counts(self, wanted):
        counts = self.client.counts
        same("counts", wanted, {name: getattr(counts, name) for name in wanted})

    def check_handles(self, wanted):
        same("handles", wanted, {name: sum(h.received for h in self.handles[name]) for name in wanted})

    def check_events(self, wanted):
        events, self.events = self.events, []
        same("events", wanted, events)


def seen(book):
    if book is None:
        return "recovering", [], []

    return book.status, *([[float(v) for v in level] for level in side] for side in (book.bids(), book.asks()))


def same(what, wanted, known):
    assert wanted == known, f"{what}: wanted {wanted}, is {known}"


def units_of(message):
    message = {name: value for name, value in message.items() if name != "id"}
    if message["type"] not in ("subscribe", "unsubscribe"):
        return [message]
    channels = message.pop("channels", None) or [message.pop("channel", "price")]
    symbols = message.pop("symbols", None)
    message = {**message, "venues": sorted(message["venues"])} if "venues" in message else message
    if isinstance(symbols, str):
        symbols = [symbols]

    return [
        {**message, "channel": channel, **({} if symbol is None else {"symbol": symbol})}
        for channel in channels for symbol in symbols or [None]]


def fits(wanted, unit):
    return all(unit.get(name) == value for name, value in wanted.items()) and ("symbol" in wanted) == ("symbol" in unit)


class ConformanceTest(unittest.TestCase):
    def test_should_play_what_the_readme_says(self):
        """The player itself, before a session that is written down here."""
        asked = {"type": "subscribe", "channel": "price", "symbols": ["btc"]}
        steps = [
            {"dialed": True},
            {"do": "subscribe", "as": "h1", "with": {"channel": "price", "symbols": ["btc"]}},
            {"open": True},
            {"sent": [asked]},
            {"frame": {"text": json.dumps(WELCOME)}},
            {"frame": {"text": json.dumps(subscribed("price", [(1, "BTCUSDT", "alpha", 0)], {"id": 1}))}},
            {"frame": {"text": json.dumps(price("BTCUSDT", 5, 1))}},
            {"frame": {"text": "{"}},
            {"state": {
                "connected": True, "epoch": 7, "prices": {"BTCUSDT@alpha": 5.0}, "handles": {"h1": 1},
                "counts": {"messages": 3, "errors": 1},
                "streams": [{"channel": "price", "symbol": "BTCUSDT", "venue": "alpha", "seq": 1, "status": "live"}],
                "events": [["open", "", None, None], ["market", "price_update", "BTCUSDT", 1],
                           ["error", "invalid_message", None, None]]}},
            {"end": 1006}, {"do": "tick", "ms": 99}, {"dialed": False}, {"do": "tick", "ms": 1}, {"dialed": True},
            {"refused": 503}, {"do": "tick", "ms": 200}, {"dialed": True}, {"open": True}, {"sent": [asked]},
            {"end": 4501}, {"do": "tick", "ms": 60_000}, {"dialed": False},
            {"state": {"connected": False, "counts": {"reconnects": 1, "errors": 2}}},
        ]
        player = Player({"encoding": "json", "options": {}})
        for step in steps:
            player.play(step)
        with self.assertRaises(AssertionError):
            player.play({"state": {"epoch": 8}})

    def test_should_play_all_recorded_sessions(self):
        paths = sorted(SESSIONS.glob("*.json"))
        self.assertTrue(paths)
        for path in paths:
            session = json.loads(path.read_text(encoding="utf-8"))
            if session["encoding"] not in ENCODINGS:
                continue
            with self.subTest(session=session["name"]):
                player = Player(session)
                for number, step in enumerate(session["steps"]):
                    try:
                        player.play(step)
                    except Exception as ex:
                        self.fail(f"step {number} {str(step)[:200]}: {type(ex).__name__}: {ex}")


if __name__ == "__main__":
    unittest.main()
