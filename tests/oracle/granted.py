"""Waivers: what the association has granted, and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.oracle.facts import Book, Row, a_date, scopes_of

WHAT: Mapping[str, tuple[str, ...]] = {
    "training": ("renewal.training",),
    "RSC": ("renewal.rsc",),
    "ethics": ("renewal.ethics",),
    "membership": ("renewal.membership",),
}
"""Which rules the words in the column mean; a blank means all."""

GROUPS: Mapping[str, frozenset[str]] = {"all IFS": frozenset({"FS"})}


def granted(book: Book, row: Row, rule: str, as_of: date) -> list[Row]:
    """The complete waivers that are for this person and this rule, and have begun."""
    return [
        one
        for one in book.get("waivers", ())
        if _complete(one)
        and _for(one, row)
        and (not one.get("what") or rule in WHAT[one["what"]])
        and (a_date(one.get("waiver_from")) or date.min) <= as_of
    ]


def running(waivers: list[Row], as_of: date, *kinds: str) -> list[Row]:
    """Those of some kinds that have not ended."""
    return [one for one in waivers if one["waiver_kind"] in kinds and as_of <= one["waiver_until"]]


def _complete(one: Row) -> bool:
    return all(one.get(key) for key in ("waiver_kind", "reason", "approver", "waiver_until"))


def _for(one: Row, row: Row) -> bool:
    who = one["who"]
    if who == "everyone":
        return True
    if who in GROUPS:
        return bool(GROUPS[who] & scopes_of(row)) and row["category"] in {
            "IFS",
            "I/ECFS",
            "IFS + ERS",
        }
    return who == row["name"]
