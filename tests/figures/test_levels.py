"""Coarser forms of tables: a small board sees more, and no more of anybody."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from models.assess import assess
from models.figures import Grade, figures
from models.figures.build import SECTIONS
from models.figures.combining import combination
from models.figures.draft import Draft, Shown
from models.figures.finishing import finished
from models.figures.kinds import Counted
from models.figures.levels import forms
from models.figures.outlooks import tables as outlooks
from models.figures.shape import Figures
from models.figures.smallgroups import LEAST, Hidden, hide_all
from models.layering import load_pack
from models.roster import Roster
from tests.models.books_by_hand import roster
from tests.samples.test_answers import ANSWERS, checked

PACK = cache(load_pack)
DAY = date(2026, 11, 22)
WHO = ("endorsed",) * 9 + ("applicant", "inactive")


def small_book(seed: int, count: int = 35) -> Roster:
    """Make a small association: people of a few kinds, some of them short of this or that."""
    rnd = random.Random(seed)
    rows = [
        {
            "name": f"Person {at}",
            "category": rnd.choice(("IFS", "IFS", "IFA", "ECMHS", "IMHM-C")),
            "status": rnd.choice(WHO),
            "endorsed": date(2018, 5, 1),
            "registered": date(2026, 3, 1),
            "training_hours": rnd.choice((15, 15, 15, 3, "soon")),
            "rsc_hours": rnd.choice((12, 12, 2)),
            "membership_expires": rnd.choice((date(2027, 6, 30), date(2026, 12, 5), "")),
            "county": rnd.choice(("Dane", "Brown")),
        }
        for at in range(count)
    ]
    return roster(PACK("wisconsin"), rows)


def counted(book: Roster) -> Counted:
    return Counted(book, assess(book, PACK("wisconsin"), DAY), PACK("wisconsin"), None)


def drafts(book: Counted) -> list[tuple[str, Draft]]:
    sections = (*SECTIONS, ("forecast", outlooks))
    return [(key, draft) for key, build in sections for draft in build(book)]


def board(book: Counted) -> Figures:
    return figures(
        book.roster, book.judged, book.pack, grade=Grade.BOARD, besides=(("forecast", outlooks),)
    )


def shown_groups(book: Counted) -> Iterator[tuple[tuple[str, str, int], frozenset[str]]]:
    """Give the people behind each number that a board is shown, in whichever form."""
    every = {f"{key}.{form.key}": form for key, draft in drafts(book) for form in forms(draft)}
    for section in board(book).sections:
        for table in section.tables:
            draft = every[f"{section.key}.{table.key}"]
            rows = {row.key: row for row in (*draft.rows, *([draft.total] if draft.total else []))}
            for line in (*table.lines, *([table.total] if table.total else [])):
                for at, value in enumerate(line.values):
                    cell = rows[line.key].cells[at]
                    if value.number is not None and cell.amount is None:
                        assert value.number == len(cell.who)
                        yield (table.key, line.key, at), cell.who


@pytest.mark.parametrize("count", [20, 28, 35, 50])
@pytest.mark.parametrize("seed", range(4))
def test_no_small_group_of_any_form_comes_out(seed: int, count: int) -> None:
    """What is shown, in the forms that were chosen, tells of no small group of any other form."""
    book = counted(small_book(seed, count))
    shown = dict(shown_groups(book))
    small = [
        cell.who
        for _, draft in drafts(book)
        for form in forms(draft)
        for row in (*form.rows, *([form.total] if form.total else []))
        for cell in row.cells
        if cell.amount is None and 0 < len(cell.who) < LEAST
    ]
    assert small
    assert combination(shown, small) == []


@pytest.mark.parametrize("seed", range(6))
def test_a_small_board_sees_no_less_than_with_the_finest_forms(seed: int) -> None:
    """Of every table at least as many numbers, and in some book more; totals of most of them."""
    book = counted(small_book(seed))
    made = [draft for _, draft in drafts(book)]
    fine = hide_all(made, book.groups)
    plain = {
        draft.key: sum(
            bool(v.number) for line in (*t.lines, *([t.total] if t.total else []))
            for v, column in zip(line.values, draft.heads, strict=True)
            if column.role.value != "amount"
        )
        for draft, out in zip(made, fine, strict=True)
        for t in (finished(draft, out),)
    }  # fmt: skip
    seen: dict[str, int] = {}
    for (key, _, _), who in shown_groups(book):
        seen[key.partition("_short")[0]] = seen.get(key.partition("_short")[0], 0) + bool(who)
    assert sum(seen.values()) > sum(plain.values())


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
def test_every_form_counts_the_same_people(path) -> None:
    """Putting lines together loses nobody, and adds nobody; titles and charts can be made of all.

    A form about the endorsed alone counts just them.
    """
    c = checked(path)
    book = Counted(c.roster, c.judged, c.pack, None)
    for _, draft in drafts(book):
        for form, how in zip(forms(draft)[1:], draft.coarser, strict=True):
            who = draft.whole & how.only.who if how.only is not None else draft.whole
            assert form.whole == who
            assert frozenset().union(*(row.who for row in form.rows)) == who & frozenset().union(
                *(row.who for row in draft.rows)
            )
            if form.total is not None and draft.total is not None:
                assert form.total.cells[0].who == draft.total.cells[0].who & who
            assert len(form.rows) <= len(draft.rows)
            for out in (Hidden(), Hidden(everything=True)):
                table = finished(form, out)
                assert table.title.strip()
                assert "{" not in f"{table.title}{table.remarks}{table.lines}{table.chart}"


def test_amounts_of_lines_put_together_are_those_of_the_people() -> None:
    """Hours are added up; people who got RSC of two providers are counted once."""
    provider = {"provider_status": "endorsed", "provider_category": "IMHM-C"}
    tabs = {
        "providers": [{"name": name, "provider_until": "", **provider} for name in ("Gi V", "Ho L")]
        + [{"name": "Ix O", "provider_until": date(2029, 1, 31), **provider}],
        "rsc": [
            {"name": "Ana Ruiz", "provider": who, "date": date(2026, 3, day), "hours": 2}
            for day, who in enumerate(("Gi V", "Ho L", "Ix O"), 1)
        ],
    }
    member = {"name": "Ana Ruiz", "category": "IFS", "endorsed": date(2018, 5, 1)}
    book = counted(roster(PACK("wisconsin"), [member], **tabs))
    draft = next(one for _, one in drafts(book) if one.key == "rsc_ending")
    lines = {row.key: [cell.number for cell in row.cells] for row in forms(draft)[1].rows}
    assert lines == {"status_soon": [0, 0, 0], "status_not_soon": [3, 1, 6]}


def test_hours_of_somebody_with_two_categories_are_put_together_once() -> None:
    """All categories on one line: the hours of the last line, and not those of all lines."""
    member = {"name": "Ana Ruiz", "person_id": "7", "endorsed": date(2018, 5, 1), "rsc_hours": 2}
    rows = [{**member, "category": code} for code in ("IFS", "ECMHS")]
    book = counted(roster(PACK("wisconsin"), rows))
    draft = next(one for _, one in drafts(book) if one.key == "rsc_receivers")
    assert len(draft.rows) == 2
    (line,) = forms(draft)[1].rows
    assert draft.total is not None
    assert line.cells == draft.total.cells
    assert line.cells[-1].number > 0


def test_a_title_adds_up_what_was_put_together() -> None:
    """ "Appears to meet all" is told of two lines that stand as one."""
    book = counted(small_book(1))
    draft = next(one for _, one in drafts(book) if one.key == "cycle")
    fine, coarse = (finished(form, Hidden()) for form in forms(draft)[:2])
    assert fine.title == coarse.title
    assert len(coarse.lines) < len(fine.lines)
    lines = coarse.lines
    assert Shown(lines, None, {"settled": frozenset(("new", "renewed"))}).sum("new") is None
