"""One case of the contract: a formula, its arguments as JSON, the day, and the answer."""

from __future__ import annotations

from typing import Any, NamedTuple

TODAY = "2026-11-22"
WISCONSIN = "wisconsin"


class Case(NamedTuple):
    """What a formula answers in every host.

    arguments: in the form of `addin.wire`, None for one that is left out. today: the day at the
    host. expected: rows of text, numbers and TRUE or FALSE; "" is blank. bare: what is answered
    instead where a host passes numbers without their formats, and so cannot tell a time.
    """

    name: str
    function: str
    arguments: list[Any]
    expected: list[list[Any]]
    today: str = TODAY
    bare: list[list[Any]] | None = None


def day(text: str) -> dict[str, str]:
    """Give a date cell."""
    return {"date": text}


def error(text: str) -> dict[str, str]:
    """Give an error cell."""
    return {"error": text}


HEAD = ["Name", "Category", "Date endorsed", "Training hours"]
LONG_AGO = day("2020-05-01")
AS_OF = day("2026-11-22")


def members(*rows: list[Any]) -> list[list[Any]]:
    """Give a list of people: name, category, date endorsed, hours of training."""
    return [HEAD, *rows]


def member(name: str, hours: Any, category: Any = "IFA", endorsed: Any = LONG_AGO) -> list[Any]:
    """Give one of them; a Family Associate of Wisconsin owes 15 hours by 31 December 2026."""
    return [name, category, endorsed, hours]
