"""What a check says on the terminal, for a volunteer to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from models.assess import evidence
from models.findings import GRAVITY, Assessment, Finding, Outcome
from models.roster import BLANK
from models.wording import written
from sync.books.base import (
    BookSnapshot,
    CellRef,
    DropSheet,
    Edit,
    PutSheet,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    Value,
    column_letters,
)
from sync.marks.owned import value_at
from sync.marks.words import STATUS_WORDS
from sync.run import Checked, Plan

LISTED = 8
"""So many people are named for each status; the Gaps tab has them all."""
BLANK_CELL = "(blank)"
_PLURAL = {
    Outcome.GAP: "with a gap",
    Outcome.CANNOT_TELL: "to look at",
    Outcome.OPEN: "open",
    Outcome.MEETS: "appear to meet",
    Outcome.NOT_APPLICABLE: "with nothing due",
}


def summary(book: str, checked: Checked) -> list[str]:
    """Say what the check came to: counts, then who, then what was noticed."""
    judged = checked.judged
    people = judged.people
    lines = [
        f"{book}: checked as of {written(judged.as_of)}",
        f"Rules: {checked.pack.name}",
        f"{_people(len(people))}: {_counts(people)}.",
    ]
    for outcome in (Outcome.GAP, Outcome.CANNOT_TELL, Outcome.OPEN):
        lines += _listed(outcome, [one for one in people if one.status is outcome])
    if judged.others:
        lines += ["", f"{STATUS_WORDS[Outcome.CANNOT_TELL]}: entries for nobody in the roster"]
        lines += [f"  {_at(f)}: {f.message}" for f in judged.others[:LISTED]]
        lines += _and_more(len(judged.others))
    if checked.notices:
        lines += ["", "Worth knowing:", *(f"  {notice}" for notice in checked.notices)]
    return lines


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _counts(people: Sequence[Assessment]) -> str:
    counted = Counter(one.status for one in people)
    said = [f"{counted[o]} {_PLURAL[o]}" for o in sorted(counted, key=lambda o: GRAVITY[o])]
    return ", ".join(said) or "nobody was found"


def _listed(outcome: Outcome, people: Sequence[Assessment]) -> list[str]:
    if not people:
        return []
    lines = ["", STATUS_WORDS[outcome]]
    for one in people[:LISTED]:
        what = "; ".join(dict.fromkeys(f.brief for f in one.findings if f.flagged))
        lines.append(f"  {one.person.name or one.person.key} (row {one.person.row}): {what}")
    return lines + _and_more(len(people))


def _and_more(count: int) -> list[str]:
    return [f"  … and {count - LISTED} more"] if count > LISTED else []


def _at(finding: Finding) -> str:
    place = finding.place
    if place is None:
        return ""
    return f"{place.sheet}!{CellRef(place.sheet, place.row, place.column or 1).address}"


def explanation(checked: Checked, one: Assessment) -> list[str]:
    """Say everything that holds for one person, with the entries counted and not counted."""
    person = one.person
    codes = " + ".join(c.code for c in person.cells.get("category", BLANK).value or ())
    who = person.name or person.key
    lines = [
        f"{who}, {codes or 'category not known'} ({person.table.sheet}, row {person.row})",
        f"{STATUS_WORDS[one.status]} as of {written(checked.judged.as_of)}"
        + (f"; next due {written(one.next_due)}" if one.next_due else ""),
    ]
    for finding in one.findings:
        lines += ["", f"{finding.rule}: {STATUS_WORDS[finding.outcome]}", f"  {finding.message}"]
        lines += _details(finding)
        lines += _evidence(checked, finding)
    lines += ["", "The association decides; Rostercheck only reads what the sheet says."]
    return lines


def _details(finding: Finding) -> list[str]:
    lines = []
    if finding.place is not None:
        lines.append(f"  Where: {_at(finding)}")
    if finding.action:
        lines.append(f"  Next step: {finding.action}")
    if finding.citation is not None:
        lines.append(f"  Source: {finding.citation}")
    return lines


def _evidence(checked: Checked, finding: Finding) -> list[str]:
    entries = evidence(finding, checked.roster, checked.pack, checked.judged.as_of)
    counted = [e for e in entries if e.counted]
    others = [e for e in entries if not e.counted]
    lines = [f"  Counted: {len(counted)} of {len(entries)} entries"] if entries else []
    for entry in (*counted, *others):
        mark = "+" if entry.counted else "-"
        lines.append(
            f"    {mark} {entry.place.sheet} row {entry.place.row}: {entry.what} ({entry.why})"
        )
    return lines


def planned(plan: Plan) -> Iterable[str]:
    """Say every cell that would change, before and after."""
    if not plan.edits:
        yield "Nothing would change."
    for edit in plan.edits:
        line = _edit(plan.snapshot, edit)
        if not line.endswith(f": {BLANK_CELL} -> {BLANK_CELL}"):  # a blank cell's look
            yield line


def _edit(snapshot: BookSnapshot | None, edit: Edit) -> str:  # noqa: PLR0911 - one kind a line
    match edit:
        case SetValue(ref, value, _):
            return f"{_ref(ref)}: {_before(snapshot, ref)} -> {_shown(value)}"
        case SetNote(ref, text):
            return f"{_ref(ref)}: note {_note(snapshot, ref)} -> {_shown(text)}"
        case SetFill(ref, color):
            return f"{_ref(ref)}: fill -> #{color}"
        case RestoreLook(ref, _):
            return f"{_ref(ref)}: fill -> as it was before"
        case SetColumnWidth(sheet, column, width):
            to = "as it was before" if width is None else f"{width:g}"
            return f"{sheet}!{column_letters(column)}: column width -> {to}"
        case PutSheet(sheet):
            return f"{sheet.name}: our tab, {len(sheet.rows)} rows, written anew"
        case DropSheet(name):
            return f"{name}: our tab, taken off"


def _ref(ref: CellRef) -> str:
    return f"{ref.sheet}!{ref.address}"


def _before(snapshot: BookSnapshot | None, ref: CellRef) -> str:
    sheet = snapshot.sheet(ref.sheet) if snapshot is not None else None
    raw = value_at(sheet.rows, ref.row, ref.column) if sheet is not None else None
    return BLANK_CELL if raw is None else f'"{raw}"'


def _note(snapshot: BookSnapshot | None, ref: CellRef) -> str:
    sheet = snapshot.sheet(ref.sheet) if snapshot is not None else None
    return _shown(sheet.notes.get((ref.row, ref.column)) if sheet is not None else None)


def _shown(value: Value) -> str:
    return BLANK_CELL if value is None else f'"{value}"'.replace("\n", " / ")
