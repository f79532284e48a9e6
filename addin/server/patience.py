"""uvicorn's HTTP, with an end to patience: who sends a header, or takes an answer, drop by drop.

uvicorn itself waits without end for the rest of a request's header, and for an answer that was
given but is not taken. Each such connection would stay.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle


def patient_for(seconds: float) -> type[asyncio.Protocol]:
    """Give a protocol that drops a connection on which nothing gets on for so long."""
    return type("Patient", (_Patient,), {"seconds": seconds})


class _Patient(H11Protocol):
    """Looks at its connection now and then."""

    seconds: float
    cycle: RequestResponseCycle | None  # type: ignore[assignment]
    _next_look: asyncio.TimerHandle
    _seen: Any = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look."""
        super().connection_made(transport)
        self._next_look = self.loop.call_later(self.seconds, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop looking."""
        self._next_look.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Drop the connection if it is to be closed and is not, or if no request came."""
        at_work = self.cycle is not None and not self.cycle.response_complete
        if self.transport.is_closing() or (not at_work and self.cycle is self._seen):
            self.transport.abort()
            return
        self._seen = self.cycle
        self._next_look = self.loop.call_later(self.seconds, self._look)
