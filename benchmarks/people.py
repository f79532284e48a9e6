"""Made-up members for the benchmarks: deterministic, most of them in order, a few with one fault.

Nobody has two faults, so that the number of failing rows of each rule is known beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

SEED = 20261122
PACK = "wisconsin"
AS_OF = date(2027, 1, 15)
"""Two weeks after the deadline of 31 December 2026, when most checks are run."""
CYCLE = date(2026, 1, 1)
FAULTY = 0.05
GIVERS = 50
"""Every so many members one gives RSC, and is qualified to do so."""

CODES = ("IFA", "ECFA", "IFS", "ECFS", "IMHS", "ECMHS", "IMHM-C", "IMHM-P", "IMHM-R/F")
NEEDS_RSC = frozenset({"IFS", "ECFS", "IMHS", "ECMHS", "IMHM-C"})
SPELLED = {
    "IFS": ("Infant Family Specialist", "IMH-E IFS", "infant family specialist"),
    "IMHS": ("Infant Mental Health Specialist", "IMHS ", "imhs"),
    "IFA": ("Infant Family Associate", "ifa", "IFA"),
}
FAULTS = (
    "name", "category_blank", "category", "status", "endorsed_future", "degree_future",
    "ethics_future", "order", "email", "duplicate", "training", "dei", "rsc", "membership",
)  # fmt: skip
"""The rules that a row can be held against by any of the peers too."""

_GIVEN = (
    "Ada", "Bea", "Carla", "Dana", "Elena", "Fiona", "Grace", "Hana", "Ines", "Joan", "Karin",
    "Lena", "Maria", "Nora", "Olga", "Paula", "Quinn", "Rosa", "Sara", "Tessa", "Uma", "Vera",
)  # fmt: skip
_SYLLABLES = (
    "ba", "cor", "dan", "el", "fer", "gan", "hol", "is", "jo", "kel", "lam", "mor", "nas", "or",
    "pel", "quin", "ros", "sol", "tam", "ur",
)  # fmt: skip
_CITIES = ("Madison", "Green Bay", "La Crosse", "Eau Claire", "Racine", "Wausau", "Kenosha")


class Member(NamedTuple):
    """One row of the roster, and the one thing that is wrong with it ("" for nothing)."""

    number: int
    name: str
    email: str
    category: str
    status: str
    degree: date
    endorsed: date
    membership: date
    ethics: date
    agreement: date
    training: float
    dei: float
    rsc: float
    city: str
    fault: str

    @property
    def member_id(self) -> str:
        """Give the id, as the logs have it too."""
        return f"M{self.number:06d}"


def members(count: int) -> Iterator[Member]:
    """Make so many members; the same ones each time."""
    rng = Random(SEED)
    before: Member | None = None
    for number in range(1, count + 1):
        fault = rng.choice(FAULTS) if rng.random() < FAULTY and before is not None else ""
        if number % GIVERS == 0:
            fault = ""
        if fault == "duplicate" and (before is None or before.fault):
            fault = ""
        member = _with_fault(_member(number, rng), fault, before, rng)
        yield member
        before = member


def name_of(number: int) -> str:
    """Give a name that nobody else has."""
    rest, last = number, ""
    for _ in range(4):
        rest, at = divmod(rest, len(_SYLLABLES))
        last += _SYLLABLES[at]
    return f"{_GIVEN[number % len(_GIVEN)]} {last.capitalize()}"


def _member(number: int, rng: Random) -> Member:
    name = name_of(number)
    code = CODES[rng.randrange(len(CODES))]
    if number % GIVERS == 0:
        code = "IMHM-C"
    degree = date(1985 + rng.randrange(25), 1 + rng.randrange(12), 1 + rng.randrange(28))
    endorsed = date(2012 + rng.randrange(14), 1 + rng.randrange(12), 1 + rng.randrange(28))
    ethics = CYCLE + timedelta(days=rng.randrange(270, 360))
    return Member(
        number, name, f"{name.replace(' ', '.').lower()}@example.org", code, "endorsed", degree,
        endorsed, date(2027, 6, 30), ethics, ethics, 15 + rng.randrange(12) / 2, 3.0,
        12 + rng.randrange(10) / 2, _CITIES[rng.randrange(len(_CITIES))], "",
    )  # fmt: skip


def _with_fault(one: Member, fault: str, before: Member | None, rng: Random) -> Member:
    """Put one thing wrong; `before` is the member of the row above."""
    ahead = AS_OF + timedelta(days=1 + rng.randrange(200))
    if fault == "duplicate" and before is not None:
        return one._replace(fault=fault, email=before.email)
    if fault == "rsc":
        one = one._replace(category="IMHS")
    changes: dict[str, dict[str, object]] = {
        "name": {"name": ""},
        "category_blank": {"category": ""},
        "category": {"category": "Level IX"},
        "status": {"status": "paused?"},
        "endorsed_future": {"endorsed": ahead},
        "degree_future": {"degree": ahead, "endorsed": ahead},
        "ethics_future": {"ethics": ahead},
        "order": {"degree": date(2026, 2, 1)},
        "email": {"email": one.email.replace("@", " at ")},
        "training": {"training": 15 - (1 + rng.randrange(10)) / 2},
        "dei": {"dei": 1.5},
        "rsc": {"rsc": 12 - (1 + rng.randrange(10)) / 2},
        "membership": {"membership": AS_OF - timedelta(days=1 + rng.randrange(300))},
    }
    return one._replace(fault=fault, **changes.get(fault, {}))  # type: ignore[arg-type]
