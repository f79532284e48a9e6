"""The kinds of people in the three-year roster. Each says what stands in the row and what follows.

What is typed is drawn from a range on one side of the requirement, so the outcome is known here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sample_workbooks.answers import (
    CANNOT_TELL,
    GAP,
    MEETS,
    NOT_APPLICABLE,
    OPEN,
    Claim,
    short,
    unclear,
)
from sample_workbooks.grid import Value
from sample_workbooks.names import Chance

CYCLE_END = date(2027, 12, 31)
LAST_END = date(2024, 12, 31)
TRAINING, DEI = "renewal.training", "renewal.training.dei"
GIVING, RSC = "renewal.training.rsc", "renewal.rsc"
MEMBERSHIP, ETHICS, AGREEMENT = "renewal.membership", "renewal.ethics", "renewal.agreement"
OWES_RSC = ("IFS", "ECFS", "IMHS", "ECMHS", "IMHM-C", "ECMHM-C")
OWES_NO_RSC = ("IFA", "ECFA", "IMHM-P", "IMHM-R/F")
GIVES = ("IMHS", "ECMHS", "IMHM-C")


@dataclass(slots=True)
class Row:
    """One row as typed, and what follows from it."""

    category: Value
    status: str
    why: str
    cells: dict[str, Value] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    word: str = "Active"

    @property
    def owes_rsc(self) -> bool:
        """Whether RSC received is asked of the category."""
        return self.category in OWES_RSC or "ERS" in str(self.category)

    def fall_short(self, rule: str, key: str, have: float, need: float) -> None:
        """Type hours that are too few, and say so."""
        self.cells[key] = have
        self.claims.append(short(rule, key, have, need, CYCLE_END, OPEN))


def complete(chance: Chance, category: str, *, gives: bool = False) -> Row:
    """Everything is enough."""
    row = Row(category, MEETS, "Hours, signatures and membership appear to be enough.")
    row.cells = {
        "endorsed": date(2014 + chance.below(9), 1 + chance.below(12), 1 + chance.below(28)),
        "due": CYCLE_END,
        "member": date(2026, 12, 31) if chance.below(3) else date(2027, 6, 30),
        "training": chance.between(45, 62),
        "dei": chance.between(3, 7),
        "gives": "Yes" if gives else "No",
        "ethics": date(2026, 1 + chance.below(10), 1 + chance.below(28)),
        "agreement": "Yes",
    }
    if gives:
        row.cells["giving"] = chance.between(15, 18)
    if row.owes_rsc:
        row.cells["rsc"] = chance.between(36, 48)
    return row


def any_category(chance: Chance) -> str:
    """Give a category as it is spread in a real association: mostly Family Specialists."""
    return chance.pick((*OWES_RSC[:4], "IFS", "IFS", "IFS", "ECFS", "IMHS", *OWES_NO_RSC, "IFA"))


def done(chance: Chance) -> Row:
    """Done, a year before the deadline."""
    return complete(chance, any_category(chance))


def done_and_gives(chance: Chance) -> Row:
    """Done, training on giving RSC included."""
    return complete(chance, chance.pick(GIVES), gives=True)


def under_way(chance: Chance) -> Row:
    """Hours, DEI and signatures are all still missing."""
    row = hours_under_way(chance)
    row.fall_short(DEI, "dei", chance.between(0, 2.5), 3)
    for rule, key in ((ETHICS, "ethics"), (AGREEMENT, "agreement")):
        row.cells[key] = "No"
        row.claims.append(
            Claim(rule, OPEN, key, '"No": not signed yet; the deadline is ahead.', due=CYCLE_END)
        )
    row.why = "Under way: hours and signatures are missing, and there is a year left."
    return row


def hours_under_way(chance: Chance) -> Row:
    """Training and, where it is asked, RSC are still short; the rest is there."""
    row = complete(chance, any_category(chance))
    row.status, row.why = OPEN, "Under way: hours are missing, and there is a year left."
    row.fall_short(TRAINING, "training", chance.between(8, 44), 45)
    if row.owes_rsc:
        row.fall_short(RSC, "rsc", chance.between(5, 35), 36)
    return row


def rsc_under_way(chance: Chance) -> Row:
    """Only RSC is still short."""
    row = complete(chance, chance.pick(OWES_RSC))
    row.status, row.why = OPEN, "Only hours of RSC are missing."
    row.fall_short(RSC, "rsc", chance.between(14, 35), 36)
    return row


def dei_under_way(chance: Chance) -> Row:
    """Only the DEI part is still short."""
    row = complete(chance, any_category(chance))
    row.status, row.why = OPEN, "45 hours are there, and too few of them on DEI."
    row.fall_short(DEI, "dei", chance.between(0, 2.5), 3)
    return row


def giving_under_way(chance: Chance) -> Row:
    """Gives RSC; training on giving it is still short."""
    row = complete(chance, chance.pick(GIVES), gives=True)
    row.status, row.why = OPEN, "45 hours are there, and too few of them on giving RSC."
    row.fall_short(GIVING, "giving", chance.between(0, 14), 15)
    return row


def membership_ended(chance: Chance) -> Row:
    """The membership has ended; hours are under way."""
    row = hours_under_way(chance)
    ended = date(2026, 1 + chance.below(9), 28)
    row.status, row.why = GAP, "The membership has ended; hours still have a year."
    row.cells["member"] = ended
    row.claims.append(
        Claim(MEMBERSHIP, GAP, "member", f"It ended on {ended}, before 2026-11-22.", due=ended)
    )
    return row


def membership_ending(chance: Chance) -> Row:
    """The membership ends within 30 days."""
    row = complete(chance, any_category(chance))
    ends = date(2026, 12, 1 + chance.below(15))
    left = (ends - date(2026, 11, 22)).days
    row.status, row.why = OPEN, "All is enough, and the membership ends soon."
    row.cells["member"] = ends
    row.claims.append(
        Claim(MEMBERSHIP, OPEN, "member", f"It ends on {ends}, in {left} days.", due=ends)
    )
    return row


def last_cycle(chance: Chance) -> Row:
    """Still stands with the deadline of 31 December 2024, with very few hours."""
    row = complete(chance, chance.pick(OWES_RSC[:4]))
    row.status, row.why = GAP, "Renewal was due on 31 December 2024, and hours were missing."
    row.cells |= {"due": LAST_END, "ethics": date(2024, 11, 4 + chance.below(20))}
    row.cells |= {"training": chance.between(4, 12), "dei": 0, "rsc": chance.between(2, 9)}
    for rule, key, need in ((TRAINING, "training", 45), (DEI, "dei", 3), (RSC, "rsc", 36)):
        have = row.cells[key]
        assert isinstance(have, int | float)  # noqa: S101 (typed two lines above)
        row.claims.append(short(rule, key, have, need, LAST_END, GAP))
    return row


def nothing_due(chance: Chance) -> Row:
    """Inactive, emeritus, on hold: nothing is asked."""
    row = complete(chance, any_category(chance))
    row.word = chance.pick(("Inactive", "Inactive", "Emeritus", "On hold"))
    row.status, row.why = NOT_APPLICABLE, f"{row.word}: nothing is asked now."
    row.cells |= {"training": None, "dei": None, "rsc": None, "ethics": None, "agreement": None}
    row.cells["member"] = date(2025, 12, 31)
    return row


def training_blank(chance: Chance) -> Row:
    """The training cell is blank."""
    row = complete(chance, any_category(chance))
    row.status, row.why = CANNOT_TELL, "The cell for training hours is blank."
    row.cells["training"] = None
    row.claims.append(
        unclear(TRAINING, "training", "Blank: 0 has to be typed.", need=45, due=CYCLE_END)
    )
    return row


def training_in_words(chance: Chance) -> Row:
    """The training cell says where to look."""
    row = complete(chance, any_category(chance))
    row.status, row.why = CANNOT_TELL, "The cell for training hours says where to look."
    row.cells["training"] = "see EASy"
    row.claims.append(
        unclear(TRAINING, "training", '"see EASy" is no number.', need=45, due=CYCLE_END)
    )
    return row


def rsc_doubtful(chance: Chance) -> Row:
    """The RSC cell has a question mark."""
    row = complete(chance, "IFS")
    row.status, row.why = CANNOT_TELL, "Somebody doubts the hours of RSC."
    row.cells["rsc"] = "36?"
    row.claims.append(unclear(RSC, "rsc", '"36?" is no certain number.', need=36, due=CYCLE_END))
    return row


def endorsed_blank(chance: Chance) -> Row:
    """No date of endorsement, and hours are short."""
    row = complete(chance, "ECFS")
    row.status, row.why = CANNOT_TELL, "No date of endorsement: is the first renewal due at all?"
    row.cells |= {"endorsed": None, "training": 31.0, "rsc": 22.0}
    words = "short, but without a date of endorsement it cannot be said whether it is due."
    row.claims += [
        unclear("row.required", "endorsed", "An endorsee without a date of endorsement."),
        unclear(TRAINING, "training", f"31 of 45, {words}", have=31, need=45, due=CYCLE_END),
        unclear(RSC, "rsc", f"22 of 36, {words}", have=22, need=36, due=CYCLE_END),
    ]
    return row


def membership_in_words(chance: Chance) -> Row:
    """The membership cell has no date."""
    row = complete(chance, any_category(chance))
    row.status, row.why = CANNOT_TELL, "The membership cell has no date."
    row.cells["member"] = "paid?"
    row.claims.append(unclear(MEMBERSHIP, "member", '"paid?" is not a date.'))
    return row


def due_in_words(chance: Chance) -> Row:
    """The renewal date cannot be read; the pack's cycle holds, and all is enough."""
    row = complete(chance, any_category(chance))
    row.status, row.why = CANNOT_TELL, "The renewal date cannot be read; all else is enough."
    row.cells["due"] = "TBD"
    row.claims.append(unclear("row.unreadable", "due", '"TBD" is not a date.'))
    return row


def category_unknown(chance: Chance) -> Row:
    """A category that nobody knows, from a slip of the finger."""
    row = complete(chance, "IFX")
    row.status, row.why = CANNOT_TELL, "Nobody knows that category, so nothing else is judged."
    row.claims.append(unclear("row.category", "category", '"IFX" is not a category.'))
    return row


def ers_in_one_cell(chance: Chance) -> Row:
    """Specialist and Endorsed Reflective Supervisor, both in one cell."""
    row = complete(chance, "IMHS + ERS", gives=True)
    row.why = "Endorsed Reflective Supervisor on top: 45, 15 on giving RSC and 36 are there."
    return row


CLASSES: list[tuple[int, Callable[[Chance], Row]]] = [
    (66, under_way),
    (42, hours_under_way),
    (16, rsc_under_way),
    (10, dei_under_way),
    (6, giving_under_way),
    (17, done),
    (5, done_and_gives),
    (10, membership_ended),
    (3, membership_ending),
    (6, last_cycle),
    (6, nothing_due),
    *((1, only) for only in (
        training_blank,
        training_in_words,
        rsc_doubtful,
        endorsed_blank,
        membership_in_words,
        due_in_words,
        category_unknown,
        ers_in_one_cell,
    )),
]  # fmt: skip
"""How many of each; pairs and duplicates come on top."""
