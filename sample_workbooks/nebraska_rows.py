"""What a member of the Nebraska workbook brings: trainings and RSC of three years, and waivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sample_workbooks.answers import GAP, Claim, short
from sample_workbooks.grid import Value
from sample_workbooks.tabs import Entry, Someone

TRAINING, RSC, WAIVERS = "Training log", "RSC log", "Waivers"
DUE = date(2024, 12, 31)
KEIR, LOTTE, MAGDA = "Keir Sandoval", "Lotte Brandvold", "Magda Oyelaran"
NILS, OONA, PIET = "Nils Hathaway", "Oona Petrakis", "Piet van Rijn"

COURSES: dict[str, tuple[date, str, float, str]] = {
    "a": (date(2022, 3, 11), "Attachment in everyday care", 6, "IMH"),
    "b": (date(2022, 9, 16), "Watching and wondering", 6, "IMH"),
    "c": (date(2023, 2, 10), "Sleep, crying and comfort", 6, "IMH"),
    "d": (date(2023, 4, 14), "Loss in the first year", 6, "IMH"),
    "e": (date(2023, 9, 8), "Fathers and babies", 6, "IMH"),
    "f": (date(2024, 2, 2), "Trauma and the toddler", 6, "IMH"),
    "g": (date(2024, 4, 19), "Play with a purpose", 6, "IMH"),
    "h": (date(2024, 10, 4), "Autumn institute", 3, "IMH"),
    "D": (date(2023, 11, 3), "Equity begins in the crib", 3, "DEI"),
    "R": (date(2023, 5, 12), "Giving RSC: the frame", 6, "RSC"),
    "S": (date(2024, 6, 7), "Giving RSC: the group", 3, "RSC"),
    "n": (date(2025, 1, 10), "New Year webinar", 6, "IMH"),
}
"""By code. "abcdefgh" are 45 hours, "abcdeghRS" 48, of which 9 on giving RSC."""


def courses(codes: str, used: Value = None) -> tuple[Entry, ...]:
    """Give the rows of the trainings of the codes."""
    rows = []
    for code in codes:
        day, title, hours, topic = COURSES[code]
        cells: dict[str, Value] = {
            "date": day, "title": title, "hours": hours, "topic": topic, "used": used,
        }  # fmt: skip
        rows.append(Entry(TRAINING, cells))
    return tuple(rows)


def sessions(
    provider: str, year: int, month: int, count: int, hours: float = 1, mode: str = "individual"
) -> tuple[Entry, ...]:
    """Give one session of RSC a month, on the 18th."""
    rows = []
    for number in range(month - 1, month - 1 + count):
        when = date(year + number // 12, number % 12 + 1, 18)
        cells: dict[str, Value] = {
            "date": when, "provider": provider, "hours": hours, "mode": mode,
        }  # fmt: skip
        rows.append(Entry(RSC, cells))
    return tuple(rows)


def waiver(
    who: str,
    what: Value,
    kind: Value,
    reason: Value,
    approver: Value,
    until: Value,
    *,
    start: Value = None,
    hours: Value = None,
    claims: tuple[Claim, ...] = (),
) -> Entry:
    """Give one row of the Waivers tab."""
    cells: dict[str, Value] = {
        "who": who,
        "what": what,
        "kind": kind,
        "reason": reason,
        "approver": approver,
        "start": start,
        "until": until,
        "hours": hours,
    }
    return Entry(WAIVERS, cells, claims)


TRAINED, GIVER = courses("abcdefgh"), courses("abcdeghRS")
RECEIVED = sessions(KEIR, 2022, 1, 36)
MEMBER: Mapping[str, Value] = {
    "member": date(2025, 12, 31),
    "ethics": date(2024, 11, 12),
    "agreement": date(2024, 11, 12),
    "attested": date(2024, 11, 12),
    "gives": "no",
    "degree": "MA",
}
AUDITED: Mapping[str, Value] = {"audit": "selected"}


def member(
    number: int,
    name: str,
    category: str,
    endorsed: Value,
    status: str,
    why: str,
    entries: tuple[Entry, ...] = (),
    claims: tuple[Claim, ...] = (),
    *,
    word: str = "Active",
    identity: str = "",
    notes: Mapping[str, str] | None = None,
    **cells: Value,
) -> Someone:
    """Give one row of the roster: signed, attested and a member, unless said otherwise."""
    own = identity or f"NE-{number:03}"
    address = f"{name.lower().replace(' ', '.')}@example.{('org', 'com', 'net')[number % 3]}"
    typed = tuple(
        entry
        if entry.tab == WAIVERS
        else replace(entry, cells={"person": own if entry.tab == TRAINING else name, **entry.cells})
        for entry in entries
    )
    row = {"email": address, "endorsed": endorsed, **MEMBER, **cells}
    return Someone(own, name, category, word, status, why, row, typed, claims, notes or {})


def lacks(rule: str, have: float, floor: float, more: str = "") -> Claim:
    """Claim that hours are missing after the deadline."""
    return short(rule, "name", have, floor, DUE, GAP, more)


def unsigned(rule: str, at: str, due: date = DUE) -> Claim:
    """Claim that something was not signed by the deadline."""
    return Claim(rule, GAP, at, '"no": not signed, and the deadline has passed.', due=due)
