"""What the registry's columns of a roster say; what cannot be read says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.cells import fold_accents, parse_mode, parse_yes_no
from models.registry.shape import Setting
from models.roster import Person

_PIECES = re.compile(r"\s*(?:[,;/&+|\n]|\band\b|\bor\b|\by\b|\bo\b)\s*", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:[;,\n|]|\s/\s)\s*")
_LANGUAGES = re.compile(r"\s*(?:[;,/&+\n|]|\band\b|\by\b)\s*", re.IGNORECASE)
_FIRST = re.compile(r"[\s,;:(.!–—-]+")
_RSC = re.compile(r"\brs\W?c?\b|\breflective|\breflexiv")
_PUBLIC = re.compile(r"\bregist|\bpubli|\brs\W?c?\b|\bwebsite")
_BOTH = frozenset(("both", "either", "all", "ambos", "ambas"))
_NOTHING = frozenset(("-", "–", "—", "?", "n/a", "na", "none", "tbd"))


def names_rsc(header: str) -> bool:
    """Whether a heading names RSC: no other yes is to be taken for this one.

    >>> names_rsc("Opted in"), names_rsc("Listed in the RSC registry")
    (False, True)
    """
    return _RSC.search(fold_accents(header)) is not None


def names_the_public(header: str) -> bool:
    """Whether a heading says that what stands below it is meant to be published.

    >>> names_the_public("Emergency contact"), names_the_public("Contact for the registry")
    (False, True)
    """
    return _PUBLIC.search(fold_accents(header)) is not None


class Offer(NamedTuple):
    """What somebody offers. unread: how many cells could not be read."""

    settings: tuple[Setting, ...]
    outsiders: bool | None
    remote: bool | None
    regions: tuple[str, ...]
    languages: tuple[str, ...]
    contact: str | None
    unread: int


def offer_of(rows: Sequence[Person]) -> Offer:
    """Read what a person offers; of several rows the first one that says anything counts."""
    said = {key: _said(rows, key) for key in ("rsc_setting", "takes_outsiders", "remote")}
    settings = settings_of(said["rsc_setting"])
    outsiders, remote = whether(said["takes_outsiders"]), whether(said["remote"])
    found = (settings or None, outsiders, remote)
    unread = sum(bool(t) and f is None for t, f in zip(said.values(), found, strict=True))
    return Offer(
        settings,
        outsiders,
        remote,
        several(_said(rows, "region"), _LISTED),
        several(_said(rows, "languages"), _LANGUAGES),
        _contact(rows),
        unread,
    )


def settings_of(text: str) -> tuple[Setting, ...]:
    """Read whether RSC is given to one person, in a group, or both; empty: not said.

    >>> settings_of("Group / individual")
    ('individual', 'group')
    """
    words = frozenset(fold_accents(text).split())
    modes = {parse_mode(piece).value for piece in _PIECES.split(text)}
    both = not _BOTH.isdisjoint(words) or {"individual", "group"} <= modes
    known: tuple[Setting, ...] = ("individual", "group")
    return known if both else tuple(mode for mode in known if mode in modes)


def whether(text: str) -> bool | None:
    """Read yes or no, also where words follow ("Yes, by video"); None: not said.

    >>> whether("No - only our own staff")
    False
    """
    first = _FIRST.split(text.strip(), maxsplit=1)[0] if text else ""
    for said in (text, first):
        found = parse_yes_no(said or None).value
        if found is not None:
            return found
    return None


def several(text: str, between: re.Pattern[str]) -> tuple[str, ...]:
    """Take a list apart as it was typed; what stands twice is given once."""
    pieces = (piece.strip(" .") for piece in between.split(text))
    known = {piece.casefold(): piece for piece in pieces if piece}
    return tuple(known.values())


def _contact(rows: Sequence[Person]) -> str | None:
    """Give what is to be published: never out of a column that is not plainly meant for it."""
    meant = [p for p in rows if names_the_public(p.table.header("registry_contact"))]
    return _said(meant, "registry_contact") or None


def _said(rows: Sequence[Person], key: str) -> str:
    return next(_texts(rows, key), "")


def _texts(rows: Sequence[Person], key: str) -> Iterator[str]:
    for person in rows:
        text = str(person.cell(key).value or "").strip()
        if text and text.casefold() not in _NOTHING:
            yield text
