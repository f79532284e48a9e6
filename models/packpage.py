"""A rule pack as a page in plain English, as of a day: what is asked of whom, and by which source.

A renewal goes by the rules of its deadline, an application by those of the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from models.document import Heading, Item, Items, Page, Para, Rows, plain
from models.packfile import CategorySpec, Relief
from models.packwords import asked, details
from models.problems import span
from models.providerrules import Allowed, ProviderRule, Vetted
from models.requirements.base import DatedValue, Phase, Requirement
from models.rulepack import Cycle, Pack
from models.wording import sentence, written

PHASES: dict[Phase, str] = {
    "renewal": "To renew by {due}",
    "initial": "To be endorsed, for an application handed in on {day}",
    "reinstatement": "To come back after a lapse",
    "inactive": "While inactive",
}
BANDS = {"infant": "up to 36 months", "early": "3 to 6 years"}
READINGS = {"inferred": "page.inferred", "unverified": "page.unverified"}
SAME = {
    "read": "the same, as it was read",
    "inferred": "the same, but inferred",
    "unverified": "the same, but not verified",
}
FIRST_STEPS = "No pack is official until its association has confirmed it."


def page(pack: Pack, as_of: date) -> Page:
    """Give the page of a pack as of a day."""
    cycle = pack.cycle_from(as_of)
    return [
        Heading(1, pack.name),
        Para(pack.file.summary),
        Para(f"As of {written(as_of)}. Pack {pack.id}, version {pack.version}. {FIRST_STEPS}"),
        *_about(pack),
        Heading(2, "When a renewal is due"),
        Items(list(_renewal(pack, cycle))),
        *(block for one in pack.file.category for block in _category(pack, one, as_of, cycle)),
        Heading(2, "Who may give RSC that counts"),
        Items(list(_providers(pack, as_of))),
        *_reviews(pack, as_of),
        *_sources(pack),
    ]


def _about(pack: Pack) -> Iterator[Heading | Para | Items]:
    about = pack.file.about
    yield Heading(2, "What this rests on")
    if about.evidence:
        yield Para(about.evidence)
    for title, said in (
        ("Read", about.read),
        ("Inferred: it follows from what was read, but does not stand there", about.inferred),
        ("Not verified", about.unverified),
        ("Asked by the association, but not checked", about.not_checked),
    ):
        if said:
            yield Heading(3, title)
            yield plain(said)


def source(spec: Any) -> str:
    """Give the key of a source and the day on which it was read."""
    return f"{spec.source}, read on {written(spec.checked_on)}" if spec.checked_on else spec.source


def shaky(spec: Any) -> Sequence[str]:
    """Say so where something was not simply read."""
    key = READINGS.get(spec.reading)
    return [sentence(key, {})] if key is not None else []


def _renewal(pack: Pack, cycle: Cycle) -> Iterator[Item]:
    spec = pack.file.cycle[-1]
    for one in pack.file.cycle:
        if one.last_deadline is None or cycle.ends <= one.last_deadline:
            spec = one
            break
    yield Item(cycle_words(cycle), shaky(spec), source(spec))
    first = pack.first_renewal(cycle.deadline)
    yield Item(first_words(first), shaky(first), source(first))
    if pack.file.dual is not None:
        dual = pack.file.dual
        yield Item(sentence(f"page.dual_{dual.rule}", {}), shaky(dual), source(dual))


def cycle_words(cycle: Cycle) -> str:
    """Say a cycle with all its days."""
    years = "every year" if cycle.years == 1 else f"in cycles of {cycle.years} years"
    facts = {"years": years, "start": cycle.start, "ends": cycle.ends, "due": cycle.deadline,
             "opens": cycle.window_opens}  # fmt: skip
    said = [sentence("page.cycle", facts)]
    if cycle.grace_until is not None:
        said.append(sentence("page.grace", {"grace": cycle.grace_until}))
    if cycle.removal_on is not None:
        said.append(sentence("page.removal", {"removal": cycle.removal_on}))
    return " ".join(said)


def first_words(first: Any) -> str:
    """Say what holds for the first renewal."""
    counted = "full years" if first.years_counted == "full" else "calendar years"
    trigger = "endorsement" if first.trigger == "endorsed" else "day the application was handed in"
    facts = {"months": first.months, "trigger": trigger, "counted": counted}
    key = f"page.first.{first.rule}"
    if first.rule == "next_deadline" and first.trigger == "submitted":
        key += ".submitted"
    return sentence(key, facts)


def _category(
    pack: Pack, one: CategorySpec, as_of: date, cycle: Cycle
) -> Iterator[Heading | Para | Items]:
    yield Heading(2, one.name)
    codes = ", ".join(
        f"{code} ({BANDS[band]})" if band in BANDS else code for band, code in one.codes.items()
    )
    yield Para(f"{codes}.{' An add-on to another category.' if one.addon else ''}")
    for phase, title in PHASES.items():
        on = cycle.deadline if phase == "renewal" else as_of
        items = list(_asked(pack, one.scope, phase, on))
        if phase in {"renewal", "initial"} or items:
            yield Heading(3, title.format(due=written(cycle.deadline), day=written(as_of)))
            yield Items(items) if items else Para(sentence("page.nothing", {}))


def _asked(pack: Pack, scope: str, phase: Phase, on: date) -> Iterator[Item]:
    """Give everything that is asked of a category in a phase, with what was before and comes."""
    for rule in pack.requirements:
        if rule.phase != phase:
            continue
        now = rule.value_for((scope,), on)
        others = list(_other_times(pack, rule, scope, now))
        if now is not None:
            words = [*details(pack, rule, scope, on), *_reliefs(pack, rule, scope, on)]
            text = f"{_capital(asked(pack, rule, now))}."
            yield Item(text, [*words, *shaky(now), *others], source(now))
        elif others and phase == "renewal" and _ahead(rule, scope, on):
            yield Item(f"{_capital(rule.title)}: nothing on this day.", others)


def _ahead(rule: Requirement, scope: str, on: date) -> bool:
    """Whether something will be asked of a category after a day."""
    return any(v.applies((scope,)) and v.since is not None and v.since > on for v in rule.need)


def _other_times(
    pack: Pack, rule: Requirement, scope: str, now: DatedValue | None
) -> Iterator[str]:
    for value in rule.need:
        if value is now or not value.applies((scope,)):
            continue
        if now is not None and (value.value, value.reading) == (now.value, now.reading):
            continue
        same = now is not None and value.value == now.value
        said = SAME[value.reading] if same else asked(pack, rule, value)
        facts = {"since": value.since, "until": value.until, "value": said}
        if value.since is None:
            yield sentence("page.before", facts)
        else:
            yield sentence("page.after" if value.until is None else "page.between", facts)


def _reliefs(pack: Pack, rule: Requirement, scope: str, on: date) -> Iterator[str]:
    for relief in pack.file.relief:
        if relief.requirement == rule.id and scope in relief.scopes and relief.in_force(on):
            yield relief_words(relief, rule.title)


def relief_words(relief: Relief, title: str) -> str:
    """Say a relief, and how sure it is."""
    facts = {"years": relief.after_years, "scopes": ", ".join(relief.scopes), "title": title,
             "value": float(relief.value)}  # fmt: skip
    said = [sentence("page.relief" if relief.value else "page.relief_none", facts)]
    said.append(sentence(f"page.relief_from.{relief.clock}.{relief.on_lapse}", {}))
    said += [sentence("page.peer", {})] if relief.peer_counts else []
    return " ".join([*said, *shaky(relief), f"[{relief.source}]"])


def _providers(pack: Pack, on: date) -> Iterator[Item]:
    rules = [rule for rule in pack.file.provider_rule if rule.in_force(on)]
    for rule in rules:
        yield Item(provider_words(rule), shaky(rule), source(rule))
    for vetted in pack.file.vetted:
        if vetted.in_force(on):
            yield Item(vetted_words(vetted), shaky(vetted), source(vetted))
    if not rules:
        yield Item(sentence("page.no_provider_rules", {}))


def provider_words(rule: ProviderRule) -> str:
    """Say who may give RSC to whom."""
    gives = {True: " who give RSC", False: " who do not give RSC", None: ""}
    degree = f" with a {rule.receiver_degree.title()}'s degree" if rule.receiver_degree else ""
    facts = {
        "receiver": ", ".join(rule.receiver),
        "degree": degree,
        "gives": gives[rule.receiver_gives_rsc],
        "phases": f" ({', '.join(rule.phases)} only)" if rule.phases else "",
        "allowed": "; ".join(_allowed(one) for one in rule.allowed) or "nobody",
    }
    return sentence("page.provider", facts)


def _allowed(one: Allowed) -> str:
    degree = f" with a {one.degree.title()}'s degree" if one.degree else ""
    emerging = " (emerging ones, too)" if one.emerging else ""
    return f"{' or '.join(one.scopes)}{degree}{emerging}"


def vetted_words(vetted: Vetted) -> str:
    """Say that vetted providers count."""
    receiver = f" for {', '.join(vetted.receiver)}" if vetted.receiver else ""
    own = ", if the member's own association vetted them" if vetted.association == "own" else ""
    facts = {"span": f"{own}{span(vetted.since, vetted.until)}", "receiver": receiver}
    return sentence("page.vetted", facts)


def _reviews(pack: Pack, on: date) -> Iterator[Heading | Items | Rows]:
    file = pack.file
    if file.stage:
        yield Heading(2, "Stages of an application")
        yield Items([Item(f"{_capital(stage.name)}.", [stage.next]) for stage in file.stage])
    windows = [one for one in file.review_window if _in_force(one, on)]
    if windows:
        yield Heading(2, "Reviews")
        rows = [
            (one.name, one.submit_by, one.decision_by or "", one.exam_on or "", one.source)
            for one in windows
        ]
        yield Rows(("review", "hand in by", "decision by", "exam on", "source"), rows)


def _in_force(one: Any, on: date) -> bool:
    return (one.since is None or one.since <= on) and (one.until is None or on <= one.until)


def _sources(pack: Pack) -> Iterator[Heading | Rows]:
    yield Heading(2, "Sources")
    rows = [(key, one.title, one.where) for key, one in pack.file.source.items()]
    yield Rows(("key", "title", "where"), rows)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
