"""The registry in words: what each column reads, and the sentences around the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from models.registry import Held, Listed, Reach, Registry
from models.wording import counted, of_pack, sentence, spoken

COLUMNS = (
    "name", "holds", "gives_to", "ask_first", "settings", "outsiders", "remote", "regions",
    "languages", "until", "contact",
)  # fmt: skip
SAYS = ("who", "decides", "no_promise", "to_whom", "until")


class Shown(NamedTuple):
    """One provider in words. until: a day, or None where no end is known."""

    name: str
    holds: str
    gives_to: str
    ask_first: str
    settings: str
    outsiders: str
    remote: str
    regions: str
    languages: str
    until: date | None
    contact: str


def shown(one: Listed) -> Shown:
    """Say in words what is listed of a provider; what is not said stays blank."""
    return Shown(
        one.name,
        ", ".join(map(_held, one.holds)),
        codes(one.gives_to),
        codes(one.ask_first),
        setting(one),
        yes_no(one.outsiders),
        yes_no(one.remote),
        ", ".join(one.regions),
        ", ".join(one.languages),
        one.until,
        one.contact or "",
    )


def head(column: str) -> str:
    """Give the heading of a column."""
    return sentence(f"registry.column.{column}", {})


def codes(reach: Sequence[Reach]) -> str:
    """Name categories of receivers in short."""
    return ", ".join(one.scope for one in reach)


def named(reach: Sequence[Reach]) -> str:
    """Name categories of receivers in full."""
    return "; ".join(name_of(one) for one in reach)


def name_of(one: Reach) -> str:
    """Give the name of a category in the language that is spoken."""
    return spoken(of_pack(one.name))


def legend(made: Registry) -> str:
    """Say what the short names of the categories stand for; "" where there are none."""
    every = (r for one in made.providers for r in (*one.gives_to, *one.ask_first))
    known = {one.scope: f"{one.scope}: {name_of(one)}" for one in every}
    return sentence("registry.legend", {"list": "; ".join(known.values())}) if known else ""


def setting(one: Listed) -> str:
    """Say whether RSC is given to one person, to a group, or both."""
    if len(one.settings) == 2:
        return sentence("registry.both", {})
    return sentence(f"registry.{one.settings[0]}", {}) if one.settings else ""


def yes_no(said: bool | None) -> str:
    """Say yes or no; blank where nothing is said."""
    return "" if said is None else sentence("registry.yes" if said else "registry.no", {})


def _held(one: Held) -> str:
    key = f"registry.status.{one.status}"
    if one.status != "endorsed" and one.until is not None:
        key += "_until"
    return sentence(key, {"codes": " + ".join(one.codes), "until": one.until})


def title(made: Registry) -> str:
    """Give the title of the page."""
    if made.association:
        return sentence("registry.page_title_of", {"association": made.association})
    return sentence("registry.page_title", {})


def basis(made: Registry) -> str:
    """Say as of which day the list is, and by which rules."""
    pack = spoken(of_pack(made.pack_title))
    facts = {"day": made.as_of, "pack": pack, "version": made.pack_version}
    return sentence("registry.as_of", facts)


def disclaimers() -> list[str]:
    """Say what everybody who reads the list has to know."""
    return [sentence(f"registry.says.{key}", {}) for key in SAYS]


def counted_listed(made: Registry) -> str:
    """Say how many are listed."""
    if not made.providers:
        return sentence("registry.nobody", {})
    return sentence("registry.listed", {"people": counted("people", len(made.providers))})


def left_out(made: Registry) -> list[str]:
    """Say to the coordinator how many are not listed, and why; no more than counts."""
    lines = [
        sentence(f"registry.left.{one.reason}", {"people": counted("people", one.people)})
        for one in made.left_out
    ]
    if lines:
        everybody = counted("people", sum(one.people for one in made.left_out))
        lines = [sentence("registry.left", {"people": everybody}), *(f"  {one}" for one in lines)]
    if made.unread:
        lines.append(sentence("registry.unread", {"number": made.unread}))
    if not made.told:
        pack = spoken(of_pack(made.pack_title))
        return [sentence("registry.no_rules", {"pack": pack})]
    if not made.asked:
        lines.append(sentence("registry.how", {}))
    return lines
