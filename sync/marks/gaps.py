"""The Gaps tab, one row per finding; and the hidden tab that remembers how cells looked before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.findings import Assessments, Finding
from models.roster import BLANK
from models.rulepack import Pack
from models.wording import counted, sentence
from sync.books.base import CellRef, Format, OwnCell, OwnSheet, Value, Visibility
from sync.marks.owned import FormerLook
from sync.marks.wanted import listed
from sync.marks.watch import Watch, title_row
from sync.marks.words import DATE_FORMAT, FILLS, MEMORY_TITLE, outcomes_by_word, status_word

COLUMNS = (
    ("who", 22.0),
    ("category", 11.0),
    ("outcome", 12.0),
    ("what", 50.0),
    ("have", 7.0),
    ("need", 7.0),
    ("short", 7.0),
    ("by_when", 11.0),
    ("next_step", 36.0),
    ("where", 19.0),
    ("rule", 22.0),
    ("source", 44.0),
)
HEADER_ROW = 5
PRINTED = 10
"""The first so many columns fit a page; the rule and its source are for the screen."""
_HEAD = Format(bold=True, wrap=True, fill="E7E9ED")
_TEXT = Format(wrap=True, top=True)
_PLAIN = Format(top=True)
_NUMBER = Format(top=True)  # with a format such as "0.##" spreadsheets write 15 as "15."
_DATE = Format(top=True, number_format=DATE_FORMAT)
FORMATS = (
    _TEXT, _TEXT, _TEXT, _TEXT, _NUMBER, _NUMBER, _NUMBER, _DATE, _TEXT, _PLAIN, _PLAIN, _TEXT,
)  # fmt: skip
OUTCOME, WHERE = 2, 9
DAY_LINE = 1
"""The line of the tab, from 0, that says as of which day it was written."""


def gaps_sheet(name: str, judged: Assessments, pack: Pack, watch: Watch | None = None) -> OwnSheet:
    """Make the Gaps tab. watch: when it was last looked at, where a service looks every night."""
    findings = list(listed(judged))
    rows: list[Sequence[OwnCell]] = [
        title_row(watch),
        [OwnCell(_counted(findings, judged.as_of))],
        [OwnCell(sentence("mark.tab_rules", {"pack": pack.name, "version": pack.version}))],
        [OwnCell(sentence("mark.tab_about", {}))],
        [OwnCell(sentence(f"mark.tab.{column}", {}), _HEAD) for column, _ in COLUMNS],
    ]
    rows += [_row(finding) for finding in findings]
    return dressed(name, rows)


def dressed(name: str, rows: Sequence[Sequence[OwnCell]]) -> OwnSheet:
    """Give the Gaps tab its widths, its filter, and how it prints."""
    return OwnSheet(
        name,
        rows,
        widths=[width for _, width in COLUMNS],
        frozen_rows=HEADER_ROW,
        header_row=HEADER_ROW,
        print_columns=PRINTED,
    )


def told_again(name: str, lines: Sequence[Sequence[Value]], watch: Watch | None) -> OwnSheet:
    """Make the Gaps tab from what it said at another time, line by line, the title included."""
    rows: list[Sequence[OwnCell]] = [title_row(watch)]
    for number, line in enumerate(lines[1:], 2):
        if number < HEADER_ROW:
            rows.append([OwnCell(value) for value in line])
        elif number == HEADER_ROW:
            rows.append([OwnCell(value, _HEAD) for value in line])
        else:
            cells = [*line, *[None] * (len(COLUMNS) - len(line))]
            rows.append([_again(at, value) for at, value in enumerate(cells)])
    return dressed(name, rows)


def _again(at: int, value: Value) -> OwnCell:
    """Give a cell of a finding's line the look of its column; an address is a link again."""
    look = FORMATS[at] if at < len(FORMATS) else _PLAIN
    if at == OUTCOME:
        outcome = outcomes_by_word().get(str(value))
        look = Format(top=True, wrap=True, fill=FILLS.get(outcome) if outcome else None)
    link = link_of(value) if at == WHERE and isinstance(value, str) else None
    return OwnCell(value, look, link)


def link_of(text: str) -> CellRef | None:
    """Give the cell that an address in the column *where* leads to: Members!F12."""
    sheet, _, address = text.rpartition("!")
    letters = address.rstrip("0123456789")
    if not sheet or not letters.isalpha() or letters == address:
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return CellRef(sheet, int(address[len(letters) :]), column)


def _counted(findings: Sequence[Finding], as_of: date) -> str:
    people = len({f.person.key for f in findings if f.person is not None})
    if not findings:
        return sentence("mark.tab_nothing", {"day": as_of})
    facts = {"findings": counted("findings", len(findings)), "people": counted("people", people)}
    return sentence("mark.tab_counted", {"day": as_of, **facts})


def _row(finding: Finding) -> list[OwnCell]:
    person, place = finding.person, finding.place
    link = CellRef(place.sheet, place.row, place.column or 1) if place is not None else None
    where = f"{link.sheet}!{link.address}" if link is not None else None
    category = person.cells.get("category", BLANK).value if person is not None else None
    codes = " + ".join(one.code for one in category or ())
    who = (person.name or person.key) if person is not None else sentence("mark.nobody", {})
    return [
        OwnCell(who, _TEXT),
        OwnCell(codes or None, _TEXT),
        OwnCell(
            status_word(finding.outcome), Format(top=True, wrap=True, fill=FILLS[finding.outcome])
        ),
        OwnCell(finding.message, _TEXT),
        OwnCell(_figure(finding.have), _NUMBER),
        OwnCell(_figure(finding.need), _NUMBER),
        OwnCell(_figure(finding.short) or None, _NUMBER),
        OwnCell(finding.due, _DATE),
        OwnCell(finding.next_step or None, _TEXT),
        OwnCell(where, _PLAIN, link),
        OwnCell(finding.rule, _PLAIN),
        OwnCell(str(finding.citation) if finding.citation else None, _TEXT),
    ]


def _figure(value: float | None) -> float | None:
    """Give a figure to the hundredth, as its sentence says it."""
    return None if value is None else round(value, 2)


def memory_sheet(name: str, looks: Sequence[FormerLook]) -> OwnSheet:
    """Make the hidden tab. All cells are texts, so that no program turns one into a number."""
    head = ("Sheet", "Token", "At row", "At column", "Our fill", "Former look")
    rows: list[Sequence[OwnCell]] = [
        [OwnCell(MEMORY_TITLE)],
        [OwnCell(text) for text in head],
    ]
    for one in looks:
        texts = (one.sheet, one.token, str(one.row), str(one.column), one.color, one.look)
        rows.append([OwnCell(text) for text in texts])
    return OwnSheet(name, rows, visibility=Visibility.VERY_HIDDEN)
