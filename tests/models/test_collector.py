"""The collector pauses while much is built, and is afterwards as it was before."""

from __future__ import annotations

import gc

import pytest

from models.collector import collector_paused, without_collector


@without_collector
def at_work(*, fails: bool) -> bool:
    if fails:
        raise ValueError("work")
    return gc.isenabled()


def test_the_collector_is_back_after_work() -> None:
    """It pauses during the work, and is back after it, even if the work fails."""
    assert gc.isenabled()
    assert not at_work(fails=False)
    assert gc.isenabled()
    with pytest.raises(ValueError, match="work"):
        at_work(fails=True)
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off() -> None:
    """Who has paused it already finds it paused after the work."""
    with collector_paused():
        assert not at_work(fails=False)
        assert not gc.isenabled()
    assert gc.isenabled()
