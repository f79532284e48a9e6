"""Short ways to put a draft together: columns, lines, and titles that say the finding."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from models.figures.draft import Cell, Head, Merge, People, Role, Row, Shown
from models.wording import counted, number, sentence

PEOPLE = "people"
HOURS = "clock hours"
Sort = TypeVar("Sort", bound=Hashable)


def say(key: str, /, **facts: object) -> str:
    """Give a sentence of the figures."""
    return sentence(f"figures.{key}", facts)


def unit(key: str) -> str:
    """Give what is counted, in the language that is spoken."""
    return say(f"unit.{key}")


def people_head(key: str = "people") -> Head:
    """Make the column of everybody on a line."""
    return Head(say(f"column.{key}"), unit("people"), Role.WHOLE, "people")


def part_head(key: str) -> Head:
    """Make a column of a part of everybody on a line."""
    return Head(say(f"column.{key}"), unit("people"), Role.PART, key)


def amount_head(label: str, of: str = "hours") -> Head:
    """Make a column of an amount."""
    return Head(label, unit(of), Role.AMOUNT)


def simple(key: str, label: str, who: People) -> Row:
    """Make a line that counts people in one column."""
    return Row(key, label, who, (Cell(who),))


def split(key: str, label: str, who: People, by: Mapping[str, Sort], parts: Sequence[Sort]) -> Row:
    """Make a line that counts people, and their parts in the columns after it."""
    cells = [Cell(frozenset(one for one in who if by[one] == part)) for part in parts]
    return Row(key, label, who, (Cell(who), *cells))


def grouped(by: Mapping[str, Sort], who: People | None = None) -> dict[Sort, People]:
    """Turn what is said of each person into people by what is said."""
    found: dict[Sort, set[str]] = {}
    for one, what in by.items():
        if who is None or one in who:
            found.setdefault(what, set()).add(one)
    return {what: frozenset(ones) for what, ones in found.items()}


def titled(key: str, count: float | None, /, **facts: object) -> str:
    """Say a finding about a number of people: nobody, one, many, or a number that is hidden.

    Facts that are not known, because they are hidden, make the finding a hidden one, too.
    """
    if count is None or None in facts.values():
        known = {name: fact for name, fact in facts.items() if fact is not None}
        return say(f"{key}.hidden", **known)
    form = {0.0: "none", 1.0: "one"}.get(count, "many")
    return say(f"{key}.{form}", count=number(count), **facts)


TOGETHER = 3
"""So many lines that share the largest number are named."""


def most_common(key: str, shown: Shown, /, **facts: object) -> str:
    """Say which line has the largest number: one, some that share it, or how large it is.

    key: of the sentences; it goes on with title, tied, alike, or, where a line that is hidden may
    be larger, with known.
    """
    lines = shown.largest()
    if not lines or (_unsure(shown) and len(lines) > 1):
        return titled(f"{key}.title", None, **facts)
    count, labels = lines[0].values[0].number, [line.label for line in lines]
    if len(labels) == 1:
        form = "known" if _unsure(shown) else "title"
        return titled(f"{key}.{form}", count, label=labels[0], **facts)
    if len(labels) <= TOGETHER:
        return titled(f"{key}.tied", count, list=", ".join(labels), **facts)
    return titled(f"{key}.alike", count, **facts)


def _unsure(shown: Shown) -> bool:
    return any(line.values[0].hidden for line in shown.lines)


def alt_of(key: str, labels: Mapping[int, str], /, **facts: object) -> Callable[[Shown], str]:
    """Make the words for a picture: what is drawn, and every number of it that is shown.

    labels: of the columns that are drawn, by their place; "" where there is one only.
    """

    def words(shown: Shown) -> str:
        said: list[str] = []
        hidden: list[str] = []
        for line in shown.lines:
            values = [
                f"{label} {number(line.values[at].number or 0)}".strip()
                for at, label in labels.items()
                if not line.values[at].hidden
            ]
            (said if values else hidden).append(
                f"{line.label}: {', '.join(values)}" if values else line.label
            )
        parts = [say(key, **facts), "; ".join(said) + "."] if said else [say(key, **facts)]
        return " ".join(
            (*parts, *([say("hidden.lines", lines="; ".join(hidden))] if hidden else []))
        )

    return words


def merge(key: str, *lines: str) -> Merge:
    """Put some lines of a table together under a label of their own."""
    return Merge(key.rpartition(".")[2], say(key), lines)


def people(count: float | None) -> str | None:
    """Count people in words; None where the number is hidden."""
    return None if count is None else counted("people", count)


def hours(amount: float | None) -> str | None:
    """Tell an amount of hours in words; None where the number is hidden."""
    return None if amount is None else counted("hours", amount)


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]
