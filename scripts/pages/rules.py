"""The rule packs as a page: what is asked, of whom, from when to when, and by which source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.layering import load_pack, shipped
from models.requirements.base import DatedValue, Requirement
from models.requirements.count import Count
from models.requirements.hours import Hours
from models.requirements.membership import Membership
from models.requirements.signed import Signed
from models.rulepack import CategorySpec, Pack
from models.wording import number, written
from pages.tables import code, listed, table

BASE = "national"
BANDS = {"infant": "up to 36 months", "early": "3 to 6 years", "any": "either", "both": "both"}
READINGS = {"read": "", "inferred": "inferred", "unverified": "not verified"}


def packs_list() -> str:
    """Give the packs in a table."""
    packs = [load_pack(pack_id) for pack_id in shipped()]
    rows = [(f"[{p.id}](#{p.id})", p.name, p.version, p.file.summary) for p in packs]
    return table(("pack", "name", "version", "in short"), rows)


def packs_page() -> str:
    """Give every pack, the base first."""
    ids = [BASE, *(pack_id for pack_id in shipped() if pack_id != BASE)]
    return "\n".join(_pack(load_pack(pack_id)) for pack_id in ids)


def _pack(pack: Pack) -> str:
    file = pack.file
    parts = [f"## {pack.id}\n", f"{pack.name}. Version {pack.version}.\n", f"{file.summary}\n"]
    parts += _about(pack)
    parts += ["### When a renewal is due\n", _cycles(pack), ""]
    parts += [_first_renewal(pack), ""]
    base = load_pack(BASE).requirements if pack.id != BASE else ()
    for phase, title in (("renewal", "Asked at a renewal"), ("initial", "Asked of applicants")):
        mine = [one for one in pack.requirements if one.phase == phase]
        parts += [f"### {title}\n", *_requirements(mine, base, pack)]
    parts += _sources(pack)
    if pack.id == BASE:
        parts += _words(pack)
    return "\n".join(parts)


def _about(pack: Pack) -> list[str]:
    about = pack.file.about
    said = {
        "What was read": about.read,
        "What is inferred": about.inferred,
        "What is not verified": about.unverified,
        "What is not checked yet": about.not_checked,
    }
    return [
        line
        for title, sentences in said.items()
        if sentences
        for line in (f"{title}:\n", *(f"- {text}" for text in sentences), "")
    ]


def _cycles(pack: Pack) -> str:
    rows = [
        (
            written(c.first_deadline),
            f"every {c.years} years" if c.years > 1 else "every year",
            written(c.last_deadline) if c.last_deadline else "goes on",
            f"{c.window_days} days before",
            _source(pack, c.source, c.checked_on, c.reading),
        )
        for c in pack.file.cycle
    ]
    return table(("first deadline", "then", "last deadline", "window opens", "source"), rows)


def _first_renewal(pack: Pack) -> str:
    first = pack.file.first_renewal
    rules = {
        "next_deadline": "Who is endorsed in the calendar year of a deadline renews at the next.",
        "owed": "Every deadline is owed, from the first after the endorsement.",
    }
    source = _source(pack, first.source, first.checked_on, first.reading)
    late = pack.settings.late_days
    return (
        f"First renewal: {rules[first.rule]} Source: {source}.\n\n"
        f"For {late} days after a deadline, the cycle that ended on it is the one looked at."
    )


def _requirements(
    mine: Sequence[Requirement], base: Sequence[Requirement], pack: Pack
) -> list[str]:
    """Give the requirements that are the pack's own in full, and name those of the base."""
    same = [one for one in mine if one in base]
    parts = [line for one in mine if one not in same for line in _requirement(one, pack)]
    if same:
        names = listed(f"{one.title} ({code(one.id)})" for one in same)
        parts += [f"As in the [national base](#{BASE}): {names}.", ""]
    return parts


def _requirement(one: Requirement, pack: Pack) -> list[str]:
    rows = [
        (
            listed(value.scopes) if value.scopes else "everybody",
            _amount(one, value),
            written(value.since) if value.since else "",
            written(value.until) if value.until else "",
            _source(pack, value.source, value.checked_on, value.reading),
        )
        for value in one.need
    ]
    head = ("of whom", "how much", "from", "until", "source")
    return [
        f"**{one.title[:1].upper()}{one.title[1:]}**, {code(one.id)}. {_how(one)}\n",
        table(head, rows) if rows else "Nothing is asked.",
        f"\nNext step when it is missing: {one.action}\n",
    ]


def _how(one: Requirement) -> str:
    """Say where the figure comes from."""
    if isinstance(one, Hours):
        topic = f" on the topic {code(one.topic)}" if one.topic else ""
        only = " Only asked of who gives RSC." if one.only_if else ""
        return f"Read from the {one.log} log{topic}, or the column {code(one.total)}.{only}"
    if isinstance(one, Count):
        return f"Read from the {one.log} log, or the column {code(one.total)}."
    if isinstance(one, Membership):
        return (
            "Read from the memberships log, or the column `membership_expires`. Shown as open "
            f"from {one.remind_days} days before its end."
        )
    if isinstance(one, Signed):
        return f"Read from the column {code(one.field)}."
    return ""


def _amount(one: Requirement, value: DatedValue) -> str:
    if isinstance(one, Hours):
        return f"{number(float(value.value))} h"
    if isinstance(one, Count):
        return f"{number(float(value.value))} {one.unit}"
    return "yes" if value.value else "no"


def _source(pack: Pack, key: str, checked_on: date | None, reading: str) -> str:
    """Give the key of a source; the list of sources below says what it is."""
    doubt = f"; **{READINGS[reading]}**" if READINGS[reading] else ""
    read = f", read on {written(checked_on)}" if checked_on else ""
    return f"[{key}](#sources-of-{pack.id}){read}{doubt}"


def _sources(pack: Pack) -> list[str]:
    """List the sources that the pack cites where it differs from the base."""
    file = pack.file
    base = load_pack(BASE).file.requirement if pack.id != BASE else ()
    own = [one for one in file.requirement if one not in base]
    keys = {value.source for one in own for value in one.need}
    keys |= {file.first_renewal.source, file.gives_rsc.source, *(c.source for c in file.cycle)}
    rows = [(key, file.source[key].title, file.source[key].where) for key in sorted(keys)]
    return [f"### Sources of {pack.id}\n", table(("key", "title", "where"), rows), ""]


def _words(pack: Pack) -> list[str]:
    file = pack.file
    statuses = [(code(s.code), _asked(s.phase), listed(s.aliases)) for s in file.status]
    topics = [(code(t.code), t.name, listed(t.aliases)) for t in file.topic]
    return [
        "### Categories, and the words that are understood for them\n",
        table(("scope", "name", "codes", "other words"), map(_category, file.category)),
        "",
        "Words that could mean more than one category are not guessed:\n",
        *(f"- {listed(code(w) for w in two.words)}: {two.say}." for two in file.two_readings),
        "",
        "### Statuses\n",
        table(("status", "what is asked", "other words"), statuses),
        "",
        "### Topics of training\n",
        table(("topic", "name", "words that are understood"), topics),
        "",
    ]


def _asked(phase: str) -> str:
    return {
        "renewal": "the renewal",
        "initial": "the initial requirements",
        "none": "nothing",
    }[phase]


def _category(one: CategorySpec) -> tuple[str, str, str, str]:
    codes = listed(f"{c} ({BANDS[band]})" for band, c in one.codes.items())
    words = listed(word for band in one.aliases.values() for word in band)
    return code(one.scope), one.name, codes, words
