"""A book that has not changed is not judged again, and that is never a difference to anybody."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from array import array
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.cells import DateOrder
from sync import recorded
from sync.books.memory import MemoryBook
from sync.ledger import open_ledger
from sync.ledger.outlook import turns
from sync.ledger.runs import RunState
from sync.marks.watch import FRESH
from sync.nightly import again
from sync.nightly import one as looking
from sync.nightly.again import judge_due
from sync.run import judge, plan_marks, read_book
from tests.examples import tries
from tests.marks.test_hers_stays_hers import PACK, rosters
from tests.nightly.conftest import ANA, BEN, DAY, Office, cells, type_in, write

IN_PLACE = 'flags = "in_place"'
DAYS = [date(2026, 10, 1), date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 1)]
LOG = [["Name", "Date", "Hours", "Topic"]]


def one_state(report) -> RunState:
    (looked,) = report.looked.values()
    return looked.state


def test_an_unchanged_book_is_skipped_and_says_when_it_was_looked_at(office) -> None:
    """The second night judges nobody; the Gaps tab alone changes: the day of the last look."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    assert one_state(office.night()) is RunState.DONE
    first = cells(path)
    for number in range(1, 4):
        day = DAY + timedelta(days=number)
        assert one_state(office.night(day)) is RunState.UNCHANGED
        now = cells(path)
        assert now["Gaps"][0][2:4] == [day, FRESH]
        assert now["Gaps"][1:] == first["Gaps"][1:]
        assert now["Members"] == first["Members"]


def test_a_date_rule_ends_the_quiet(office) -> None:
    """Nobody typed anything, but a membership ends: on that day the book is judged again."""
    ben = [*BEN[:4], date(2026, 12, 5), *BEN[5:]]
    path = write(office.folder / "members.xlsx", ANA, ben)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    office.night()
    assert one_state(office.night(date(2026, 11, 30))) is RunState.UNCHANGED
    assert one_state(office.night(date(2026, 12, 6))) is RunState.DONE
    assert "membership ended on 5 Dec 2026" in cells(path)["Members"][2][7]


def test_whatever_changes_ends_the_quiet(office) -> None:
    """A cell, our own marks, the rules, the reading of dates, or a clock set back: judged again."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    office.night()
    type_in(path, 3, 6, 12)
    assert one_state(office.night()) is RunState.DONE
    assert one_state(office.night()) is RunState.UNCHANGED
    type_in(path, 3, 8, None)
    assert one_state(office.night()) is RunState.DONE
    toml = office.folder / "rostercheck.toml"
    toml.write_text(toml.read_text().replace("mdy", "dmy"))
    assert one_state(office.night()) is RunState.DONE
    assert one_state(office.night(DAY - timedelta(days=3))) is RunState.DONE


def test_a_lost_or_changed_copy_is_made_again(office) -> None:
    """The book is as it was, but its flagged copy is gone: it is made again."""
    write(office.folder / "members.xlsx", ANA, BEN)
    copy = office.folder / "members-flagged.xlsx"
    office.config('path = "members.xlsx"')
    office.night()
    assert one_state(office.night()) is RunState.UNCHANGED
    copy.unlink()
    assert one_state(office.night()) is RunState.DONE
    assert copy.exists()


def test_a_failure_in_between_does_not_hide_a_change(office) -> None:
    """After a night in which the book failed, it is known as the last good night left it."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    office.night()
    good = path.read_bytes()
    path.write_bytes(b"PK and nothing")
    assert one_state(office.night()) is RunState.FAILED
    path.write_bytes(good)
    assert one_state(office.night()) is RunState.UNCHANGED


def test_what_she_saves_right_after_our_write_is_looked_at(office, monkeypatch) -> None:
    """Her save follows ours within a moment: it does not pass for what we left."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    real = recorded.carry_out

    def written(*words, **more):
        applied = real(*words, **more)
        type_in(path, 3, 6, 15)
        return applied

    monkeypatch.setattr(recorded, "carry_out", written)
    assert one_state(office.night()) is RunState.DONE
    monkeypatch.undo()
    assert one_state(office.night()) is RunState.DONE
    assert cells(path)["Members"][2][5] == 15
    assert "3 of 15" not in str(cells(path)["Members"][2])
    assert one_state(office.night()) is RunState.UNCHANGED


def test_what_she_saves_while_we_look_is_looked_at(office, monkeypatch) -> None:
    """Her save falls between our comparison and the day that we put: the same night judges it."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    office.night()
    real = looking._as_known
    times = []

    def compared(*words):
        known = real(*words)
        times.append(known)
        if len(times) == 1:
            type_in(path, 3, 6, 15)
        return known

    monkeypatch.setattr(looking, "_as_known", compared)
    assert one_state(office.night()) is RunState.DONE
    assert times == [True, False]
    assert "3 of 15" not in str(cells(path)["Members"][2])


def told(judged):
    """Everything that a person could read of a judgement, apart from its day."""
    return [
        (
            one.person.key, one.status, one.next_due,
            [(f.rule, f.outcome, f.message, f.brief, f.due, f.have, f.short, f.action)
             for f in one.findings if f.flagged],
        )
        for one in judged.people
    ]  # fmt: skip


@st.composite
def with_logs(draw):
    """A roster, and perhaps a log of training with entries before and after the days judged."""
    book = draw(rosters())
    names = [row[1] for row in book.sheets["Members"].rows[1:]]
    entry = st.tuples(
        st.sampled_from(names), st.dates(date(2025, 12, 1), date(2027, 3, 1)),
        st.sampled_from([1, 6.5, "3 hrs", "?", 17]), st.sampled_from(["DEI", "", "RSC"]),
    )  # fmt: skip
    entries = draw(st.lists(entry, max_size=6))
    if not entries:
        return book
    rows = {"Members": book.sheets["Members"].rows, "Training log": [*LOG, *map(list, entries)]}
    return MemoryBook(rows)


@settings(max_examples=tries(30, few=12), deadline=None)
@given(with_logs(), st.sampled_from(DAYS), st.integers(1, 120))
def test_nothing_changes_before_the_day_that_was_named(book, first, later) -> None:
    """Until the next day of change, judging again says word for word the same of everybody."""
    before = judge(read_book(book, PACK), PACK, DateOrder.MDY, first)
    day = first + timedelta(days=later)
    after = assess(before.roster, PACK, day)
    both = zip(before.judged.people, told(before.judged), told(after), strict=True)
    for one, said, other in both:
        if all(day < turn for turn in turns(one, first)):
            assert said == other


@settings(max_examples=tries(30, few=12), deadline=None)
@given(with_logs(), st.sampled_from(DAYS), st.integers(0, 150))
def test_judging_who_is_due_says_what_judging_all_says(book, first, later) -> None:
    """Of everybody, and of the book: the same words, days and notices, and the same outlook."""
    checked = judge(read_book(book, PACK), PACK, DateOrder.MDY, first)
    book.apply(plan_marks(book, checked).edits)
    days: dict[str, array] = {}
    for one in checked.judged.people:
        found = days.setdefault(one.person.table.sheet, array("i", [0] * 100))
        found[one.person.row - 1] = min((d.toordinal() for d in turns(one, first)), default=0)
    day = first + timedelta(days=later)
    whole = judge(read_book(book, PACK), PACK, DateOrder.MDY, day)
    part = judge_due(read_book(book, PACK), PACK, DateOrder.MDY, day, days)
    assert told(part.judged) == told(whole.judged)
    assert part.notices == whole.notices
    assert [f.message for f in part.judged.others] == [f.message for f in whole.judged.others]
    for mine, theirs in zip(part.judged.people, whole.judged.people, strict=True):
        assert min(turns(mine, day), default=None) == min(turns(theirs, day), default=None)


def test_only_who_is_due_or_flagged_is_judged_again(office, monkeypatch) -> None:
    """Of three people one has a membership that ended: on that day she alone is looked at."""
    fine = [*ANA[:4], date(2028, 12, 31), 15]
    other = ["W-3", "Cy Elm", "IFS", date(2020, 5, 1), date(2028, 6, 30), 20]
    due = ["W-4", "Di Fir", "IFS", date(2020, 5, 1), date(2026, 12, 27), 20]
    path = write(office.folder / "members.xlsx", fine, other, due)
    office.config(f'path = "members.xlsx"\n{IN_PLACE}')
    office.night(date(2026, 11, 25))
    looked_at: list[str] = []
    real = again.assess_person

    def noted(person, sitting):
        looked_at.append(person.name)
        return real(person, sitting)

    monkeypatch.setattr(again, "assess_person", noted)
    assert one_state(office.night(date(2026, 11, 27))) is RunState.DONE
    assert looked_at == ["Di Fir"]
    rows = cells(path)["Members"]
    assert [str(row[9])[:10] for row in rows[1:]] == ["2026-11-25", "2026-11-25", "2026-11-27"]
    assert "membership ends on 27 Dec 2026" in rows[3][7]


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(with_logs(), st.lists(st.integers(1, 60), min_size=1, max_size=4), st.data())
def test_a_year_with_skipping_is_a_year_without(book, steps, data) -> None:
    """Night after night, with what she types between: the file says what a full check would say.

    The nights skip what the ledger knows; the book in memory is checked in full on the same days.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = {sheet: one.rows for sheet, one in book.sheets.items()}
        shadow, path = MemoryBook(rows), folder / "members.xlsx"
        _write(path, rows)
        office = Office(folder, open_ledger("sqlite://"))
        office.config(f'path = "members.xlsx"\n{IN_PLACE}')
        day = data.draw(st.sampled_from(DAYS))
        for step in (0, *steps):
            day += timedelta(days=step)
            office.night(day)
            checked = judge(read_book(shadow, PACK), PACK, DateOrder.MDY, day)
            shadow.apply(plan_marks(shadow, checked).edits)
            assert _said(cells(path)) == _said(
                {sheet: one.rows for sheet, one in shadow.sheets.items()}
            )
            if data.draw(st.booleans()):
                type_in(path, 2, 6, 4 + step)
                shadow.sheets["Members"].put(2, 6, 4 + step)
        office.ledger.close()


def _write(path: Path, rows) -> None:
    """Write the sheets of a book in memory."""
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(path) as book:
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, lines in rows.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                for column, value in enumerate(line):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, form)
                    elif value is not None:
                        sheet.write(number, column, value)


def _said(sheets) -> dict[str, list[list[object]]]:
    """Give what stands in the sheets, in one form, without the days of the check."""
    found = {}
    for name, lines in sheets.items():
        if name == "_rostercheck":
            continue
        rows = [[_plain(value) for value in line] for line in lines]
        if name == "Gaps":
            rows = rows[2:]
        elif rows and "Checked as of" in rows[0]:
            at = rows[0].index("Checked as of")
            rows = [[v for n, v in enumerate(row) if n != at] for row in rows]
        for row in rows:
            while row and row[-1] is None:
                row.pop()
        found[name] = rows
    return found


def _plain(value: object) -> object:
    if isinstance(value, date):
        return str(value)[:10]
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value or None if isinstance(value, str) else value


def test_the_rules_are_the_same_in_every_process() -> None:
    """What is told of packs does not hang on the order of a set, so that a book stays known."""
    code = (
        "from models.layering import load_pack;"
        "from sync.config import BookConfig;"
        "from sync.fingerprints import digest_of_text;"
        "from sync.nightly.jobs import Job;"
        "job = Job('x.xlsx', BookConfig(path='x.xlsx', pack='wisconsin'));"
        "packs = map(load_pack, ('wisconsin', 'virginia'));"
        "print(digest_of_text(*map(job.setting, packs)))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(said.pop().strip()) == 64
