"""A past day with the data of then: the ledger keeps a workbook each time that it has changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from sync.books import open_book
from sync.cli import app
from sync.errors import ConfigError, RostercheckError
from sync.ledger.kept import kept_on
from sync.ledger.runs import now
from sync.ledger.tables import KeptBook
from sync.ledger.upkeep import forget, prune
from tests.nightly.conftest import ANA, BEN, DAY, type_in, write

KEEP = 'path = "members.xlsx"\nkeep = true\nflags = "{}"'
HOURS = 6
FIRST = DAY - timedelta(days=20)
"""A day of the first night; the commands below are asked about days before today."""


def kept(office) -> list[tuple[date, date]]:
    with office.ledger.session() as session:
        rows = session.scalars(select(KeptBook).order_by(KeptBook.id)).all()
        return [(one.first_on, one.last_on) for one in rows]


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(result.exception, RostercheckError):
        return 2, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


@pytest.mark.parametrize("flags", ["copy", "in_place", "none"])
def test_a_copy_is_kept_when_the_data_have_changed(office, flags) -> None:
    """One copy for as long as nobody changes the workbook; flags of ours are no change of data."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(KEEP.format(flags))
    office.night(FIRST)
    office.night(FIRST + timedelta(days=1))
    office.night(FIRST + timedelta(days=2))
    assert kept(office) == [(FIRST, FIRST + timedelta(days=2))]
    type_in(path, 2, HOURS, 20)
    office.night(FIRST + timedelta(days=3))
    office.night(FIRST + timedelta(days=4))
    assert kept(office) == [
        (FIRST, FIRST + timedelta(days=2)), (FIRST + timedelta(days=3), FIRST + timedelta(days=4)),
    ]  # fmt: skip
    with office.ledger.session() as session:
        for day, found in [
            (FIRST - timedelta(days=1), None),
            (FIRST, FIRST),
            (FIRST + timedelta(days=2), FIRST),
            (FIRST + timedelta(days=3), FIRST + timedelta(days=3)),
            (DAY, FIRST + timedelta(days=3)),
        ]:
            one = kept_on(session, str(path.resolve()), day)
            assert (one.first_on if one is not None else None) == found


def test_nothing_is_kept_unless_the_config_says_so(office) -> None:
    """A ledger holds no workbooks by itself."""
    write(office.folder / "members.xlsx", ANA)
    office.config('path = "members.xlsx"')
    office.night(FIRST)
    assert kept(office) == []


@pytest.mark.parametrize("flags", ["copy", "in_place"])
def test_a_past_day_is_judged_with_its_data(office, flags) -> None:
    """What she typed since does not count; with --data now it does; the flags go into a copy."""
    path = write(office.folder / "members.xlsx", [*ANA[:5], 3])
    office.config(KEEP.format(flags))
    office.night(FIRST)
    type_in(path, 2, HOURS, 15)
    office.night(FIRST + timedelta(days=5))
    before = path.read_bytes()
    code, then = run("check", path, "--as-of", FIRST + timedelta(days=1))
    assert code == 1
    assert "training: 3 of 15 h" in then
    assert f"the ledger kept the workbook as it was found on {_said(FIRST)}" in then
    out = path.with_name(f"members-as-of-{FIRST + timedelta(days=1)}-flagged.xlsx")
    sheet = open_book(out).read().sheet("Members")
    assert sheet is not None
    assert sheet.rows[1][HOURS - 1] == 3
    _, today = run("check", path, "--as-of", FIRST + timedelta(days=1), "--data", "now")
    assert "3 of 15" not in today
    assert "the ledger kept" not in today
    assert path.read_bytes() == before
    _, told = run("explain", path, "Ana Ruiz", "--as-of", FIRST + timedelta(days=1))
    assert "3 of 15" in told
    code, _ = run("forecast", path, "--as-of", FIRST + timedelta(days=1))
    assert code == 0


def _said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def test_the_data_of_then_never_go_into_the_workbook_of_now(office) -> None:
    """--in-place is refused with what to do; the file stays as it is."""
    path = write(office.folder / "members.xlsx", ANA)
    office.config(KEEP.format("copy"))
    office.night(FIRST)
    type_in(path, 2, HOURS, 9)
    before = path.read_bytes()
    code, said = run("check", path, "--as-of", FIRST, "--in-place")
    assert code == 2
    assert "--data now" in said
    assert path.read_bytes() == before


def test_where_nothing_is_kept_of_that_day_it_is_said(office) -> None:
    """Before the first night, or without a ledger: today's data, and a sentence."""
    path = write(office.folder / "members.xlsx", ANA)
    office.config(KEEP.format("copy"))
    _, said = run("check", path, "--as-of", "2024-03-01")
    assert "has kept no copy of this workbook from 1 Mar 2024 or before" in " ".join(said.split())
    office.night(FIRST)
    _, said = run("check", path, "--as-of", "2024-03-01")
    assert "has kept no copy of this workbook from 1 Mar 2024 or before" in " ".join(said.split())
    _, said = run("check", path, "--as-of", FIRST)
    assert "ledger" not in said.replace(
        str(path), ""
    )  # nothing has changed since, so it needs no word


def test_who_is_forgotten_goes_with_the_copies(office) -> None:
    """A copy holds everybody: all copies of the workbook go, and that is counted."""
    write(office.folder / "members.xlsx", ANA, BEN)
    office.config(KEEP.format("copy"))
    office.night(FIRST)
    with office.ledger.session() as session:
        assert forget(session, "Ana Ruiz")["kept workbooks"] == 1
    assert kept(office) == []


def test_old_copies_are_pruned_and_the_last_stays(office) -> None:
    """Of each workbook the last copy stays, however old it is."""
    path = write(office.folder / "members.xlsx", ANA)
    office.config(KEEP.format("copy"))
    office.night(FIRST)
    type_in(path, 2, HOURS, 9)
    office.night(FIRST + timedelta(days=1))
    with office.ledger.session() as session:
        assert prune(session, now() + timedelta(days=900))["kept workbooks"] == 1
    assert [first for first, _ in kept(office)] == [FIRST + timedelta(days=1)]


def test_a_sheet_of_google_keeps_its_own_versions(office) -> None:
    """keep with a link is a mistake in the config, said with the reason."""
    office.config('path = "https://docs.google.com/spreadsheets/d/x"\nkeep = true')
    with pytest.raises(ConfigError, match="keep is for files"):
        office.night(FIRST)


def test_a_workbook_that_is_too_large_is_not_kept(office, monkeypatch) -> None:
    """The night goes on, and says why there is no copy."""
    monkeypatch.setattr("sync.nightly.keeping.LARGEST", 100)
    write(office.folder / "members.xlsx", ANA)
    office.config(KEEP.format("copy"))
    (looked,) = office.night(FIRST).looked.values()
    assert any("No copy is kept" in line for line in looked.said)
    assert kept(office) == []


@pytest.mark.slow
def test_rules_of_her_own_hold_at_night_as_by_day(office) -> None:
    """A pack in a file beside the config is found by the night, too."""
    write(office.folder / "members.xlsx", ANA)
    (office.folder / "ours.toml").write_text(
        'schema = 1\nid = "ours"\nextends = "wisconsin"\nname = "Ours"\nversion = "1"\n'
        'summary = "Like Wisconsin."\n'
    )
    path = office.folder / "rostercheck.toml"
    path.write_text('[[book]]\npack = "ours.toml"\npath = "members.xlsx"\n')
    (looked,) = office.night(FIRST).looked.values()
    assert str(looked.state) == "done", looked.said
