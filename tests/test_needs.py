"""A machine that lacks something is told of, and CI does not pass over it."""

from __future__ import annotations

import sys

import pytest

from tests.needs import needs, program


@pytest.mark.parametrize(
    ("ci", "ends"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_what_is_missing_fails_in_ci_and_skips_elsewhere(monkeypatch, ci, ends) -> None:
    """Either way its name is said."""
    monkeypatch.setenv("CI", ci)
    with pytest.raises(ends, match="no-such-program or no-such-either is not installed"):
        program("no-such-program", "no-such-either")


def test_what_is_there_is_no_reason_to_stop(monkeypatch) -> None:
    """Of several names the first that is known here is taken."""
    monkeypatch.setenv("CI", "true")
    needs("something", "never said")
    assert program("no-such-program", sys.executable) == sys.executable
