"""The Dashboard tab of a service: every night, and back again by an undo."""

from __future__ import annotations

from datetime import date

import pytest

from sync.config import BookConfig
from sync.undo.undo import former, undo
from tests.cli.conftest import members, run  # noqa: F401 - fixtures
from tests.nightly.conftest import ANA, BEN, DAY, cells, office, write  # noqa: F401 - a fixture

NEXT = date(2026, 12, 1)
BOOK = 'path = "a.xlsx"\nflags = "in_place"\ndashboard = {}'


def lines(path, tab="Dashboard") -> list[str]:
    return [str(row[0]) for row in cells(path)[tab] if row and row[0]]


def test_it_counts_the_days_night_by_night(office) -> None:  # noqa: F811
    """The numbers are of the night, from everybody, and the night is named."""
    path = write(office.folder / "a.xlsx", ANA, BEN)
    office.config(BOOK.format("true"))
    office.night()
    assert "As of 22 Nov 2026." in lines(path)[1]
    assert any("with 39 days left" in line for line in lines(path))
    assert any(line.startswith("Written by the nightly check number 1;") for line in lines(path))
    office.night(NEXT)
    assert "As of 1 Dec 2026." in lines(path)[1]
    assert any("with 30 days left" in line for line in lines(path))
    assert any(
        line.startswith("• 2 of 2 people in the roster are endorsed") for line in lines(path)
    )


def test_a_board_is_shown_no_small_group(office) -> None:  # noqa: F811
    """Two people are too few to be shown anything of."""
    path = write(office.folder / "a.xlsx", ANA, BEN)
    office.config(BOOK.format('"board"'))
    office.night()
    numbers = [
        c for row in cells(path)["Board dashboard"] for c in row if isinstance(c, float | int)
    ]
    assert [number for number in numbers if number] == []


def test_undo_gives_back_the_tab_of_the_night_before(office) -> None:  # noqa: F811
    """First with its former numbers, then none at all."""
    path = write(office.folder / "a.xlsx", ANA, BEN)
    before = cells(path)
    office.config(BOOK.format("true"))
    office.night()
    first = lines(path)
    office.night(NEXT)
    second, _ = undo(office.ledger, former(office.ledger, 2), NEXT)
    assert lines(path) == first
    assert second.applied is not None
    undo(office.ledger, former(office.ledger, 1), NEXT)
    assert cells(path) == before


def test_check_with_the_word(run, members) -> None:  # noqa: F811
    """`--dashboard` adds the tab, a dry run only says so, and clear takes it off."""
    words = ("--pack", "wisconsin", "--as-of", DAY, "--in-place")
    dry = run("check", members, *words, "--dashboard", "--dry-run")
    assert "Dashboard" in dry.out
    assert "Dashboard" not in cells(members)
    run("check", members, *words, "--dashboard", "--board-dashboard")
    assert {"Dashboard", "Board dashboard"} <= cells(members).keys()
    spanish = run("check", members, *words, "--language", "es")
    assert spanish.err == ""
    run("clear", members)
    assert not {"Dashboard", "Board dashboard"} & cells(members).keys()


@pytest.mark.parametrize(
    ("said", "tabs"), [(False, ()), (True, ("dashboard",)), ("board", ("board",))]
)
def test_the_word_in_the_config(said, tabs) -> None:
    """True is for her, "board" is without small groups."""
    assert BookConfig(path="a.xlsx", dashboard=said).tabs == tabs
