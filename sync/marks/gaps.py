"""The Gaps tab, one row per finding; and the hidden tab that remembers how cells looked before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.findings import Assessments, Finding
from models.roster import BLANK
from models.rulepack import Pack
from models.wording import written
from sync.books.base import CellRef, Format, OwnCell, OwnSheet, Visibility
from sync.marks.owned import FormerLook
from sync.marks.wanted import listed
from sync.marks.words import DATE_FORMAT, FILLS, GAPS_TITLE, MEMORY_TITLE, STATUS_WORDS

COLUMNS = (
    ("Who", 22.0),
    ("Category", 11.0),
    ("Outcome", 12.0),
    ("What", 50.0),
    ("Have", 7.0),
    ("Need", 7.0),
    ("Short", 7.0),
    ("By when", 11.0),
    ("Next step", 36.0),
    ("Where", 19.0),
    ("Rule", 22.0),
    ("Source", 44.0),
)
HEADER_ROW = 5
PRINTED = 10
"""The first so many columns fit a page; the rule and its source are for the screen."""
_HEAD = Format(bold=True, wrap=True, fill="E7E9ED")
_TEXT = Format(wrap=True, top=True)
_PLAIN = Format(top=True)
_NUMBER = Format(top=True, number_format="0.##")
_DATE = Format(top=True, number_format=DATE_FORMAT)


def gaps_sheet(name: str, judged: Assessments, pack: Pack) -> OwnSheet:
    """Make the Gaps tab."""
    findings = list(listed(judged))
    rows: list[Sequence[OwnCell]] = [
        [OwnCell(GAPS_TITLE, Format(bold=True))],
        [OwnCell(_counted(findings, judged.as_of))],
        [OwnCell(f"Rules: {pack.name}, version {pack.version}.")],
        [
            OwnCell(
                "What appears to be missing; the association decides. Written anew at each check."
            )
        ],
        [OwnCell(header, _HEAD) for header, _ in COLUMNS],
    ]
    rows += [_row(finding) for finding in findings]
    return OwnSheet(
        name,
        rows,
        widths=[width for _, width in COLUMNS],
        frozen_rows=HEADER_ROW,
        header_row=HEADER_ROW,
        print_columns=PRINTED,
    )


def _counted(findings: Sequence[Finding], as_of: date) -> str:
    people = len({f.person.key for f in findings if f.person is not None})
    if not findings:
        return f"Checked as of {written(as_of)}: nothing to flag."
    things = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    who = "1 person" if people == 1 else f"{people} people"
    return f"Checked as of {written(as_of)}: {things}, {who}."


def _row(finding: Finding) -> list[OwnCell]:
    person, place = finding.person, finding.place
    link = CellRef(place.sheet, place.row, place.column or 1) if place is not None else None
    where = f"{link.sheet}!{link.address}" if link is not None else None
    category = person.cells.get("category", BLANK).value if person is not None else None
    codes = " + ".join(one.code for one in category or ())
    who = (person.name or person.key) if person is not None else "(nobody in the roster)"
    return [
        OwnCell(who, _TEXT),
        OwnCell(codes or None, _TEXT),
        OwnCell(
            STATUS_WORDS[finding.outcome], Format(top=True, wrap=True, fill=FILLS[finding.outcome])
        ),
        OwnCell(finding.message, _TEXT),
        OwnCell(finding.have, _NUMBER),
        OwnCell(finding.need, _NUMBER),
        OwnCell(finding.short or None, _NUMBER),
        OwnCell(finding.due, _DATE),
        OwnCell(finding.action or None, _TEXT),
        OwnCell(where, _PLAIN, link),
        OwnCell(finding.rule, _PLAIN),
        OwnCell(str(finding.citation) if finding.citation else None, _TEXT),
    ]


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
