"""The Gaps tab, one row per finding; and the hidden tab that remembers how cells looked before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.findings import Assessments, Finding
from models.language import say
from models.roster import BLANK
from models.rulepack import Pack
from models.wording import counted, sentence
from sync.books.base import CellRef, Format, OwnCell, OwnSheet, Visibility
from sync.marks.owned import FormerLook
from sync.marks.wanted import listed
from sync.marks.words import DATE_FORMAT, FILLS, GAPS_TITLE, MEMORY_TITLE, status_word

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
_NUMBER = Format(top=True, number_format="0.##")
_DATE = Format(top=True, number_format=DATE_FORMAT)


def gaps_sheet(name: str, judged: Assessments, pack: Pack) -> OwnSheet:
    """Make the Gaps tab."""
    findings = list(listed(judged))
    rows: list[Sequence[OwnCell]] = [
        [OwnCell(say(GAPS_TITLE), Format(bold=True))],
        [OwnCell(_counted(findings, judged.as_of))],
        [OwnCell(sentence("mark.tab_rules", {"pack": pack.name, "version": pack.version}))],
        [OwnCell(sentence("mark.tab_about", {}))],
        [OwnCell(sentence(f"mark.tab.{column}", {}), _HEAD) for column, _ in COLUMNS],
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
        OwnCell(finding.have, _NUMBER),
        OwnCell(finding.need, _NUMBER),
        OwnCell(finding.short or None, _NUMBER),
        OwnCell(finding.due, _DATE),
        OwnCell(finding.next_step or None, _TEXT),
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
