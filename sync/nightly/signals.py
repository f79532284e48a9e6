"""Signals: the service ends after the book at hand, and leaves nothing half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from sync.nightly.clock import Clock


@contextmanager
def stopping_on_signals(clock: Clock) -> Iterator[None]:
    """Let the first signal end the service after the book at hand; a second one ends it at once.

    A save is whole or not at all, and the ledger knows of every run before it writes: so the
    second does no harm either.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        if clock.stopped.is_set():
            raise KeyboardInterrupt
        clock.stop()

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
