"""RSC: who can give it, who needs it, and which of it ends with a provider's status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from models.figures.draft import NOBODY, Cell, Draft, Form, Only, People, Row, Shown, union
from models.figures.everybody import UNKNOWN, by_scope, scope_label
from models.figures.kinds import Counted, Human, Kind, key_of
from models.figures.making import (
    alt_of,
    amount_head,
    grouped,
    hours,
    merge,
    part_head,
    people,
    people_head,
    say,
    split,
    titled,
)
from models.figures.renewing import PARTS, lacking, state_of
from models.figures.shape import ChartKind
from models.providerrules import ProviderSettings
from models.providers import Provider
from models.providerterms import GOOD, on_day, turning_days
from models.verdicts import OUT

YEAR = 365
STATUSES = ("endorsed", "emerging", "vetted", "over", "status_untold")
LEFT: Sequence[tuple[str, int]] = (("status90", 90), ("status180", 180), ("status365", 365))


class Giver(NamedTuple):
    """Somebody who gives RSC. status: today's; ends: its last day, None where none is known."""

    key: str
    provider: Provider | None
    scopes: frozenset[str]
    status: str
    ends: date | None


def tables(book: Counted) -> Iterator[Draft]:
    """Make the tables of the section."""
    givers = list(_givers(book))
    if givers:
        yield _providers(book, givers)
    humans = book.of(Kind.ENDORSED, Kind.APPLICANT)
    if any(book.findings(human, "rsc") for human in humans):
        yield _receivers(book, humans)
    if any(giver.status in GOOD for giver in givers):
        yield _ending(book, [giver for giver in givers if giver.status in GOOD])


def _givers(book: Counted) -> Iterator[Giver]:
    """Find everybody who gives RSC: by the roster, a tab of providers, or the log."""
    settings = book.pack.file.provider_settings or ProviderSettings()
    members = set()
    for human in book.humans:
        providers = [line.person.as_provider for line in human.lines]
        provider = next((one for one in providers if one is not None), None)
        members.add(id(provider))
        if any(_gives(human, at, book) for at in range(len(human.lines))):
            yield _giver(human.key, provider, settings, book.as_of)
    for number, provider in enumerate(book.roster.providers):
        if id(provider) not in members and not provider.people:
            yield _giver(f"\x1f{number}", provider, settings, book.as_of)


def _gives(human: Human, at: int, book: Counted) -> bool:
    person = human.lines[at].person
    gave = any(book.cycle.start <= day <= book.as_of for day in person.gave_on)
    return (
        person.provider
        or gave
        or person.cell("gives_rsc").value is True
        or book.sitting.scopes(person.categories)[1]
    )


def _giver(key: str, provider: Provider | None, settings: ProviderSettings, day: date) -> Giver:
    if provider is None or not provider.terms:
        return Giver(key, provider, frozenset(), "status_untold", None)
    held = [term.scopes for term in provider.terms if term.standing in GOOD]
    scopes = frozenset().union(*held)
    status, current = _status(provider, settings, day)
    if current:
        scopes = current
    ends = _ends(provider, settings, day) if status in GOOD else None
    return Giver(key, provider, scopes, status, ends)


def _status(
    provider: Provider, settings: ProviderSettings, day: date
) -> tuple[str, frozenset[str]]:
    """Give what somebody is to RSC on a day, and the scopes that they hold then."""
    held = on_day(provider, day, settings)
    good = [one.term for one in held if one.bar is None and one.term.standing in GOOD]
    if good:
        status = min((term.standing for term in good), key=STATUSES.index)
        return status, union(term.scopes for term in good)
    unsure = any(one.bar is None or one.bar.ruling != OUT for one in held)
    return ("status_untold" if unsure else "over"), frozenset()


def _ends(provider: Provider, settings: ProviderSettings, day: date) -> date | None:
    """Give the last day on which somebody is in good standing, as far as the book tells."""
    turns = {turn for term in provider.terms for turn in turning_days(term, settings)}
    for turn in sorted(one for one in turns if one > day):
        if _status(provider, settings, turn)[0] not in GOOD:
            return turn - timedelta(days=1)
    return None


def _providers(book: Counted, givers: Sequence[Giver]) -> Draft:
    statuses = {giver.key: giver.status for giver in givers}
    used = [status for status in STATUSES if status in statuses.values()]
    order = [spec.scope for spec in book.pack.file.category]
    rows = []
    for scope in [*order, UNKNOWN]:
        mine = frozenset(g.key for g in givers if scope in g.scopes or _without(g, scope))
        label = say("rsc.no_category") if scope == UNKNOWN else scope_label(book, scope)
        if mine:
            rows.append(split(scope, label, mine, statuses, used))
    heads = (people_head("providers"), *(part_head(f"status.{status}") for status in used))
    whole = frozenset(statuses)
    good = [at for at, status in enumerate(used, 1) if status in GOOD]

    def title(shown: Shown) -> str:
        counts = [shown.all(at) for at in good]
        count = None if None in counts else sum(one or 0 for one in counts)
        return titled("rsc_providers.title", count, all=people(shown.all()))

    return Draft(
        "rsc_providers",
        say("column.category"),
        heads,
        tuple(rows),
        whole,
        title,
        say("rsc_providers.definition", start=book.cycle.start),
        total=split("total", say("total.people"), whole, statuses, used),
        chart=ChartKind.STACKED,
        drawn=tuple(range(1, len(heads))),
        alt=alt_of("rsc_providers.alt", {at: heads[at].label for at in range(1, len(heads))}),
        coarser=(Form(without_parts=True),),
    )


def _without(giver: Giver, scope: str) -> bool:
    return scope == UNKNOWN and not giver.scopes


def _receivers(book: Counted, humans: Sequence[Human]) -> Draft:
    states = {human.key: state_of(human, book, "rsc") for human in humans}
    need = {human.key: _needed(human, book) for human in humans}
    whole = frozenset(states)

    def row(key: str, label: str, who: People) -> Row:
        line = split(key, label, who, states, PARTS)
        short = frozenset(one for one in who if need[one])
        return line._replace(cells=(*line.cells, Cell(short, round(sum(need[x] for x in who), 2))))

    heads = (
        people_head(),
        *(part_head(part) for part in PARTS),
        amount_head(say("column.needed")),
    )
    rows = [
        row(scope, scope_label(book, scope), who) for scope, who in by_scope(book, humans).items()
    ]
    every = merge("rsc.every", *(row.key for row in rows))
    only = Only(book.groups[Kind.ENDORSED.value], (Kind.ENDORSED.value,))
    return Draft(
        "rsc_receivers",
        say("column.category"),
        heads,
        tuple(rows),
        whole,
        _receivers_title,
        say("rsc_receivers.definition"),
        total=row("total", say("total.people"), whole),
        of=(Kind.ENDORSED.value, Kind.APPLICANT.value),
        chart=ChartKind.STACKED,
        drawn=(1, 2, 3),
        alt=alt_of("rsc_receivers.alt", {at: heads[at].label for at in (1, 2, 3)}),
        coarser=(Form((every,)), Form(only=only), Form((every,), only=only)),
    )


def _receivers_title(shown: Shown) -> str:
    needed = shown.all(len(PARTS) + 1)
    return titled("rsc_receivers.title", shown.all(2), hours=hours(needed))


def _needed(human: Human, book: Counted) -> float:
    """Give the hours of RSC that somebody still needs, by the rule that asks for most."""
    findings = book.findings(human, "rsc")
    return max((lacking(findings, finding.rule) for finding in findings), default=0.0)


def _ending(book: Counted, givers: Sequence[Giver]) -> Draft:
    received = _received(book)
    by = grouped({giver.key: _when(giver.ends, book.as_of) for giver in givers})
    of_key = {giver.key: giver.provider for giver in givers}

    def row(key: str, label: str, who: People) -> Row:
        given = [received[at] for k in sorted(who) if (at := id(of_key[k])) in received]
        receivers = union(hours.keys() for hours in given)
        amount = round(sum(sum(hours.values()) for hours in given), 2)
        cells = (Cell(who), Cell(receivers, float(len(receivers))), Cell(receivers, amount))
        return Row(key, label, who, cells)

    keys = [*(key for key, _ in LEFT), "status_later", "status_open"]
    rows = [row(key, say(f"rsc.{key}"), by.get(key, NOBODY)) for key in keys]
    whole = frozenset(of_key)
    heads = (
        people_head("providers"),
        amount_head(say("column.receivers"), "people"),
        amount_head(say("column.hours_year")),
    )

    def title(shown: Shown) -> str:
        count = shown.sum("status90", "status180")
        told = shown.sum("status90", "status180", column=2)
        return titled("rsc_ending.title", count, hours=hours(told))

    return Draft(
        "rsc_ending",
        say("column.status_ends"),
        heads,
        tuple(rows),
        whole,
        title,
        say("rsc_ending.definition"),
        total=row("total", say("total"), whole),
        chart=ChartKind.BARS,
        drawn=(2,),
        alt=alt_of("rsc_ending.alt", {2: ""}),
        coarser=(
            Form(
                (
                    merge("rsc.status_soon", "status90", "status180"),
                    merge("rsc.status_not_soon", "status365", "status_later", "status_open"),
                )
            ),
        ),
    )


def _when(ends: date | None, as_of: date) -> str:
    if ends is None:
        return "status_open"
    left = (ends - as_of).days
    return next((key for key, most in LEFT if left <= most), "status_later")


def _received(book: Counted) -> Mapping[int, Mapping[str, float]]:
    """Give who received how many hours of RSC in the last 12 months, by provider."""
    since = book.as_of - timedelta(days=YEAR)
    found: dict[int, dict[str, float]] = {}
    for human in book.humans:
        person = human.lines[0].person
        key = key_of(person)
        for entry in person.rsc:
            session = entry.session
            if session is None or session.provider is None or entry.void is not None:
                continue
            if entry.day is not None and since < entry.day <= book.as_of:
                hours = found.setdefault(id(session.provider), {})
                hours[key] = hours.get(key, 0.0) + (entry.hours or 0.0)
    return found
