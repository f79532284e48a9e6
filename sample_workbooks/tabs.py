"""A workbook of a roster and logs, from scenarios: each person brings rows for several tabs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sample_workbooks.answers import Answers, Claim, Person
from sample_workbooks.grid import MONTHS, Cell, Note, Sheet, Style, Value

Columns = Mapping[str, tuple[str, float]]
"""The columns of a tab in their order: key -> (heading, width)."""

NO_CELLS: Mapping[str, Value] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a log: the tab, what is typed, and what is to be flagged in that very row.

    A row that nobody is meant by, or that is about no one person, has `nobody`.
    """

    tab: str
    cells: Mapping[str, Value]
    claims: tuple[Claim, ...] = ()
    nobody: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Someone:
    """One row of the roster, the rows of the logs that go with it, and what follows."""

    id: str
    name: str
    category: str
    word: str
    status: str
    why: str
    cells: Mapping[str, Value] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tab:
    """How a tab looks. `by_date` is the column by which a log is kept in order.

    `messy` logs have some of their dates, hours and names typed as people type them.
    """

    name: str
    title: str
    columns: Columns
    by_date: str = ""
    messy: bool = False
    header_row: int = 3
    color: str = "5B3A87"


def roster(tab: Tab, people: Sequence[Someone], answers: Answers, author: str) -> Sheet:
    """Make the roster, and put everybody with their findings into the answers."""
    sheet = _empty(tab, frozen=2)
    keys = list(tab.columns)
    for row, person in enumerate(people, tab.header_row + 1):
        cells: dict[str, Value] = {
            "id": person.id,
            "name": person.name,
            "category": person.category,
            "status": person.word,
            **person.cells,
        }
        for column, key in enumerate(keys, 1):
            note = Note(author, person.notes[key]) if key in person.notes else None
            sheet.put(row, column, _cell(cells.get(key), True, note))
        answers.people.append(
            Person(
                person.id, person.name, tab.name, row, person.status, person.why, person.category
            )
        )
        answers.add(person.claims, person.id, tab.name, row, keys)
    return sheet


def log(
    tab: Tab, people: Sequence[Someone], answers: Answers, author: str, more: Iterable[Entry] = ()
) -> Sheet:
    """Make a log of the entries that everybody brings for it, and of those of nobody."""
    sheet = _empty(tab, frozen=1)
    keys = list(tab.columns)
    entries: list[tuple[Someone | None, Entry]] = [
        (person, entry) for person in people for entry in person.entries if entry.tab == tab.name
    ]
    entries += [(None, entry) for entry in more if entry.tab == tab.name]
    if tab.by_date:
        entries.sort(key=lambda pair: _filed(pair[1].cells[tab.by_date]))
    for row, (who, entry) in enumerate(entries, tab.header_row + 1):
        for column, key in enumerate(keys, 1):
            value = entry.cells.get(key)
            if tab.messy and not entry.claims:
                value = _typed(row, key, value)
            text = entry.note if column == len(keys) else ""
            sheet.put(row, column, _cell(value, False, Note(author, text) if text else None))
        person = None if entry.nobody or who is None else who.id
        answers.add(entry.claims, person, tab.name, row, keys)
    return sheet


def providers(tab: Tab, terms: Iterable[Sequence[Value]], author: str) -> Sheet:
    """Make a tab of who gives RSC, with a row for each term of somebody's."""
    sheet = log(tab, (), Answers("", "", date.min), author)
    for row, term in enumerate(terms, tab.header_row + 1):
        for column, value in enumerate(term, 1):
            look = Style(number="m/d/yyyy") if isinstance(value, date) else Style()
            sheet.put(row, column, Cell(value, look))
    return sheet


def _empty(tab: Tab, frozen: int) -> Sheet:
    widths = {index: width for index, (_, width) in enumerate(tab.columns.values(), 1)}
    sheet = Sheet(tab.name, widths=widths, heights={1: 24, tab.header_row: 46})
    sheet.frozen = (tab.header_row, frozen)
    sheet.put(1, 1, Cell(tab.title, Style(bold=True, size=14, color=tab.color)))
    head = Style(bold=True, color="FFFFFF", fill=tab.color, border=True, wrap=True, align="center")
    for column, (text, _) in enumerate(tab.columns.values(), 1):
        sheet.put(tab.header_row, column, Cell(text, head))
    return sheet


def _cell(value: Value, border: bool, note: Note | None) -> Cell:
    number = "m/d/yyyy" if isinstance(value, date) else None
    align = "center" if isinstance(value, date | int | float) else None
    return Cell(value, Style(border=border, number=number, align=align), note=note)


def _filed(day: Value) -> date:
    """Give the day by which a row is sorted in; what is no date goes to the end."""
    return day if isinstance(day, date) else date.max


def _typed(row: int, key: str, value: Value) -> Value:
    """Type some of the cells in the ways that people do, by the row: the meaning is the same."""
    if key == "date" and isinstance(value, date):
        ways: dict[int, Value] = {
            4: value.isoformat(),
            9: f"{value.month}/{value.day}/{value.year % 100}",
            14: f"{MONTHS[value.month - 1]} {value.day} {value.year}",
        }
        return ways.get(row % 19, value)
    if key == "hours" and isinstance(value, int | float):
        texts = {5: f"{value:g} hrs", 11: f"{value:g}h", 16: f" {value:g} h"}
        return texts.get(row % 17, value)
    if not isinstance(value, str):
        return value
    words = {
        "person": {4: f"{value}  ", 6: value.upper(), 9: value.replace(" ", "\u00a0")},
        "provider": {2: f"Dr. {value}", 7: f"{value}, LCSW", 11: f"Dr. {value}, Ph.D."},
        "paid": {3: value.upper(), 8: f" {value}"},
        "role": {1: value.upper(), 5: value.capitalize()},
    }
    return words.get(key, {}).get(row % 13, value)
