"""Who is logged in: a signed cookie that names a session, and what belongs to that session.

Sessions live in the memory of the server. Whoever logs out, or starts the server again, ends them.
"""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes, token_urlsafe
from threading import Lock
from time import monotonic

COOKIE = "rostercheck"
HOURS = 8
"""A session ends so many hours after it was used last."""
MOST = 200
"""So many sessions at most; the one that was used longest ago ends first."""


@dataclass(frozen=True, slots=True)
class Session:
    """One login. csrf: stands in every form of the session's pages, and nowhere else."""

    name: str
    csrf: str


class Sessions:
    """The logins of a server."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._secret = clock, token_bytes(32)
        self._open: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def begin(self) -> str:
        """Begin a session; give the value of its cookie."""
        name = token_urlsafe(32)
        with self._lock:
            self._open[name] = self._clock()
            while len(self._open) > MOST:
                self._open.popitem(last=False)
        return f"{name}.{self._signature('cookie', name)}"

    def of(self, cookie: str) -> Session | None:
        """Give the session that a cookie names; None: none, or it is over."""
        name, _, signature = cookie.partition(".")
        if not self._same(signature, self._signature("cookie", name)):
            return None
        now = self._clock()
        with self._lock:
            used = self._open.get(name)
            if used is None or now - used > HOURS * 3600:
                self._open.pop(name, None)
                return None
            self._open[name] = now
            self._open.move_to_end(name)
        return Session(name, self._signature("form", name))

    def end(self, session: Session) -> None:
        """End a session, wherever its cookie may still be."""
        with self._lock:
            self._open.pop(session.name, None)

    def sent(self, session: Session, csrf: str) -> bool:
        """Whether a form comes from a page of this session."""
        return self._same(csrf, session.csrf)

    def _signature(self, what: str, name: str) -> str:
        text = f"{what}\0{name}".encode("utf-8", "replace")
        return hmac.new(self._secret, text, sha256).hexdigest()

    @staticmethod
    def _same(one: str, other: str) -> bool:
        return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
