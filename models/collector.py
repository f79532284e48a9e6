"""A pause for Python's cycle collector while much is built that stays."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from looking over and over at millions of rows that all stay.

    What holds on to itself, such as a provider and her own rows, goes when the collector is back.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def without_collector(work: Callable[P, T]) -> Callable[P, T]:
    """Pause the collector while a function is at work; quicker, for one row, than `with`."""

    @wraps(work)
    def undisturbed(*args: P.args, **kwargs: P.kwargs) -> T:
        if not gc.isenabled():
            return work(*args, **kwargs)
        gc.disable()
        try:
            return work(*args, **kwargs)
        finally:
            gc.enable()

    return undisturbed
