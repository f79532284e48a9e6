"""Our short forms are known again to the last letter."""

from __future__ import annotations

import re
from datetime import date

import pytest

from models.recognise import is_brief
from models.wording import BRIEF, brief

FACTS = {
    "short_title": "DEI training", "field": "Date endorsed", "have": 12.5, "need": 15.0,
    "total": 16.0, "hours": 24.0, "end": date(2026, 6, 30), "when": date(2025, 11, 3),
    "day": date(2026, 2, 1), "rows": "7, 9", "later": "Endorsed", "earlier": "Submitted",
    "done": "1 year 11 months", "asked": "2 years", "column": "less than a month",
    "last": date(2026, 9, 30),
}  # fmt: skip


@pytest.mark.parametrize("key", sorted(BRIEF))
def test_every_short_form_is_known_again(key: str) -> None:
    """A short form that the program wrote is told from one that somebody has added to."""
    text = brief(key, FACTS)
    assert is_brief(text)
    for addition in (" - called", " (told her)", "!", " 3/4"):
        assert not is_brief(text + addition)


def test_every_fact_of_a_short_form_has_a_sample_here() -> None:
    """The facts above cover every slot, so that no short form goes untested."""
    slots = {slot for text in BRIEF.values() for slot in re.findall(r"{(\w+)}", text)}
    assert slots <= set(FACTS)
