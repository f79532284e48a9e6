"""The program against the second judge: the same outcome for everybody, and the same figures."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from tests.examples import tries
from tests.oracle.compare import both, differ, kind_of, smaller
from tests.oracle.rosters import Case, case, data_of

NUMERIC = {"hours", "rsc", "work", "count", "references"}
FAST, SLOW = 360, 8000

COMING_OUT: dict[str, set[str]] = {
    "hours": {"meets", "open", "gap", "cannot_tell", "not_applicable"},
    "rsc": {"meets", "open", "gap", "cannot_tell", "not_applicable"},
    "membership": {"meets", "open", "gap", "cannot_tell", "not_applicable"},
    "signed": {"meets", "open", "gap", "cannot_tell", "not_applicable"},
    "fee": {"meets", "open", "gap", "cannot_tell", "not_applicable"},
    "education": {"meets", "open", "cannot_tell", "not_applicable"},
    "work": {"meets", "open", "cannot_tell", "not_applicable"},
    "count": {"meets", "open", "cannot_tell", "not_applicable"},
    "references": {"meets", "open", "cannot_tell"},
    "exam": {"meets", "open", "cannot_tell", "not_applicable"},
    "clock": {"meets", "open", "cannot_tell", "not_applicable"},
}
"""Every outcome that each kind of requirement can come to in a renewal or an application."""


def kinds(one: Case) -> dict[str, str]:
    """Give the kind of each rule of a case's pack."""
    return {rule["id"]: rule["kind"] for rule in data_of(one.pack)["requirement"]}


def told(one: Case, like: tuple[str, str, str]) -> str:
    """Say in what they differ, with the smallest book that shows it."""
    least = smaller(one, like)
    lines = [
        f"{like[0]}: the oracle says {like[1] or 'nothing'}, the program {like[2] or 'nothing'}"
    ]
    lines.append(f"pack {least.pack}, as of {least.as_of}")
    for tab, rows in least.book.items():
        lines += [f"  {tab}: { {key: str(cell) for key, cell in row.items()} }" for row in rows]
    return "\n".join(lines)


def compared(one: Case) -> Counter[tuple[str, str]]:
    """Hold everybody of a book against the oracle; count the outcomes by kind."""
    seen: Counter[tuple[str, str]] = Counter()
    of_kind = kinds(one)
    for pair in both(one):
        _, rule, mine, theirs = pair
        if differ(mine, theirs):
            pytest.fail(told(one, kind_of(pair)))
        kind = of_kind[rule.removesuffix(".about_given")]
        if mine is not None:
            seen[kind, mine.outcome] += 1
            if mine.short:
                seen[kind, "with figures"] += 1
    return seen


def swept(seeds: range) -> Counter[tuple[str, str]]:
    """Compare one book for each seed."""
    seen: Counter[tuple[str, str]] = Counter()
    for seed in seeds:
        seen += compared(case(Random(seed)))
    return seen


def missing(seen: Counter[tuple[str, str]]) -> list[str]:
    """Say which outcome of which kind has not occurred."""
    return [
        f"{kind}: {outcome}"
        for kind, outcomes in COMING_OUT.items()
        for outcome in sorted(outcomes)
        if not seen[kind, outcome]
    ]


@pytest.mark.slow
def test_a_sweep_of_small_books_comes_to_the_same() -> None:
    """Some hundreds of books, each with a few people: no difference, and every outcome occurs."""
    seen = swept(range(FAST))
    print(*sorted(seen.items()), sep="\n")
    assert not missing(seen)
    assert all(seen[kind, "with figures"] > 2 for kind in NUMERIC)


@pytest.mark.slow
def test_thousands_of_small_books_come_to_the_same() -> None:
    """Thousands of books more; no outcome of a kind rests on a handful of them."""
    seen = swept(range(FAST, FAST + SLOW))
    print(*sorted(seen.items()), sep="\n")
    rare = {pair: count for pair, count in seen.items() if count < 20}
    assert not rare
    assert not missing(seen)


@settings(max_examples=tries(50), deadline=None, phases=[Phase.generate])
@given(st.randoms(use_true_random=False))
def test_no_book_can_be_made_that_comes_to_another(random: Random) -> None:
    """Hypothesis makes the choices, and looks for the smallest book in which the two differ."""
    one = case(random)
    event(one.pack)
    for kind, outcome in compared(one):
        event(f"{kind}: {outcome}")
