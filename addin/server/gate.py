"""Who may come in: the token, compared in constant time, and how often somebody may ask."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

MOST_ADDRESSES = 10_000
"""At most so many addresses are counted; the one that was heard of longest ago is forgotten."""
MINUTE = 60.0


class Allowance:
    """So many times a minute for each address, with no more at once than in a minute."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._clock = float(per_minute), clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Give the seconds until this address may ask again; 0.0: it may now."""
        left = self._now(address)[0]
        return 0.0 if left >= 1 else (1 - left) * MINUTE / self._most

    def spend(self, address: str) -> None:
        """Count one time of this address."""
        left, now = self._now(address)
        self._left[address] = (left - 1, now)
        self._left.move_to_end(address)
        if len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)

    def _now(self, address: str) -> tuple[float, float]:
        now = self._clock()
        left, before = self._left.get(address, (self._most, now))
        return min(self._most, left + (now - before) * self._most / MINUTE), now


class Gate:
    """The one place that compares tokens: for programs, and for the login page of the web view."""

    def __init__(
        self, token: str, wrong_per_minute: int = 20, clock: Callable[[], float] = monotonic
    ) -> None:
        self._token = token.encode()
        self._wrong = Allowance(wrong_per_minute, clock)

    def admits(self, token: str, address: str) -> bool:
        """Whether this is the token. A wrong one is counted against the address.

        The right one always opens, however many wrong ones came from behind the same address: it
        is too long to be guessed, and nobody is to lock the coordinator out.
        """
        right = hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self._token)
        if not right:
            self._wrong.spend(address)
        return right

    def wait(self, address: str) -> float:
        """Give the seconds until this address may try a token again; 0.0: it may now."""
        return self._wrong.wait(address)
