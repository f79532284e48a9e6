"""Entries and rows that may be wrong: one training or one person twice, too many hours a day.

None of them is merged or left out silently: each is a finding, and an entry in doubt counts only
where it is not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from difflib import SequenceMatcher
from operator import itemgetter

from models.cells import fold, fold_accents
from models.findings import Finding, Outcome, Place
from models.intake.individuals import Individual, Individuals
from models.intake.values import Reach
from models.records import Alike, Line, LogEntry, TableKind, named
from models.roster import Person, Roster
from models.wording import joined, worded

MUCH_THE_SAME = 0.85
"""Titles at least this alike are the same training, if date and hours are the same."""
Members = list[tuple[Individual, int, float]]
"""Who was in a group, each with the place of the entry in the log, and its hours."""
Groups = dict[tuple[object, date | None], Members]
LONGEST_SPREAD = 31
"""An entry over more days than this is not spread over them; its days are few hours each."""


def doubt_entries(
    everybody: Iterable[Individual], roster: Roster, day_hours: float, reach: Reach
) -> None:
    """Mark entries that stand twice, or that make more than `day_hours` hours on one day.

    reach: of the entries of everybody.
    """
    # Sums are rounded, so a limit that is nearly reached may be passed.
    enough, longest = 0.99 * day_hours, reach.longest[TableKind.TRAINING]
    session = reach.longest[TableKind.RSC]
    for one in everybody:
        training, rsc = one.training, one.rsc
        days = len({*map(_DAY, training)})
        if days < len(training):
            _twice(one, roster)
        # So many may be of one day: all that are of a day that another one has, and that one.
        left = enough - (len(training) - days + 1) * longest
        if one.watched or (
            len(rsc) * session > left and (len(rsc) - len({*map(_DAY, rsc)}) + 1) * session > left
        ):
            _too_long(one, roster, day_hours)


_ROW, _DAY, _HOURS = map(itemgetter, range(3))  # quicker than by their names


def _twice(one: Individual, roster: Roster) -> None:
    seen: dict[tuple[date, float], list[LogEntry]] = {}
    for at, entry in enumerate(named(one.training)):
        if entry.day is None or entry.hours is None:
            continue
        alike = seen.setdefault((entry.day, entry.hours), [])
        first = next((e for e in alike if _same_title(e.title, entry.title)), None)
        if first is None:
            alike.append(entry)
            continue
        one.training[at] = entry.but(doubt=worded("word.log.twice", row=first.row))
        _entry_finding(
            one, roster, entry, "log.duplicate_entry", {"row": first.row}, "date",
            worded("step.log.duplicate"),
        )  # fmt: skip


def _same_title(one: str, other: str) -> bool:
    if one == other:
        return True
    a, b = fold_accents(one), fold_accents(other)
    return a == b or SequenceMatcher(None, a, b).ratio() >= MUCH_THE_SAME


def _too_long(one: Individual, roster: Roster, limit: float) -> None:
    days: dict[date, float] = {}
    for log in (one.training, one.rsc):
        for at, entry in enumerate(named(log)):
            hours, day = entry.hours, entry.day
            if hours is None or day is None or entry.doubt is not None:
                continue
            if entry.end is None:
                days[day] = most = days.get(day, 0.0) + hours
            else:
                most, day = _heap(days, entry)
            if most > limit:
                log[at] = entry.but(doubt=worded("word.log.too_long", limit=limit))
                facts = {"hours": most, "day": day, "limit": limit}
                _entry_finding(
                    one, roster, entry, "log.hours_range", facts, "hours",
                    worded("step.log.hours_range"),
                )  # fmt: skip


def doubt_groups(
    everybody: Sequence[Individual], roster: Roster, held: Mapping[object, Sequence[Line]]
) -> None:
    """Mark an RSC session in a group that was longer or shorter for one receiver than for others.

    Everybody in a group has the same clock time. A length that two receivers have may be that of
    a second group on that day, and is let be. held: of who held groups, all their entries.
    """
    rows = {row for lines in held.values() for row in _rows_to_look_at(lines)}
    groups, differ = Groups(), Groups()
    for one in everybody if rows else ():
        if rows.isdisjoint(map(_ROW, one.rsc)):
            continue
        for at, (row, day, hours, _, alike) in enumerate(one.rsc):
            if row not in rows or day is None or hours is None:
                continue
            holder = held_by(alike)
            if holder is None:
                continue
            key = holder, day
            group = groups.setdefault(key, [])
            group.append((one, at, hours))
            if hours != group[0][2]:
                differ[key] = group
    for group in differ.values():
        _odd_lengths(group, roster)


def _rows_to_look_at(lines: Sequence[Line]) -> AbstractSet[int]:
    """Give the rows of the days on which not all of the groups of somebody had the same length."""
    if not lines:
        return frozenset()
    lengths = [*map(_HOURS, lines)]
    usual = max({*lengths}, key=lengths.count)
    days = {line[1] for line, length in zip(lines, lengths, strict=True) if length != usual}
    return {line[0] for line in lines if line[1] in days} if days else frozenset()


def held_by(alike: Alike) -> object | None:
    """Give the provider of a session in a group on one day; None for other entries."""
    session = alike.session
    if session is None or session.mode != "group" or alike.end is not None:
        return None
    return session.provider or session.named or None


def _odd_lengths(group: Members, roster: Roster) -> None:
    """Mark the rows of a group whose length no other receiver has."""
    by_length: dict[float, list[tuple[Individual, int]]] = {}
    for one, at, hours in group:
        by_length.setdefault(hours, []).append((one, at))
    if len({id(one) for one, _, _ in group}) == 1:
        return
    for hours, rows in by_length.items():
        if len({id(one) for one, _ in rows}) > 1:
            continue
        others = sorted(length for length in by_length if length != hours)
        for one, at in rows:
            entry = named(one.rsc)[at]
            if entry.doubt is None:
                one.rsc[at] = entry.but(doubt=worded("word.log.group"))
            who = entry.session.named if entry.session is not None else ""
            facts = {"hours": hours, "day": entry.day, "who": who,
                     "others": joined(" or ", others)}  # fmt: skip
            _entry_finding(
                one, roster, entry, "log.group_differs", facts, "hours",
                worded("step.log.group_differs"),
            )  # fmt: skip


def _heap(days: dict[date, float], entry: LogEntry) -> tuple[float, date]:
    """Add an entry to its days; give the fullest of them."""
    first = entry.day
    if first is None or entry.hours is None:
        return 0.0, date.min
    if entry.end is None or entry.end <= first:
        days[first] = total = days.get(first, 0.0) + entry.hours
        return total, first
    length = (entry.end - first).days + 1
    share = entry.hours / length
    if length > LONGEST_SPREAD:
        return share, first
    span = [first + timedelta(days=n) for n in range(length)]
    for day in span:
        days[day] = days.get(day, 0.0) + share
    return max((days[day], day) for day in span)


def _entry_finding(  # noqa: PLR0917 - one shape of finding, in one place
    one: Individual,
    roster: Roster,
    entry: LogEntry,
    rule: str,
    facts: Mapping[str, object],
    field: str,
    action: str,
) -> None:
    place = entry.table.place(entry.row, field, "hours")
    roster.add_finding(
        Finding(rule, Outcome.CANNOT_TELL, rule, facts, place, one.rows[0], action=action)
    )


def doubt_people(roster: Roster, everybody: Individuals) -> None:
    """Name rows that may be one person: same e-mail, same name, same id under another name."""
    for key, field in (("person_id", "id"), ("email", "email"), ("name", "name")):
        alike = (group for filed in everybody.alike(key) for group in _alike(filed, key))
        for people in alike:
            for person in people:
                others = [p for p in people if p is not person and _clash(person, p, field)]
                if others:
                    roster.add_finding(_twin(person, others, key, field))


def _alike(people: Sequence[Person], key: str) -> list[list[Person]]:
    """Group people that say the same in a field; alone ones are left out."""
    groups: dict[str, list[Person]] = {}
    for person in people:
        text = _said(person, key)
        if text:
            groups.setdefault(text, []).append(person)
    return [group for group in groups.values() if len(group) > 1]


def _said(person: Person, key: str) -> str:
    if key == "name":
        return fold(person.name)
    said = str(person.cell(key).value or "")
    return said if key == "email" else fold(said)


def _clash(person: Person, other: Person, field: str) -> bool:
    """Whether two rows that share a field are more than one person with two credentials."""
    same_name = _said(person, "name") == _said(other, "name")
    same_id = _said(person, "person_id") == _said(other, "person_id") != ""
    if field == "id":
        return not same_name or _scopes(person) == _scopes(other)
    if same_id:
        return False  # said once, by the id
    if field == "email":
        return True
    apart = {_said(p, "association") for p in (person, other)}
    same_mail = _said(person, "email") == _said(other, "email") != ""
    return len(apart) == 1 and not same_mail


def _scopes(person: Person) -> frozenset[str]:
    return frozenset(category.code for category in person.categories)


def _twin(person: Person, others: Sequence[Person], key: str, field: str) -> Finding:
    rows = ", ".join(str(p.row) for p in others)
    same = all(_said(p, "name") == _said(person, "name") for p in others)
    say = f"row.duplicate_person.{field}"
    if field == "id" and same:
        say = "row.duplicate_person.twice"
    facts = {"rows": rows, "names": ", ".join(p.name for p in others)}
    place: Place = person.place(key, "last_name", "name")
    return Finding(
        "row.duplicate_person",
        Outcome.CANNOT_TELL,
        say,
        facts,
        place,
        person,
        action=worded("step.row.duplicate"),
    )
