"""What differs between two rule packs, or in one pack between two days, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from models.document import Block, Heading, Item, Items, Page, Para
from models.packdiffwords import settings_that_differ, shown
from models.packpage import cycle_words, first_words, provider_words, relief_words, vetted_words
from models.packwords import SAID, asked
from models.problems import span
from models.requirements.base import DatedValue, Requirement
from models.rulepack import Pack
from models.wording import sentence, written

PHASES = {"renewal": "Renewal", "initial": "Application", "reinstatement": "Coming back",
          "inactive": "While inactive"}  # fmt: skip
EARLY = date(1990, 1, 1)
"""A day before any rule, on which what has no beginning is in force."""
EVERYBODY = "everybody"


class Stretch(NamedTuple):
    """Days on which two packs ask for something else; None: open on that side."""

    since: date | None
    until: date | None
    old: DatedValue | None
    new: DatedValue | None


def between_packs(old: Pack, new: Pack) -> Page:
    """Say what differs in the second pack, seen from the first."""
    head: list[Block] = [
        Heading(1, f"From {old.id} to {new.id}"),
        Para(f"{old.name}; now {new.name}."),
    ]
    rules = [*_rules(old, new), *_details(old, new)]
    return [*head, *_sections({
        "When a renewal is due": _listed(_calendar(old), _calendar(new)),
        "What is asked": rules,
        "Who may give RSC that counts": _listed(_providers(old), _providers(new)),
        "Words and settings": settings_that_differ(old, new),
    })]  # fmt: skip


def between_days(pack: Pack, old: date, new: date) -> Page:
    """Say what changed in a pack from one day to another.

    Renewals go by the rules of the deadline that is next on each day, applications by those of
    the days themselves.
    """
    head: list[Block] = [
        Heading(1, f"{pack.name}: from {written(old)} to {written(new)}"),
        Para("Renewals go by the next deadline on each day, applications by the day itself."),
    ]
    return [*head, *_sections({
        "When a renewal is due": _listed(_then(pack, old), _then(pack, new)),
        "What is asked": list(_on_days(pack, old, new)),
        "Who may give RSC that counts": _listed(_providers(pack, old), _providers(pack, new)),
    })]  # fmt: skip


def _sections(found: Mapping[str, Sequence[str]]) -> Page:
    blocks: list[Block] = []
    for title, said in found.items():
        if said:
            blocks += [Heading(2, title), Items([Item(text) for text in said])]
    return blocks or [Para(sentence("diff.same", {}))]


def _listed(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Compare sentences by what they are about."""
    found = []
    for what in dict.fromkeys((*new, *old)):
        before, after = old.get(what), new.get(what)
        facts = {"what": what, "old": before, "new": after}
        if before == after:
            continue
        key = (
            "diff.sentence"
            if before and after
            else ("diff.sentence_new" if after else "diff.sentence_gone")
        )
        found.append(sentence(key, facts))
    return found


def _calendar(pack: Pack) -> dict[str, str]:
    """Say the runs of cycles, the first renewals and the reliefs, each by what it is about."""
    file = pack.file
    found = {}
    for spec in file.cycle:
        cycle = pack.cycle_from(spec.first_deadline)
        days = span(spec.first_deadline, spec.last_deadline)
        found[f"Deadlines{days}"] = cycle_words(cycle)
    for first in file.first_renewal:
        found[f"First renewal{span(first.since, first.until)}"] = first_words(first)
    found |= _reliefs(pack)
    if file.dual is not None:
        found["Several credentials"] = sentence(f"page.dual_{file.dual.rule}", {})
    return found


def _reliefs(pack: Pack, on: date | None = None) -> dict[str, str]:
    titles = {rule.id: rule.title for rule in pack.requirements}
    return {
        f"Relief from {relief.requirement} for {', '.join(relief.scopes)}"
        f"{span(relief.since, relief.until) if on is None else ''}":
            relief_words(relief, titles.get(relief.requirement, relief.requirement))
        for relief in pack.file.relief
        if on is None or relief.in_force(on)
    }  # fmt: skip


def _then(pack: Pack, day: date) -> dict[str, str]:
    """Say what holds for the deadline that is next on a day."""
    cycle = pack.cycle_from(day)
    return {
        "The next deadline": cycle_words(cycle),
        "First renewal": first_words(pack.first_renewal(cycle.deadline)),
        **_reliefs(pack, cycle.deadline),
    }


def _providers(pack: Pack, on: date | None = None) -> dict[str, str]:
    found = {}
    for rule in pack.file.provider_rule:
        if on is None or rule.in_force(on):
            days = span(rule.since, rule.until) if on is None else ""
            found[f"Rule {rule.id}"] = f"{provider_words(rule)}{days and f' In force{days}.'}"
    for at, vetted in enumerate(pack.file.vetted, 1):
        if on is None or vetted.in_force(on):
            phases = f" ({', '.join(vetted.phases)})" if vetted.phases else ""
            found[f"Vetted providers {at}"] = f"{vetted_words(vetted)}{phases}"
    return found


def _rules(old: Pack, new: Pack) -> list[str]:
    """Compare what is asked, category by category, over all time."""
    rules: dict[str, tuple[Requirement | None, Requirement | None]] = {}
    for one in old.requirements:
        rules[one.id] = one, None
    for one in new.requirements:
        rules[one.id] = rules.get(one.id, (None, None))[0], one
    scopes = list(dict.fromkeys(c.scope for p in (old, new) for c in p.file.category))
    found = []
    for before, after in rules.values():
        by_stretch: dict[tuple[Any, ...], tuple[Stretch, list[str]]] = {}
        for scope in scopes:
            for stretch in _stretches(before, after, scope):
                key = stretch.since, stretch.until, _pair(stretch.old, stretch.new)
                by_stretch.setdefault(key, (stretch, []))[1].append(scope)
        for stretch, mine in by_stretch.values():
            packs = old, new
            found.append(_said(packs, before, after, stretch, _whom(mine, scopes)))
    return found


def _whom(mine: Sequence[str], scopes: Sequence[str]) -> str:
    return EVERYBODY if len(mine) == len(scopes) else ", ".join(mine)


def _pair(old: DatedValue | None, new: DatedValue | None) -> tuple[object, ...] | None:
    """Give what differs between two values; None: nothing. How it was read matters less."""
    was = None if old is None else float(old.value)
    now = None if new is None else float(new.value)
    if was != now:
        return was, now
    if old is None or new is None or old.reading == new.reading:
        return None
    return was, old.reading, new.reading


def _stretches(
    before: Requirement | None, after: Requirement | None, scope: str
) -> Iterator[Stretch]:
    """Give the stretches of days in which two requirements ask for something else."""
    turns = sorted({EARLY, *(d for r in (before, after) if r is not None for d in r.turns())})
    pending: Stretch | None = None
    for at, day in enumerate(turns):
        until = turns[at + 1] - timedelta(days=1) if at + 1 < len(turns) else None
        old = before.value_for((scope,), day) if before is not None else None
        new = after.value_for((scope,), day) if after is not None else None
        pair = _pair(old, new)
        if pending is not None and _pair(pending.old, pending.new) == pair:
            pending = pending._replace(until=until)
            continue
        if pending is not None:
            yield pending
        since = None if day == EARLY else day
        pending = Stretch(since, until, old, new) if pair is not None else None
    if pending is not None:
        yield pending


def _when(stretch: Stretch) -> str:
    days = span(stretch.since, stretch.until)
    return f",{days}" if days else ""


def _said(
    packs: tuple[Pack, Pack],
    before: Requirement | None,
    after: Requirement | None,
    stretch: Stretch,
    whom: str,
) -> str:
    """Say one difference in a sentence."""
    old = asked(packs[0], before, stretch.old) if before and stretch.old else None
    new = asked(packs[1], after, stretch.new) if after and stretch.new else None
    phase = next(rule.phase for rule in (after, before) if rule is not None)
    facts = {"phase": PHASES[phase], "whom": whom, "old": old, "new": new,
             "what": new or old, "when": _when(stretch)}  # fmt: skip
    if old is None:
        return sentence("diff.asked", facts)
    if new is None:
        return sentence("diff.dropped", facts)
    if old == new and stretch.new is not None:
        how = {"read": "read", "inferred": "inferred", "unverified": "not verified"}
        return sentence("diff.reading", {**facts, "how": how[stretch.new.reading]})
    return sentence("diff.value", facts)


def _on_days(pack: Pack, old: date, new: date) -> Iterator[str]:
    """Compare what is asked of each category on two days."""
    scopes = [category.scope for category in pack.file.category]
    deadlines = pack.cycle_from(old).deadline, pack.cycle_from(new).deadline
    for rule in pack.requirements:
        one, other = deadlines if rule.phase == "renewal" else (old, new)
        found: dict[tuple[Any, ...], tuple[Stretch, list[str]]] = {}
        for scope in scopes:
            pair = rule.value_for((scope,), one), rule.value_for((scope,), other)
            key = _pair(*pair)
            if key is not None:
                found.setdefault(key, (Stretch(None, None, *pair), []))[1].append(scope)
        for stretch, mine in found.values():
            yield _said((pack, pack), rule, rule, stretch, _whom(mine, scopes))


OTHERWISE_SAID = frozenset({"id", "kind", "phase", "need"})


def _details(old: Pack, new: Pack) -> Iterator[str]:
    """Compare everything else that a requirement says, key by key."""
    before = {rule.id: rule for rule in old.requirements}
    for rule in new.requirements:
        was = before.get(rule.id)
        if was is None:
            continue
        for key in type(rule).model_fields:
            if key in OTHERWISE_SAID or getattr(was, key, None) == getattr(rule, key):
                continue
            yield _detail(old, was, new, rule, key)


def _detail(old: Pack, was: Requirement, new: Pack, rule: Requirement, key: str) -> str:
    """Say how one key of a requirement differs: in its sentence, else as it stands."""
    where = f"{PHASES[rule.phase]}, {rule.title}"
    say = SAID.get(key)
    if say is not None and hasattr(was, key):
        before = " ".join(say(old, was, getattr(was, key)))
        after = " ".join(say(new, rule, getattr(rule, key)))
        if before != after:
            return _listed({where: before}, {where: after})[0]
    facts = {"where": where, "key": key, "old": shown(getattr(was, key, None)),
             "new": shown(getattr(rule, key))}  # fmt: skip
    return sentence("diff.detail", facts)
