"""One night at a time: on one computer by a lock on a file, on several by a lease in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sync.errors import NightAtWork, NightError
from sync.ledger import Ledger
from sync.ledger.lease import HeldLease

FILE_NAME = ".rostercheck.lock"


@contextmanager
def one_at_a_time(folder: Path, ledger: Ledger) -> Iterator[Callable[[], None]]:
    """Hold the right to work; gives a function that renews it, to be called now and then.

    The system takes the lock off when a program ends, however it ends. Raises NightAtWork.
    """
    path = folder / FILE_NAME
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise NightAtWork(
            f"Another night is at work already ({path}); nothing was done here."
        ) from None
    except OSError as error:
        raise NightError(
            f"{path} cannot be made: {(error.strerror or str(error)).lower()}. The folder of "
            "rostercheck.toml must allow changes."
        ) from None
    try:
        with _leased(ledger) as renew:
            yield renew
    finally:
        lock.release()


@contextmanager
def _leased(ledger: Ledger) -> Iterator[Callable[[], None]]:
    if not ledger.shared:
        yield lambda: None
        return
    lease = HeldLease(ledger)
    lease.take()
    try:
        yield lease.renew
    finally:
        lease.give_back()
