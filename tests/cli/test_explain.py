"""`rostercheck explain`: everything that holds for one person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import FINE, HEAD, SHORT

WISCONSIN = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2026-11-22")


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """A roster with a training log and an RSC log."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Members"
    keep = [at for at, header in enumerate(HEAD) if not header.endswith("hrs")]
    for row in (HEAD, FINE, SHORT):
        sheet.append([row[at] for at in keep])
    log = book.create_sheet("Training Log")
    for row in [
        ["Member ID", "Date", "Title", "Hours", "Topic"],
        ["W1", date(2026, 2, 1), "Infant cues", 6, "IMH"],
        ["W1", date(2026, 3, 1), "Equity in home visiting", 3, "DEI"],
        ["W1", date(2026, 3, 1), "Equity in home visiting", 3, "DEI"],
        ["W1", date(2025, 12, 30), "Attachment", 5, ""],
        ["W1", date(2026, 12, 5), "Registered for", 4, ""],
        ["W1", date(2026, 5, 5), "Reading group", "approx. 20", ""],
        ["W9", date(2026, 5, 5), "Reading group", 2, ""],
    ]:
        log.append(row)
    rsc = book.create_sheet("RSC Log")
    for row in [
        ["Member ID", "Provider", "Date", "Hours", "Individual/Group"],
        ["W1", "Ben Oak", date(2026, 2, 10), 11, "group"],
        ["W1", "Ana Ruiz", date(2026, 2, 2), 2, "individual"],
        ["W1", "Cy Elm", date(2026, 2, 3), 2, "peer group"],
    ]:
        rsc.append(row)
    path = tmp_path / "logged.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("words", ["Ana Ruiz", "Ruiz, Ana", "W1", "w1", "ANA@example.org"])
def test_a_person_is_found_by_name_id_or_email(run, logged, words) -> None:
    """Name (either way round), id and e-mail all find the person."""
    result = run("explain", logged, words, *WISCONSIN)
    assert result.code == 0
    assert result.out.startswith("Ana Ruiz, IFS (Members, row 2)")


def test_every_entry_is_listed_with_its_reason(run, logged) -> None:
    """Each entry stands there, counted or not, and why not."""
    out = run("explain", logged, "W1", *WISCONSIN).out
    for line in [
        "+ Training Log row 2: 1 Feb 2026, 6 h, Infant cues (inside the cycle)",
        "- Training Log row 4: 1 Mar 2026, 3 h, Equity in home visiting"
        " (unclear: it stands in row 3 already)",
        "- Training Log row 5: 30 Dec 2025, 5 h, Attachment (it lies outside the cycle)",
        "- Training Log row 6: 5 Dec 2026, 4 h, Registered for (it is dated ahead)",
        "hours not readable, Reading group (unclear: its hours cannot be read)",
        "- RSC Log row 3: 2 Feb 2026, 2 h, with Ana Ruiz (the provider is the same person)",
        "(peer supervision does not count)",
    ]:
        assert line in out


def test_unclear_entries_make_doubt_not_a_gap(run, logged) -> None:
    """13 certain hours of 15 and one entry nobody can read: cannot tell, never a gap."""
    out = run("explain", logged, "W1", *WISCONSIN[:-1], "2027-01-10").out
    assert "Cannot tell: 13 of 15 hours of training are certain" in out
    assert "12 hours short: 0 of 12 hours of RSC received by 31 Dec 2026." in out
    assert "Ben Oak held FS then, which is not enough to give RSC to FS" in out


def test_who_gives_rsc_owes_training_on_it(run, logged) -> None:
    """Ben is the provider in the RSC log, so training on giving RSC is asked of him."""
    out = run("explain", logged, "Ben Oak", *WISCONSIN).out
    assert "0 of 3 hours of training on giving RSC" in out


def test_an_entry_for_nobody_is_named(run, logged) -> None:
    """The entry for W9, who is not in the roster, is said aloud with its cell."""
    out = run("check", logged, *WISCONSIN, "--dry-run").out
    assert '"W9" is not in the roster' in out
    assert "Training Log!A8" in out


def test_nobody_of_that_name(run, logged) -> None:
    """An unknown name is a sentence with who may have been meant."""
    result = run("explain", logged, "Anna Ruiz", *WISCONSIN)
    assert result.code == 2
    assert "Is one of these meant: Ana Ruiz?" in result.err
