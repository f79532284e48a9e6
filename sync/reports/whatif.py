"""What would be otherwise: on the terminal, and its published form, with names or as counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import BaseModel, Field

from models.findings import Assessment, Finding, Outcome
from models.hiding import LEAST, Counts, Group
from models.language import say
from models.whatif import HoursNeeded, PersonChange, RuleChange, WhatIf
from models.wording import number, sentence
from sync.marks.words import status_word
from sync.reports.names import codes, cut, number_of, who
from sync.reports.text import worth_knowing
from sync.run import Checked


class RunReport(BaseModel):
    """One of the two runs."""

    pack: str
    pack_version: str
    as_of: date


class ChangeRow(BaseModel):
    """One rule that comes to something else for one person; rule null: the status as a whole."""

    person: str = Field(description="id, else e-mail, else name, else the row")
    name: str
    category: str | None
    sheet: str
    row: int = Field(description="row on the screen")
    rule: str | None
    before: Outcome | None = Field(description="null: not judged in that run")
    after: Outcome | None
    short_before: float | None
    short_after: float | None
    message: str | None = Field(description="what the new run says")


class HoursReport(BaseModel):
    """Hours that all people together still lack under one rule."""

    rule: str
    what: str
    before: float
    after: float


class WhatIfReport(BaseModel):
    """Who changes, by name."""

    book: str
    before: RunReport
    after: RunReport
    changes: Sequence[ChangeRow]
    hours: Sequence[HoursReport]
    notices: Sequence[str]


class GroupReport(BaseModel):
    """Some outcomes together, and how many people have one of them."""

    outcomes: Sequence[Outcome]
    before: int
    after: int


class CountsReport(BaseModel):
    """What changes, as counts without names."""

    book: str
    before: RunReport
    after: RunReport
    people: int | None = Field(description="null: too few to be counted")
    groups: Sequence[GroupReport]
    changed: int | None = Field(description="people with another status; null: hidden")
    hours: Sequence[HoursReport]
    hidden: Sequence[str] = Field(description="rules whose hours are not shown")
    smallest_group: int


def whatif_report(book: str, old: Checked, new: Checked, found: WhatIf) -> WhatIfReport:
    """Make the published form with names."""
    return WhatIfReport(
        book=book,
        before=_run(old),
        after=_run(new),
        changes=[row for change in found.changes for row in _rows(change)],
        hours=_hours(found.hours),
        notices=new.notices,
    )


def counts_report(book: str, old: Checked, new: Checked, found: Counts) -> CountsReport:
    """Make the published form without names."""
    return CountsReport(
        book=book,
        before=_run(old),
        after=_run(new),
        people=found.people,
        groups=[GroupReport(**group._asdict()) for group in found.groups],
        changed=found.changed,
        hours=_hours(found.hours),
        hidden=found.hidden,
        smallest_group=LEAST,
    )


def _run(checked: Checked) -> RunReport:
    pack = checked.pack
    return RunReport(pack=pack.id, pack_version=pack.version, as_of=checked.judged.as_of)


def _hours(found: Sequence[HoursNeeded]) -> list[HoursReport]:
    return [
        HoursReport(rule=one.rule, what=say(one.title), before=one.before, after=one.after)
        for one in found
    ]


def _rows(change: PersonChange) -> Iterator[ChangeRow]:
    before, after = change.before, change.after
    if change.status_changes:
        yield _row(change, None, _status(before), _status(after))
    for one in change.rules:
        yield _row(change, one, _outcome_of(one.before), _outcome_of(one.after))


def _status(one: Assessment | None) -> Outcome | None:
    return one.status if one is not None else None


def _outcome_of(one: Finding | None) -> Outcome | None:
    return one.outcome if one is not None else None


def _row(
    change: PersonChange, one: RuleChange | None, before: Outcome | None, after: Outcome | None
) -> ChangeRow:
    person = change.person
    old, new = (one.before, one.after) if one is not None else (None, None)
    return ChangeRow(
        person=person.key,
        name=person.name,
        category=codes(person) or None,
        sheet=person.table.sheet,
        row=person.row,
        rule=one.rule if one is not None else None,
        before=before,
        after=after,
        short_before=old.short if old is not None else None,
        short_after=new.short if new is not None else None,
        message=new.message if new is not None else None,
    )


def _headed(book: str, old: Checked, new: Checked) -> list[str]:
    """Say what is compared with what."""
    return [
        sentence("report.whatif", {"book": book}),
        sentence("report.whatif.before", {"pack": old.pack.name, "day": old.judged.as_of}),
        sentence("report.whatif.after", {"pack": new.pack.name, "day": new.judged.as_of}),
    ]


def whatif_text(
    book: str, old: Checked, new: Checked, found: WhatIf, *, everybody: bool
) -> list[str]:
    """Say who changes, by name."""
    lines = _headed(book, old, new)
    if not found.changes:
        return [*lines, "", sentence("whatif.same", {})]
    moved = [one for one in found.changes if one.status_changes]
    others = [one for one in found.changes if not one.status_changes]
    facts = {"people": number_of(len(moved)), "all": len(found.after.people)}
    lines += ["", sentence("whatif.changes", facts)]
    if others:
        lines.append(sentence("whatif.figures", {"people": number_of(len(others))}))
    lines += _needed(found.hours)
    for heading, mine in (
        ("more", [one for one in moved if one.graver]),
        ("less", [one for one in moved if not one.graver]),
        ("same", others),
    ):
        if mine:
            said = [_change(one) for one in mine]
            words = sentence(f"report.whatif.{heading}", {})
            lines += ["", f"{words} ({len(mine)})", *cut(said, everybody=everybody)]
    return lines + worth_knowing(new.notices)


def _needed(hours: Sequence[HoursNeeded]) -> list[str]:
    lines = []
    for one in hours:
        key = "whatif.hours_same" if one.before == one.after else "whatif.hours"
        facts = {"title": one.title, "before": one.before, "after": one.after}
        change = one.after - one.before
        facts["change"] = f"{'+' if change > 0 else '-'}{number(abs(change))}"
        lines.append(f"  {sentence(key, facts)}")
    return ["", sentence("report.whatif.needed", {}), *lines] if lines else []


def _change(one: PersonChange) -> str:
    before = (
        status_word(one.before.status)
        if one.before is not None
        else sentence("report.whatif.not_in_run", {})
    )
    after = (
        status_word(one.after.status)
        if one.after is not None
        else sentence("report.whatif.not_in_run", {})
    )
    status = f"{before} -> {after}" if one.status_changes else after
    said = "; ".join(f"{rule.rule}: {_figure(rule)}" for rule in one.rules)
    return f"  {who(one.person)}: {status}{f' ({said})' if said else ''}"


def _figure(one: RuleChange) -> str:
    before, after = _outcome(one.before), _outcome(one.after)
    return f"{before} -> {after}"


def _outcome(finding: Finding | None) -> str:
    if finding is None:
        return sentence("report.whatif.not_judged", {})
    word = status_word(finding.outcome).lower()
    if not finding.short:
        return word
    return sentence("report.whatif.to_go", {"word": word, "short": finding.short})


def counts_text(book: str, old: Checked, new: Checked, found: Counts) -> list[str]:
    """Say what changes without any name, for the board."""
    lines = _headed(book, old, new)
    if found.people is None:
        return [*lines, "", sentence("whatif.too_few", {"least": LEAST})]
    head = ("", *(sentence(f"report.whatif.{when}", {}) for when in ("now", "then")))
    rows = [head, *((_words(g), str(g.before), str(g.after)) for g in found.groups)]
    rows.append((sentence("report.whatif.everybody", {}), str(found.people), str(found.people)))
    width = max(len(row[0]) for row in rows)
    lines += ["", *(f"  {a:<{width}}  {b:>5}  {c:>5}" for a, b, c in rows), ""]
    if found.changed is None:
        lines.append(sentence("whatif.changed_hidden", {}))
    else:
        lines.append(sentence("whatif.changed", {"people": number_of(found.changed)}))
    lines += _needed(found.hours)
    if found.hidden:
        facts = {"titles": ", ".join(map(say, found.hidden))}
        lines.append(f"  {sentence('whatif.hours_hidden', facts)}")
    return [*lines, "", sentence("whatif.hidden", {"least": LEAST})]


def _words(group: Group) -> str:
    return say(" or ").join(status_word(outcome) for outcome in group.outcomes)
