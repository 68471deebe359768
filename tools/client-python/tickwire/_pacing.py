"""How fast a client may send, and how long it waits before it comes again."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

_JITTER_FIRST_MS = 100
_JITTER_CAP_MS = 30_000
_JITTER_DOUBLINGS = 9
# Of what a server allows, since it counts by its own clock: by default 10 messages a second, 20 at once.
_SHARE = 0.8
_RATE_A_SECOND = 10
_BURST = 20


class Pace:
    """A bucket of tokens, one a message."""

    def __init__(self) -> None:
        self._burst = _SHARE * _BURST
        self._ms_a_token = 1_000 / (_SHARE * _RATE_A_SECOND)
        self._tokens = self._burst
        self._filled_ms = 0

    def open(self, now_ms: int) -> None:
        """A connection begins with a full bucket."""
        self._tokens, self._filled_ms = self._burst, now_ms

    def have(self, limits: Mapping[str, Any]) -> None:
        """Keep to what this server says that it allows; a rate of 0 is none, and leaves the default."""
        rate, burst = limits.get("messages_per_second"), limits.get("messages_burst")
        if isinstance(rate, int) and isinstance(burst, int) and rate > 0:
            self._ms_a_token = 1_000 / (_SHARE * rate)
            self._burst = max(1.0, _SHARE * burst)
            self._tokens = min(self._tokens, self._burst)

    def wait(self, ms: int) -> None:
        """Send nothing for some time."""
        self._tokens = min(self._tokens, 1.0) - ms / self._ms_a_token

    def take(self, now_ms: int) -> bool:
        """Whether one more may be sent now."""
        self._tokens = min(self._burst, self._tokens + (now_ms - self._filled_ms) / self._ms_a_token)
        self._filled_ms = now_ms
        if self._tokens < 1:
            return False
        self._tokens -= 1

        return True


class Backoff:
    """The wait before the next attempt: always the same, or random up to a bound that doubles (full jitter)."""

    def __init__(self, fixed_ms: Optional[int], jitter: Callable[[], float]) -> None:
        self._fixed_ms = fixed_ms
        self._jitter = jitter
        self._attempt = 0
        self._after_ms = 0

    def heard(self) -> None:
        """The server spoke: begin anew."""
        self._attempt = 0

    def not_before(self, ms: Any) -> None:
        """The server goes, and says when it is there again."""
        self._after_ms = ms if isinstance(ms, int) and ms > 0 else 0

    def next_ms(self) -> int:
        """How long to wait now."""
        after_ms, self._after_ms = self._after_ms, 0
        if self._fixed_ms is not None:
            return max(self._fixed_ms, after_ms)
        cap_ms = min(_JITTER_CAP_MS, _JITTER_FIRST_MS << min(self._attempt, _JITTER_DOUBLINGS))
        self._attempt += 1

        return after_ms + int(self._jitter() * cap_ms)
