"""Undo on a Google Sheet: what a run changed goes back, what a person did since stays."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sync.ledger import open_ledger
from tests.cli.conftest import run as cli  # noqa: F401 - a fixture
from tests.examples import tries
from tests.google.desk import Desk, state, write_key
from tests.google.hunting import COLUMNS_STAY, SLOWLY, act
from tests.google.test_beside_a_person import desk_with
from tests.undo.recorded import recorded_check, recorded_undo

DAYS = [date(2026, 11, 22), date(2027, 1, 10), date(2027, 6, 1)]
MEMORY = ("_rostercheck",)


@pytest.fixture
def ledger():
    found = open_ledger("sqlite://")
    yield found
    found.close()


def seen(desk: Desk):
    """What can be seen: without the hidden tabs, and without the day of the last look."""
    said = {n: s for n, s in state(desk.person).items() if not n.startswith(MEMORY)}
    for tab, (rows, *rest) in said.items():
        said[tab] = ([{c: _without_black(cell) for c, cell in row.items()} for row in rows], *rest)
    if "Gaps" in said:
        rows, *_ = said["Gaps"]  # a tab that comes back has another id in its filter
        said["Gaps"] = [{k: c for k, c in rows[0].items() if k < 2}, *rows[1:]]
    return said


def _without_black(cell):
    """Leave out that a text is nearly black: no eye tells it from a text without a colour."""
    form = dict(cell.get("userEnteredFormat", {}))
    text = dict(form.get("textFormat", {}))
    if all(
        channel <= 15 / 255 + 1e-6 for channel in text.get("foregroundColor", {"red": 1}).values()
    ):
        form["textFormat"] = {k: v for k, v in text.items() if not k.startswith("foreground")}
    kept = {k: v for k, v in form.items() if v != {}}
    rest = {k: v for k, v in cell.items() if k != "userEnteredFormat"}
    return {**rest, **({"userEnteredFormat": kept} if kept else {})}


def run_edit_undo(acts, as_of: date) -> tuple[object, object]:
    """Run, let her act, undo; give the sheet, and the one that her acts alone have made."""
    ledger = open_ledger("sqlite://")
    twin = desk_with()
    desk = desk_with()
    number = recorded_check(ledger, desk.book(), as_of).run
    for what in acts:
        act(desk, twin, what)
    recorded_undo(ledger, desk.book(), number, as_of)
    after = state(desk.person)
    ledger.close()
    return after, state(twin.person)


@pytest.mark.slow
@settings(SLOWLY, max_examples=6)
@given(st.lists(COLUMNS_STAY, max_size=4), st.sampled_from(DAYS))
@example([("sort", 2, True), ("insert row", 3), ("type", 3, 6, "16 hrs")], DAYS[0])
@example([("insert row", 3), ("sort", 1, False)], DAYS[0])
@example([("move row", 2, 6), ("delete row", 3), ("insert column", 3)], DAYS[1])
def test_run_edit_undo_equals_edit(acts, as_of) -> None:
    """Whatever she does between run and undo: her sheet is what her own acts would have made."""
    after, alone = run_edit_undo(acts, as_of)
    assert after == alone


@pytest.mark.slow
@settings(SLOWLY, max_examples=tries(250))
@given(st.lists(COLUMNS_STAY, max_size=7), st.sampled_from(DAYS))
def test_run_edit_undo_equals_edit_many_times(acts, as_of) -> None:
    """The same, with more acts and more often."""
    after, alone = run_edit_undo(acts, as_of)
    assert after == alone


@pytest.mark.parametrize("days", [DAYS, DAYS[::-1], [DAYS[1], DAYS[0]]])
def test_undo_of_undo_is_the_run_again(ledger, days) -> None:
    """Undo gives the sheet as it was before the run; undo of that, as it was after the run."""
    desk = desk_with()
    recorded_check(ledger, desk.book(), days[0])
    before = copy.deepcopy(seen(desk))
    run = recorded_check(ledger, desk.book(), days[1])
    after = copy.deepcopy(seen(desk))
    assert after != before
    undone, left = recorded_undo(ledger, desk.book(), run.run, days[1])
    assert not left
    assert seen(desk) == before
    again, left = recorded_undo(ledger, desk.book(), undone.run, days[1])
    assert not left
    assert seen(desk) == after
    assert again.run > undone.run > run.run


def test_undo_follows_the_person_not_the_row(ledger) -> None:
    """Rows were moved since: the words of the first run go back to whom they were about."""
    desk = desk_with()
    recorded_check(ledger, desk.book(), DAYS[0])
    former = {row[0]: row[6:9] for row in desk.person.shown("Members")[1:]}
    run = recorded_check(ledger, desk.book(), DAYS[1]).run
    assert {row[0]: row[6:9] for row in desk.person.shown("Members")[1:]} != former
    desk.person.move_row(2, 6)
    desk.person.sort("Members!A2:J6", 2, down=True)
    recorded_undo(ledger, desk.book(), run, DAYS[1])
    assert {row[0]: row[6:9] for row in desk.person.shown("Members")[1:]} == former


def test_words_typed_over_ours_stay_and_are_named(ledger) -> None:
    """A cell of ours in which she typed keeps her words, and the undo says which it is."""
    desk = desk_with()
    run = recorded_check(ledger, desk.book(), DAYS[1]).run
    desk.person.type(2, 8, "I called her")
    _, left = recorded_undo(ledger, desk.book(), run, DAYS[1])
    assert desk.person.shown("Members")[1][7] == "I called her"
    assert any("H2" in line and "something else" in line for line in left)


def test_nightly_and_undo_as_a_coordinator_calls_them(cli, tmp_path) -> None:  # noqa: F811
    """Night, undo, undo of the undo: flags come, go, and come back; two calls for each."""
    desk = desk_with()
    write_key(tmp_path, desk.key)
    (tmp_path / "rostercheck.toml").write_text(
        f'[google]\nkey = "key.json"\n[[book]]\npath = "{desk.link}"\npack = "wisconsin"\n'
        'date_order = "mdy"\nflags = "in_place"\n'
    )
    desk.file.modified -= timedelta(hours=1)
    before = copy.deepcopy(state(desk.person))
    assert cli("nightly", "--words", "--as-of", "2026-11-22").code == 0
    flagged = copy.deepcopy(seen(desk))
    dry = cli("undo", 1, "--dry-run")
    assert "Dry run" in dry.out
    assert seen(desk) == flagged
    desk.server.calls.clear()
    done = cli("undo", 1, "--as-of", "2026-11-22")
    assert (done.code, done.err) == (0, "")
    assert "run 1 was undone" in done.out
    assert state(desk.person) == before
    assert len(desk.sheets_calls()) <= 3
    assert "run 2 was undone" in cli("undo", 2, "--as-of", "2026-11-22").out
    assert seen(desk) == flagged
