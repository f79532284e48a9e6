"""A token bucket: so many calls a minute and no more, so that Google never has to say no."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

WINDOW = 60.0
"""Google counts by the minute."""


class Bucket:
    """Lets through `most` calls in any 60 seconds; the next one waits until it is free.

    Threads may share it. clock and sleep are those of `time`, or of a test.
    """

    def __init__(
        self, most: int, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self.most, self._clock, self._sleep = most, clock, sleep
        self._taken: deque[float] = deque()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Wait until a call may be made, and count it."""
        while (wait := self._try()) > 0:
            self._sleep(wait)

    def _try(self) -> float:
        """Count a call and give 0, or give how long to wait."""
        with self._lock:
            now = self._clock()
            while self._taken and now - self._taken[0] >= WINDOW:
                self._taken.popleft()
            if len(self._taken) < self.most:
                self._taken.append(now)
                return 0.0
            return WINDOW - (now - self._taken[0])
