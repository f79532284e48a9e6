"""registry(roster, pack, as_of): who is listed, with what; and how many are not, and why.

Listed is who may give RSC that counts on the day and has said yes to being listed. A blank cell,
a cell that cannot be read, or two rows that say different things are no yes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import cast

from models.calendar import next_day
from models.cells import fold
from models.providers import Provider
from models.records import ProviderTerm, TableKind
from models.registry.qualifying import ENDLESS, Reaching, Scopes
from models.registry.saying import Offer, names_rsc, offer_of
from models.registry.shape import Held, LeftOut, Listed, Reach, Reason, Registry, Status
from models.roster import Person, Roster
from models.rulepack import Pack
from models.standing import Sitting

OPTED_IN = "registry_listed"


def registry(roster: Roster, pack: Pack, as_of: date) -> Registry:
    """Make the registry of a book on a day.

    Providers are listed by name. Everybody who may give RSC, and everybody who asked to be listed,
    is either listed or counted among those left out, and never both.
    """
    making = _Making(roster, pack, as_of)
    making.sort_out()
    file = pack.file
    return Registry(
        as_of=as_of,
        pack=pack.id,
        pack_title=pack.name,
        pack_version=pack.version,
        association=file.association.name if file.association is not None else "",
        asked=making.asked,
        providers=tuple(sorted(making.listed, key=lambda one: (_last_first(one.name), one.name))),
        left_out=tuple(LeftOut(reason=r, people=making.left[r]) for r in Reason if making.left[r]),
        unread=making.unread,
        changes_on=min(making.turns, default=None),
        told=making.told,
    )


class _Making:
    """A registry in the making."""

    def __init__(self, roster: Roster, pack: Pack, as_of: date) -> None:
        self._roster, self._as_of = roster, as_of
        self._reaching = Reaching(pack, as_of)
        self._sitting = Sitting(roster, pack, as_of)
        self._names = {spec.scope: spec.name for spec in pack.file.category}
        rosters = [table for table in roster.tables if table.kind is TableKind.ROSTER]
        self.asked = any(
            OPTED_IN in table.columns and names_rsc(table.header(OPTED_IN)) for table in rosters
        )
        self.told = self._reaching.told
        self.listed: list[Listed] = []
        self.left: Counter[Reason] = Counter()
        self.turns: set[date] = set()
        self.unread = 0

    def sort_out(self) -> None:
        """Sort everybody: listed, left out for a reason, or none of the registry's business."""
        for rows, provider in _everybody(self._roster):
            why_not = _why_not(rows) if self.asked else Reason.NO_COLUMN
            if why_not is None:
                self._agreed(rows, provider)
            elif provider is not None and self._reaching.gives(provider):
                self.left[why_not] += 1

    def _agreed(self, rows: Sequence[Person], provider: Provider | None) -> None:
        """List somebody who agreed, or say why that cannot be."""
        if provider is None:
            self.left[Reason.NOT_QUALIFIED] += 1
            return
        self.turns.update(self._reaching.turns(provider))
        scopes = self._reaching.scopes(provider)
        if not scopes.sure:
            self.left[Reason.CANNOT_TELL if scopes.perhaps else Reason.NOT_QUALIFIED] += 1
        elif any(person.cell("gives_rsc").value is False for person in rows):
            self.left[Reason.NOT_GIVING] += 1
        elif not rows[0].name:
            self.left[Reason.NAMELESS] += 1
        else:
            offer = offer_of(rows)
            self.unread += offer.unread
            self.listed.append(self._listed(provider, scopes, rows, offer))
            self._note_ends(self.listed[-1])

    def _listed(
        self, provider: Provider, scopes: Scopes, rows: Sequence[Person], offer: Offer
    ) -> Listed:
        """Put together what is published of a provider."""
        terms = self._reaching.terms(provider)
        held = [(self._held(provider, term, rows), term) for term in terms]
        giving = [
            self._lasts(one, term, rows)
            for one, term in held
            if self._reaching.by_term(provider, term).sure
        ]
        until = min(max(giving, default=ENDLESS), scopes.until)
        return Listed(
            name=rows[0].name,
            holds=tuple(one for one, _ in held),
            gives_to=self._reach(scopes.sure),
            ask_first=self._reach(scopes.perhaps),
            until=None if until == ENDLESS else until,
            settings=offer.settings,
            outsiders=offer.outsiders,
            remote=offer.remote,
            regions=offer.regions,
            languages=offer.languages,
            contact=offer.contact,
        )

    def _note_ends(self, one: Listed) -> None:
        """Note the days after which something else is said of a provider."""
        days = (one.until, *(held.until for held in one.holds))
        self.turns.update(next_day(day) for day in days if day is not None)

    def _lasts(self, held: Held, term: ProviderTerm, rows: Sequence[Person]) -> date:
        """Give the day up to which something holds: its own end, or the renewal before that."""
        renewal = None if term.standing == "vetted" else self._renewal(_row_of(term, rows))
        return min((day for day in (held.until, renewal) if day is not None), default=ENDLESS)

    def _held(self, provider: Provider, term: ProviderTerm, rows: Sequence[Person]) -> Held:
        row = _row_of(term, rows)
        codes = [c.code for c in row.categories if c.scope in term.scopes] if row else []
        renewal = self._renewal(row) if term.standing == "endorsed" else None
        known = [day for day in (self._ends(provider, term), renewal) if day is not None]
        return Held(
            codes=tuple(codes or sorted(term.scopes)),
            status=cast("Status", term.standing),
            until=min(known, default=None),
        )

    def _ends(self, provider: Provider, term: ProviderTerm) -> date | None:
        """Give the last day of a term: as it is told, or as the rules end it."""
        until = self._reaching.by_term(provider, term).until
        return term.end if until in {ENDLESS, date.min} else until

    def _renewal(self, row: Person | None) -> date | None:
        """Give the day up to which what a row says holds without being renewed."""
        if row is None:
            return None
        cycle = self._sitting.cycle(row)
        days = (cycle.deadline, cycle.grace_until, cycle.removal_on)
        return next((day for day in days if day is not None and day >= self._as_of), None)

    def _reach(self, scopes: Iterable[str]) -> tuple[Reach, ...]:
        """Name categories of receivers, in the order of the pack."""
        wanted = frozenset(scopes)
        named = ((scope, name) for scope, name in self._names.items() if scope in wanted)
        return tuple(Reach(scope=scope, name=name) for scope, name in named)


def _row_of(term: ProviderTerm, rows: Sequence[Person]) -> Person | None:
    return next((p for p in rows if (p.table, p.row) == (term.table, term.row)), None)


def _everybody(roster: Roster) -> Iterator[tuple[Sequence[Person], Provider | None]]:
    """Give every human being once, with all their rows."""
    seen: set[object] = set()
    for person in roster.people:
        provider = person.as_provider
        which = id(provider) if provider is not None else person.key.casefold()
        if which not in seen:
            seen.add(which)
            rows = provider.people if provider is not None else ()
            yield rows or (person,), provider


def _why_not(rows: Sequence[Person]) -> Reason | None:
    """Say why somebody has not agreed; None: yes stands in one row at least, and in none no."""
    cells = [p.cell(OPTED_IN) for p in rows if names_rsc(p.table.header(OPTED_IN))]
    said = {cell.value for cell in cells if not cell.blank}
    if any(cell.problem is not None for cell in cells) or said == {True, False}:
        return Reason.UNCLEAR
    if not said:
        return Reason.BLANK
    return None if said == {True} else Reason.DECLINED


def _last_first(name: str) -> str:
    """Give what a name is sorted by: the last word of it, unless a comma says otherwise."""
    if "," in name:
        return fold(name)
    words = name.split()
    return fold(" ".join((*words[-1:], *words[:-1])))
