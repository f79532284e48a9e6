"""What a check says on the terminal, for a volunteer to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from models.assess import evidence
from models.findings import GRAVITY, Assessment, Finding, Outcome
from models.wording import counted, sentence, worded
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
from sync.marks.words import status_word
from sync.reports.names import codes, who
from sync.run import Checked, Plan

LISTED = 8
"""So many people are named for each status; the Gaps tab has them all."""


def summary(book: str, checked: Checked) -> list[str]:
    """Say what the check came to: counts, then who, then what was noticed."""
    judged = checked.judged
    people = judged.people
    lines = [
        sentence("report.checked", {"book": book, "day": judged.as_of}),
        sentence("report.rules", {"pack": checked.pack.name}),
        sentence(
            "report.counts", {"people": counted("people", len(people)), "counts": _counts(people)}
        ),
    ]
    for outcome in (Outcome.GAP, Outcome.CANNOT_TELL, Outcome.OPEN):
        lines += _listed(outcome, [one for one in people if one.status is outcome])
    if judged.others:
        status = status_word(Outcome.CANNOT_TELL)
        lines += ["", sentence("report.for_nobody", {"status": status})]
        lines += [f"  {_at(f)}: {f.message}" for f in judged.others[:LISTED]]
        lines += _and_more(len(judged.others))
    if checked.notices:
        lines += worth_knowing(checked.notices)
    return lines


def worth_knowing(notices: Sequence[str]) -> list[str]:
    """Say what is worth knowing of the book as a whole."""
    if not notices:
        return []
    return ["", sentence("report.worth_knowing", {}), *(f"  {notice}" for notice in notices)]


def _counts(people: Sequence[Assessment]) -> str:
    numbers = Counter(one.status for one in people)
    said = [
        sentence(f"report.count.{outcome}", {"number": numbers[outcome]})
        for outcome in sorted(numbers, key=lambda one: GRAVITY[one])
    ]
    return ", ".join(said) or sentence("report.nobody_found", {})


def _listed(outcome: Outcome, people: Sequence[Assessment]) -> list[str]:
    if not people:
        return []
    lines = ["", status_word(outcome)]
    for one in people[:LISTED]:
        what = "; ".join(dict.fromkeys(f.brief for f in one.findings if f.flagged))
        lines.append(f"  {who(one.person)}: {what}")
    return lines + _and_more(len(people))


def _and_more(count: int) -> list[str]:
    return [sentence("report.and_more", {"number": count - LISTED})] if count > LISTED else []


def _at(finding: Finding) -> str:
    place = finding.place
    if place is None:
        return ""
    return f"{place.sheet}!{CellRef(place.sheet, place.row, place.column or 1).address}"


def explanation(checked: Checked, one: Assessment) -> list[str]:
    """Say everything that holds for one person, with the entries counted and not counted."""
    person = one.person
    known = codes(person) or sentence("report.category_unknown", {})
    where = {"sheet": person.table.sheet, "row": person.row}
    status = {"status": status_word(one.status), "day": checked.judged.as_of, "due": one.next_due}
    lines = [
        sentence("report.person", {"name": person.name or person.key, "codes": known, **where}),
        sentence("report.status_due" if one.next_due else "report.status", status),
    ]
    for finding in one.findings:
        lines += ["", f"{finding.rule}: {status_word(finding.outcome)}", f"  {finding.message}"]
        lines += _details(finding)
        lines += _evidence(checked, finding)
    lines += ["", sentence("report.decides", {})]
    return lines


def _details(finding: Finding) -> list[str]:
    lines = []
    if finding.place is not None:
        lines.append(sentence("report.where", {"where": _at(finding)}))
    if finding.action:
        lines.append(sentence("report.next_step", {"action": finding.next_step}))
    if finding.citation is not None:
        lines.append(sentence("report.source", {"source": str(finding.citation)}))
    return lines


def _evidence(checked: Checked, finding: Finding) -> list[str]:
    entries = evidence(finding, checked.roster, checked.pack, checked.judged.as_of)
    sure = [e for e in entries if e.counted]
    others = [e for e in entries if not e.counted]
    if not entries:
        return []
    lines = [sentence("report.evidence", {"counted": len(sure), "entries": len(entries)})]
    for entry in (*sure, *others):
        place = {"sheet": entry.place.sheet, "row": entry.place.row}
        facts = {"mark": "+" if entry.counted else "-", "what": entry.what, "why": entry.why}
        lines.append(sentence("report.entry", {**place, **facts}))
    return lines


def planned(plan: Plan) -> Iterable[str]:
    """Say every cell that would change, before and after."""
    if not plan.edits:
        yield sentence("report.no_change", {})
    for edit in plan.edits:
        line = _edit(plan.snapshot, edit)
        blank = sentence("report.blank", {})
        if not line.endswith(f": {blank} -> {blank}"):  # a blank cell's look
            yield line


def _edit(snapshot: BookSnapshot | None, edit: Edit) -> str:  # noqa: PLR0911 - one kind a line
    match edit:
        case SetValue(ref, value, _):
            return f"{_ref(ref)}: {_before(snapshot, ref)} -> {_shown(value)}"
        case SetNote(ref, text):
            note = {"before": _note(snapshot, ref), "after": _shown(text)}
            return sentence("report.edit.note", {"where": _ref(ref), **note})
        case SetFill(ref, color):
            return sentence("report.edit.fill", {"where": _ref(ref), "fill": f"#{color}"})
        case RestoreLook(ref, _):
            return sentence(
                "report.edit.fill", {"where": _ref(ref), "fill": worded("report.edit.as_before")}
            )
        case SetColumnWidth(sheet, column, width):
            to = worded("report.edit.as_before") if width is None else f"{width:g}"
            where = f"{sheet}!{column_letters(column)}"
            return sentence("report.edit.width", {"where": where, "width": to})
        case PutSheet(sheet):
            return sentence("report.edit.put", {"where": sheet.name, "rows": len(sheet.rows)})
        case DropSheet(name):
            return sentence("report.edit.drop", {"where": name})


def _ref(ref: CellRef) -> str:
    return f"{ref.sheet}!{ref.address}"


def _before(snapshot: BookSnapshot | None, ref: CellRef) -> str:
    sheet = snapshot.sheet(ref.sheet) if snapshot is not None else None
    raw = value_at(sheet.rows, ref.row, ref.column) if sheet is not None else None
    return sentence("report.blank", {}) if raw is None else f'"{raw}"'


def _note(snapshot: BookSnapshot | None, ref: CellRef) -> str:
    sheet = snapshot.sheet(ref.sheet) if snapshot is not None else None
    return _shown(sheet.notes.get((ref.row, ref.column)) if sheet is not None else None)


def _shown(value: Value) -> str:
    return sentence("report.blank", {}) if value is None else f'"{value}"'.replace("\n", " / ")
