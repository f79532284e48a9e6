"""Real packs of a roster that changes: what they show together, as somebody sees who holds all."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

import pytest

from models.figures import Grade, figures, outlooks
from models.hiding import LEAST
from sync.board import issue as issuing
from sync.board import paper
from sync.board.content import Content
from sync.board.issue import Order, issue
from sync.board.numbers import TOTAL, Numbers, numbers_of
from sync.commands.common import checked_book, setting
from sync.ledger import open_ledger
from sync.ledger.boards import issued_packs
from sync.run import Checked
from tests.board.conftest import roster, write
from tests.board.test_between import solvable

DAYS = ("2026-03-10", "2026-06-10", "2026-09-20")


def checked(path: Path, day: str) -> Checked:
    how = setting(path, "wisconsin", "mdy", None)
    return checked_book(path, how, date.fromisoformat(day))[1]


def true_numbers(found: Checked) -> Numbers:
    """Count everything, nothing hidden."""
    besides = (("forecast", outlooks.tables),)
    return numbers_of(
        figures(found.roster, found.judged, found.pack, grade=Grade.COORDINATOR, besides=besides)
    )


@pytest.fixture(scope="module", params=range(3))
def packs(request, tmp_path_factory) -> list[tuple[Content, Numbers]]:
    """Three packs of a roster in which people come, go, and log hours; with the true numbers."""
    rnd = random.Random(request.param)
    folder = tmp_path_factory.mktemp("packs")
    ledger = open_ledger(folder / "ledger.sqlite")
    people = roster(rnd.randint(8, 20), rnd.randint(20, 40))
    truth = []

    def nothing(page: bytes, digest: str) -> bytes:
        raise paper.NoPrinter

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(issuing, "paper_of", nothing)
        for at, day in enumerate(DAYS):
            path = write(folder / f"{at}.xlsx", people)
            found = checked(path, day)
            truth.append(true_numbers(found))
            issue(ledger, Order("members.xlsx"), found)
            people = [row for row in people if rnd.random() > 0.06]
            for row in rnd.sample(people, rnd.choice((1, 3, 9))):
                row[6], row[11] = rnd.choice((0, 4, 16)), rnd.choice(("Dane", "Brown", "Iron"))
    with ledger.session() as session:
        contents = [Content.unpacked(one.content) for one in issued_packs(session, "members.xlsx")]
    ledger.close()
    return list(zip(contents, truth, strict=True))


def test_no_number_differs_by_a_few_from_an_earlier_one(packs) -> None:
    """Of every two packs, no number of people in the same place differs by one to four."""
    for at, (later, _) in enumerate(packs):
        now = later.revealed[0]
        for earlier, _ in packs[:at]:
            before = earlier.revealed[0]
            for cell in now.cells():
                a, b = now.at(cell), before.at(cell)
                if (
                    now.tables[cell.table].columns
                    == getattr(before.tables.get(cell.table), "columns", None)
                    and now.tables[cell.table].counts[cell.column]
                ):
                    assert a is None or b is None or a == b or abs(a - b) >= LEAST


def test_no_small_change_can_be_worked_out_of_a_column(packs) -> None:
    """Who knows that the lines of a column make its total learns of no change by one to four."""
    for at, (later, truth) in enumerate(packs):
        for earlier, truth_then in packs[:at]:
            for key, table in later.revealed[0].tables.items():
                before = earlier.revealed[0].tables.get(key)
                if before is None or before.columns != table.columns:
                    continue
                true, then = truth.tables[key], truth_then.tables[key]
                if not (_adds_up(true.lines) and _adds_up(then.lines)):
                    continue
                _attack(table.lines, before.lines, true.lines, then.lines)


def _adds_up(lines) -> bool:
    parts = [values[0] or 0 for key, values in lines.items() if key != TOTAL]
    return TOTAL in lines and len(parts) > 1 and sum(parts) == lines[TOTAL][0]


def _attack(shown, shown_then, true, then) -> None:
    """Try every line: a known combination of all that is shown must not be its small change."""
    keys = sorted({*true, *then} - {TOTAL})
    rows = []
    for offset, day in ((0, shown_then), (len(keys), shown)):
        for key, values in day.items():
            if values[0] is not None:
                row = [0] * (2 * len(keys))
                for at, line in enumerate(keys):
                    row[offset + at] = int(key in (TOTAL, line))
                rows.append(row)
    for at, line in enumerate(keys):
        change = true.get(line, (0,))[0] - then.get(line, (0,))[0]
        wanted = [0] * (2 * len(keys))
        wanted[at], wanted[len(keys) + at] = -1, 1
        if line in true and line in then and 0 < abs(change) < LEAST:
            assert not solvable(rows, wanted)


def test_no_title_says_what_the_table_hides(packs) -> None:
    """No title, no words of a picture, no headline tells a number that its table holds back."""
    for content, truth in packs:
        for section in content.figures.sections:
            for table in section.tables:
                key = f"{section.key}.{table.key}"
                if key not in truth.tables:
                    continue
                shown = {v.number for one in (*table.lines, table.total) if one
                         for v in one.values}  # fmt: skip
                hidden = (
                    {v for values in truth.tables[key].lines.values() for v in values} - shown - {0}
                )
                words = f"{table.title} {table.chart.alt if table.chart else ''}"
                words = re.sub(r"\d+ [A-Z][a-z]{2} \d{4}|\d+ days|\d+ to \d+", "", words)
                said = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", words)}
                assert said & hidden == set(), (key, words)


def test_what_is_about_is_about(packs) -> None:
    """Where "about 40" is said, the true number is another one, and fewer than five away."""
    for content, truth in packs:
        for name, near in content.near.items():
            table, line, column = name.rsplit("/", 2)
            if table in truth.tables:
                true = truth.tables[table].lines[line][int(column)]
                assert true is not None
                assert 0 < abs(true - near) < LEAST


def test_what_is_held_back_is_no_sum_of_other_tables(tmp_path: Path) -> None:
    """A number that is held back in one table does not come out of another one, or of its parts."""
    found = checked(write(tmp_path / "members.xlsx", roster(12, 25)), DAYS[0])
    plain = numbers_of(figures(found.roster, found.judged, found.pack, grade=Grade.BOARD))
    assert plain.tables["cycle.cycle"].lines[TOTAL] == (37,)
    held = figures(
        found.roster,
        found.judged,
        found.pack,
        grade=Grade.BOARD,
        also_hidden=lambda _: [("roster", "endorsed", 0), ("roster", TOTAL, 0)],
    )
    numbers = numbers_of(held)
    assert held.people.number is None
    for key, table in numbers.tables.items():
        assert table.lines.get(TOTAL, (None,))[0] != 37, key
        values = [values[0] for line, values in table.lines.items() if line != TOTAL]
        assert None in values or sum(value or 0 for value in values) != 37, key
