"""Waivers that are noted in the ledger: granted, applied by every check, withdrawn, listed."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import FINE, SHORT, make

DAY = ("--as-of", "2026-11-22")
TOML = """
[[book]]
path = "members.xlsx"
pack = "wisconsin"
date_order = "mdy"
flags = "in_place"
"""
GRANT = (
    "waivers", "grant", "members.xlsx", "Ben Oak", "--kind", "leave", "--until", "2027-03-31",
    "--reason", "new baby", "--approved-by", "Endorsement Committee",
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Path:
    make(tmp_path / "members.xlsx", FINE, SHORT)
    (tmp_path / "rostercheck.toml").write_text(TOML)
    return tmp_path


def outcomes(run, *words: object) -> dict[str, str]:
    """Check, and give what is found of the one who was granted something."""
    report = json.loads(run("check", "members.xlsx", *DAY, "--dry-run", "--all",
                            "--format", "json", *words).out)  # fmt: skip
    return {f["rule"]: f["outcome"] for f in report["findings"] if f["person"] == "W2"}


def test_a_waiver_is_applied_by_every_check_until_it_is_withdrawn(run, office) -> None:
    """Check, explain and what the flags say follow the ledger, at once and without an edit."""
    assert outcomes(run)["renewal.training"] == "open"
    done = run(*GRANT)
    assert (done.code, done.err) == (0, "")
    assert "Waiver 1 is noted: Ben Oak: leave until 2027-03-31, all requirements" in done.out
    assert outcomes(run)["renewal.training"] == "not_applicable"
    assert "new baby; approved by Endorsement Committee, noted in the ledger" in (
        run("explain", "members.xlsx", "Ben Oak", *DAY).out
    )
    gone = run("waivers", "withdraw", 1)
    assert gone.code == 0
    assert outcomes(run)["renewal.training"] == "open"


def test_a_sealed_book_does_not_hide_a_new_waiver(run, office) -> None:
    """Checked and unchanged, the book would be recognised; a waiver granted since is seen."""
    first = run("check", "members.xlsx", "--in-place", *DAY).out
    assert (
        run("check", "members.xlsx", "--in-place", *DAY).out.splitlines()[:3]
        == (first.splitlines()[:3])
    )
    run(*GRANT)
    second = run("check", "members.xlsx", "--in-place", *DAY).out
    assert second.splitlines()[2] != first.splitlines()[2]
    run("waivers", "withdraw", 1)
    third = run("check", "members.xlsx", "--in-place", *DAY).out
    assert third.splitlines()[:3] == first.splitlines()[:3]


@pytest.mark.slow
def test_a_night_judges_an_unchanged_book_again_for_a_new_waiver(run, office) -> None:
    """Nobody touched the sheet; the waiver alone changes what stands beside her, and back."""

    def beside() -> str:
        rows = openpyxl.load_workbook(office / "members.xlsx")["Members"].values
        return str(next(row for row in rows if row[0] == "W2")[12])

    assert run("nightly", "--words", *DAY).code == 0
    before = beside()
    assert "membership ended" in before
    assert "unchanged" in run("nightly", "--words", *DAY).out
    run(*GRANT)
    assert "unchanged" not in run("nightly", "--words", *DAY).out
    assert "membership ended" not in beside()
    assert "unchanged" in run("nightly", "--words", *DAY).out
    run("waivers", "withdraw", 1)
    run("nightly", "--words", *DAY)
    assert beside() == before


def test_a_group_may_be_granted_something(run, office) -> None:
    """A category, and fewer hours of one requirement."""
    done = run("waivers", "grant", "members.xlsx", "all IMHS", "--kind", "hours", "--hours", 10,
               "--what", "training", "--until", "2027-03-31", "--reason", "flood",
               "--approved-by", "Board")  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert "all IMHS: 10 hours instead until 2027-03-31, renewal.training" in done.out
    listed = run("waivers", "list").out
    assert "members.xlsx:" in listed
    assert "all IMHS: 10 hours instead" in listed


def test_the_list_says_what_has_ended_and_what_was_withdrawn(run, office) -> None:
    """By book, and for one book alone."""
    run(*GRANT[:7], "2020-01-31", *GRANT[8:])
    run(*GRANT)
    run("waivers", "withdraw", 2)
    lines = run("waivers", "list", "members.xlsx").out.splitlines()
    assert lines[1].endswith("approved by Endorsement Committee) - has ended")
    assert "- withdrawn on" in lines[3]
    assert "knows no book" in run("waivers", "list", "other.xlsx").err


def test_history_tells_of_waivers_and_forget_takes_them(run, office) -> None:
    """The story of a person names the waiver; forgotten, it is gone."""
    run(*GRANT)
    assert "new baby" in run("history", "Ben Oak").out
    assert "1 waivers" in run("ledger", "forget", "Ben Oak", "--yes").out
    assert "There are no waivers" in run("waivers", "list").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Bem Oak", "--kind", "leave"), "Is one of these meant: Ben Oak?"),
        (("Ben Oak", "--kind", "hours"), "--kind hours and --hours go together"),
        (("Ben Oak", "--kind", "leave", "--hours", 3), "--kind hours and --hours go together"),
        (("Ben Oak", "--kind", "leave", "--from", "2028-01-01"), "--from is later than --until"),
        (("Ben Oak", "--kind", "leave", "--what", "dancing"), '"dancing" is no requirement'),
    ],
)
def test_words_that_do_not_fit_get_a_sentence(run, office, words, said) -> None:
    """Nothing is noted, and the sentence says what to do."""
    done = run("waivers", "grant", "members.xlsx", *words, "--until", "2027-03-31",
               "--reason", "x", "--approved-by", "Board")  # fmt: skip
    assert done.code == 2
    assert said in done.err


def test_an_unknown_number_is_told(run, office) -> None:
    """And how far the numbers go; one that was withdrawn is not withdrawn twice."""
    assert "There is no ledger yet" in run("waivers", "withdraw", 4).err
    run(*GRANT)
    assert "go up to 1" in run("waivers", "withdraw", 4).err
    run("waivers", "withdraw", 1)
    assert "already" in run("waivers", "withdraw", 1).err


def test_a_ledger_whose_password_is_not_at_hand_is_told(run, office) -> None:
    """A colleague without it can check; that waivers of the ledger are not applied is said."""
    toml = office / "rostercheck.toml"
    toml.write_text(f'{TOML}\n[ledger]\nurl = {{ env = "ROSTERCHECK_NOT_SET" }}\n')
    done = run("check", "members.xlsx", *DAY)
    assert done.code == 1
    assert "waivers that are noted there are not applied" in done.out
