"""Hours still needed against the days that are left, and memberships that are about to end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from models.figures.draft import NOBODY, Cell, Draft, Form, Head, Only, People, Row, Shown
from models.figures.kinds import Counted, Human, Kind
from models.figures.making import (
    alt_of,
    amount_head,
    capital,
    grouped,
    hours,
    merge,
    part_head,
    people,
    people_head,
    say,
    simple,
    split,
    titled,
)
from models.figures.shape import ChartKind
from models.findings import GRAVITY, Finding, Outcome
from models.forecast import HOURS
from models.language import say as in_language
from models.wording import counted

STATES: Mapping[Outcome, str] = {
    Outcome.GAP: "short",
    Outcome.OPEN: "short",
    Outcome.CANNOT_TELL: "untold",
    Outcome.MEETS: "enough",
    Outcome.NOT_APPLICABLE: "not_asked",
}
PARTS = ("enough", "short", "untold", "not_asked")
DUE: Sequence[tuple[str, int]] = (("over", -1), ("due30", 30), ("due90", 90), ("due180", 180))
DATES = (*(key for key, _ in DUE), "due_later", "due_untold")
ENDS: Sequence[tuple[str, int]] = (("end30", 30), ("end60", 60), ("end90", 90))


def tables(book: Counted) -> Iterator[Draft]:
    """Make the tables of the section."""
    endorsed = book.of(Kind.ENDORSED)
    found = {human.key: book.findings(human, *HOURS) for human in endorsed}
    asked = {finding.rule for mine in found.values() for finding in mine}
    rules = [rule for rule in book.rules if rule in asked]
    if rules:
        short = {rule: _lacking(rule, found) for rule in rules}
        yield _by_day(book, found, short)
        yield _by_rule(book, found, short)


def memberships(book: Counted) -> Iterator[Draft]:
    """Make the table of memberships that end."""
    humans = book.of(Kind.ENDORSED, Kind.APPLICANT)
    found = {human.key: book.findings(human, "membership") for human in humans}
    if any(found.values()):
        yield _memberships(book, found)


def gravest(findings: Sequence[Finding]) -> Outcome:
    """Give the gravest outcome; what is nowhere asked is not asked."""
    found = (finding.outcome for finding in findings)
    return min(found, key=lambda outcome: GRAVITY[outcome], default=Outcome.NOT_APPLICABLE)


def lacking(findings: Sequence[Finding], rule: str) -> float:
    """Give the hours that somebody still needs under a rule: of two rows, the larger figure."""
    return max((f.short or 0.0 for f in findings if f.rule == rule and _short(f)), default=0.0)


def _short(finding: Finding) -> bool:
    return finding.outcome in {Outcome.OPEN, Outcome.GAP}


def _lacking(rule: str, found: Mapping[str, Sequence[Finding]]) -> Mapping[str, float]:
    """Give who lacks hours under a rule, and how many."""
    every = ((one, lacking(mine, rule)) for one, mine in found.items())
    return {one: hours for one, hours in every if hours}


def needed(who: People, short: Mapping[str, float]) -> Cell:
    """Make the cell of the hours that some people still need."""
    mine = who.intersection(short)
    return Cell(mine, round(sum(short[one] for one in sorted(mine)), 2))


def _by_rule(
    book: Counted,
    found: Mapping[str, Sequence[Finding]],
    short: Mapping[str, Mapping[str, float]],
) -> Draft:
    whole = frozenset(found)
    rows = []
    for rule, lack in short.items():
        states = {
            one: STATES[gravest([f for f in mine if f.rule == rule])] for one, mine in found.items()
        }
        line = split(rule, capital(in_language(book.rules[rule].title)), whole, states, PARTS)
        rows.append(line._replace(cells=(*line.cells[1:], needed(whole, lack))))
    heads = (*(part_head(part) for part in PARTS), amount_head(say("column.needed")))
    most = max(rows, key=lambda row: row.cells[-1].number)

    def title(shown: Shown) -> str:
        count = shown.value(most.key, len(PARTS))
        return titled(
            "hours_by_rule.title",
            count,
            hours=hours(count),
            rule=in_language(book.rules[most.key].title),
        )

    return Draft(
        "hours_by_rule",
        say("column.asked"),
        heads,
        tuple(rows),
        whole,
        title,
        say("hours_by_rule.definition"),
        of=(Kind.ENDORSED.value,),
        chart=ChartKind.STACKED,
        drawn=(0, 1, 2),
        alt=alt_of("hours_by_rule.alt", {at: heads[at].label for at in (0, 1, 2)}),
    )


def _by_day(
    book: Counted,
    found: Mapping[str, Sequence[Finding]],
    short: Mapping[str, Mapping[str, float]],
) -> Draft:
    by = grouped({one: _when(mine, book.as_of) for one, mine in found.items()})
    keys = [*DATES, "untold", "enough"]
    heads = (
        people_head(),
        *(Head(_hours_of(book, rule), say("unit.hours"), amount_head("").role) for rule in short),
    )

    def row(key: str, label: str, who: People) -> Row:
        return Row(key, label, who, (Cell(who), *(needed(who, lack) for lack in short.values())))

    rows = tuple(row(key, say(f"hours.{key}"), by[key]) for key in keys if key in by)
    whole = frozenset(found)
    return Draft(
        "hours",
        say("column.due"),
        heads,
        rows,
        whole,
        lambda shown: _short_title(shown, book),
        say("hours.definition"),
        total=row("total", say("total"), whole),
        of=(Kind.ENDORSED.value,),
        chart=ChartKind.BARS,
        drawn=(0,),
        alt=alt_of("hours.alt", {0: ""}),
        coarser=(
            Form((merge("hours.short", *DATES),)),
            Form((merge("hours.look", *DATES, "untold"),)),
        ),
    )


def _hours_of(book: Counted, rule: str) -> str:
    one = book.rules[rule]
    return say("column.needed_of", title=in_language(one.short_title or one.title))


def _short_title(shown: Shown, book: Counted) -> str:
    """Say how many are short of hours, and how many days are left until the deadline."""
    rest, everybody = shown.sum("untold", "enough"), shown.all()
    count = None if rest is None or everybody is None else everybody - rest
    left = (book.cycle.deadline - book.as_of).days
    days = counted("days", abs(left))
    form = "hours.title" if left >= 0 else "hours.title_over"
    return titled(form, count, all=people(everybody), days=days, due=book.cycle.deadline)


def _when(findings: Sequence[Finding], as_of: date) -> str:
    """Say until when somebody has to bring hours: the nearest day of what is short."""
    short = [f for f in findings if _short(f)]
    if not short:
        return "untold" if gravest(findings) is Outcome.CANNOT_TELL else "enough"
    days = [f.due for f in short if f.due is not None]
    if not days:
        return "due_untold"
    left = (min(days) - as_of).days
    return next((key for key, most in DUE if left <= most), "due_later")


def _memberships(book: Counted, found: Mapping[str, Sequence[Finding]]) -> Draft:
    keys = ["ended", *(key for key, _ in ENDS), "end_later", "end_untold", "not_asked"]
    worst = {
        one: min((_ending(f, book.as_of) for f in mine), key=keys.index, default="not_asked")
        for one, mine in found.items()
    }
    by = grouped(worst)
    rows = tuple(simple(key, say(f"membership.{key}"), by.get(key, NOBODY)) for key in keys)
    whole = frozenset(found)

    def title(shown: Shown) -> str:
        return titled("membership.title", shown.sum(*(key for key, _ in ENDS)))

    def short_title(shown: Shown) -> str:
        return titled("membership.short_title", shown.value("look"), all=people(shown.all()))

    soon = ("ended", *(key for key, _ in ENDS))
    look = merge("membership.look", *soon, "end_untold")
    fine = merge("membership.fine", "end_later", "not_asked")
    only = Only(book.groups[Kind.ENDORSED.value], (Kind.ENDORSED.value,))

    return Draft(
        "membership",
        say("column.membership"),
        (people_head(),),
        rows,
        whole,
        title,
        say("membership.definition"),
        total=Row("total", say("total"), whole, (Cell(whole),)),
        of=(Kind.ENDORSED.value, Kind.APPLICANT.value),
        chart=ChartKind.BARS,
        drawn=(0,),
        alt=alt_of("membership.alt", {0: ""}),
        coarser=(
            Form((merge("membership.soon", *soon), fine)),
            Form((look, fine), title=short_title),
            Form((merge("membership.soon", *soon), fine), only=only),
            Form((look, fine), only=only, title=short_title),
        ),
    )


def _ending(finding: Finding, as_of: date) -> str:
    """Say when a membership ends, as its finding tells."""
    end = finding.facts.get("end")
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return "not_asked"
    if finding.outcome is Outcome.CANNOT_TELL:
        return "end_untold"
    if not isinstance(end, date) or end < as_of:
        return "ended"
    left = (end - as_of).days
    return next((key for key, most in ENDS if left <= most), "end_later")


def state_of(human: Human, book: Counted, *kinds: str) -> str:
    """Say whether somebody has enough of what some kinds of requirement ask."""
    return STATES[gravest(book.findings(human, *kinds))]
