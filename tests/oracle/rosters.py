"""Small books at random: dates around the deadlines, figures around what is asked, and blanks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

from models.layering import layered, load_pack, read_shipped, shipped
from models.rulepack import Pack
from tests.oracle.cycles import Cycle, all_cycles
from tests.oracle.days import months_on, years_on

PACKS = shipped()
NAMES = ("Ana Ruiz", "Bo Lee", "Cy Day", "Di Fox")
OUTSIDERS = ("Pat Moss", "Quin Ash", "Rae Birch", "Nora Nobody")
ENDORSED = (
    "IFS", "IFS", "ECFS", "I/ECFS", "Level II", "IMHS", "IMHM-C", "IMHM-C", "IFA", "IMHM-P",
    "IFRS", "IFS + ERS", "ERS", "IMHM-R/F",
)  # fmt: skip
APPLYING = ("IFS", "IMHS", "IMHM-C", "IFA", "IMHM-P", "ERS", "Level II", "IMHM-R/F", "ECFS", "IFRS")
TITLES = ("Attachment theory", "Brain development", "Diversity at work", "Zebra finches")
Rows = list[dict[str, Any]]


class Case(NamedTuple):
    """A pack, a book and a day."""

    pack: str
    book: dict[str, Rows]
    as_of: date


@lru_cache
def data_of(pack: str) -> dict[str, Any]:
    """What the files of a pack say."""
    return layered(pack, read_shipped, ())


@lru_cache
def pack_of(pack: str) -> Pack:
    return load_pack(pack)


@lru_cache
def cycles_of(pack: str) -> Sequence[Cycle]:
    return [one for one in all_cycles(data_of(pack)) if 2017 <= one.last.year <= 2030]


def maybe(random: Random, chance: float) -> bool:
    return random.random() < chance


def around(random: Random, day: date, days: int = 3) -> date:
    return day + timedelta(days=random.randint(-days, days))


def between(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randint(0, max((last - first).days, 0)))


def case(random: Random) -> Case:
    """One book, of people who renew or of people who apply."""
    pack = random.choice(PACKS)
    if maybe(random, 0.55):
        return renewing(random, pack)
    from tests.oracle.applying import applying  # noqa: PLC0415

    return applying(random, pack)


def renewing(random: Random, pack: str) -> Case:
    cycle = random.choice(cycles_of(pack))
    near = random.choice([cycle.due, cycle.last, cycle.grace, cycle.due + timedelta(days=90)])
    as_of = random.choice([around(random, near, 2), between(random, cycle.first, cycle.due)])
    made = Renewing(random, pack, cycle, as_of)
    return Case(pack, made.book(), as_of)


def alike(rows: Rows) -> Rows:
    """Let each group session have one length: of different ones the program asks, and so may we."""
    lengths: dict[tuple[Any, Any], Any] = {}
    for row in rows:
        if row.get("mode") == "group":
            row["hours"] = lengths.setdefault((row["date"], row["provider"]), row["hours"])
    return rows


class Renewing:
    """Makes the rows of a book of members."""

    def __init__(self, random: Random, pack: str, cycle: Cycle, as_of: date) -> None:
        self.random, self.pack, self.cycle, self.as_of = random, pack, cycle, as_of
        self.columns = {
            key for key, chance in {
                "gives_rsc": 0.5, "training_hours": 0.5, "dei_hours": 0.4,
                "rsc_training_hours": 0.4, "rsc_hours": 0.4, "membership_expires": 0.6,
                "membership_start": 0.3, "ethics": 0.6, "agreement": 0.4, "not_sanctioned": 0.4,
                "attested": 0.6, "audit": 0.4, "fee_paid": 0.6, "late_fee_paid": 0.6,
                "submitted": 0.5, "renewal_due": 0.15, "degree": 0.4, "association": 0.3,
                "status_since": 0.3,
            }.items() if maybe(random, chance)
        }  # fmt: skip

    def one_of(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def book(self) -> dict[str, Rows]:
        people = [self.person(name) for name in NAMES[: self.random.randint(1, 4)]]
        if maybe(self.random, 0.2):
            again = self.person(people[0]["name"])
            people[0]["person_id"], again["person_id"] = "7", "7"
            again["category"] = self.one_of(*ENDORSED)
            if again["category"] != people[0]["category"]:
                people.insert(1, again)
        book = {"roster": people}
        for tab, chance in (
            ("training", 0.6), ("rsc", 0.65), ("providers", 0.5), ("memberships", 0.25),
            ("waivers", 0.25),
        ):  # fmt: skip
            if maybe(self.random, chance):
                rows = getattr(self, tab)(people)
                if rows:
                    book[tab] = rows
        return book

    def person(self, name: str) -> dict[str, Any]:
        row: dict[str, Any] = {"name": name, "category": self.one_of(*ENDORSED)}
        row["status"] = "endorsed"
        row["endorsed"] = self.endorsed()
        for key in sorted(self.columns):
            row[key] = getattr(self, key)(row)
        return row

    def endorsed(self) -> Any:
        last, first = self.cycle.last, self.cycle.first
        return self.one_of(
            date(2012, 5, 1), date(2012, 5, 1), date(2012, 5, 1), "",
            around(self.random, first, 1), around(self.random, years_on(last, -1), 1),
            around(self.random, years_on(last, -3), 1), around(self.random, years_on(last, -2), 1),
            between(self.random, first, last),
        )  # fmt: skip

    def status_since(self, row: Any) -> Any:
        return ""

    def gives_rsc(self, row: Any) -> Any:
        return self.one_of("yes", "no", "")

    def training_hours(self, row: Any) -> Any:
        return self.one_of(0, 14.5, 15, 20, 29.75, 30, 44, 45, 45, 50, "")

    def dei_hours(self, row: Any) -> Any:
        return self.one_of(0, 0.5, 1, 2, 3, "")

    def rsc_training_hours(self, row: Any) -> Any:
        return self.one_of(0, 2.5, 3, 8, 9, 15, "")

    def rsc_hours(self, row: Any) -> Any:
        return self.one_of(0, 6, 10, 11.75, 12, 24, 36, 40, "")

    def membership_expires(self, row: Any) -> Any:
        at = self.one_of(
            self.as_of, self.as_of + timedelta(days=30), self.as_of + timedelta(days=200)
        )
        return self.one_of(around(self.random, at, 1), around(self.random, at, 1), "")

    def membership_start(self, row: Any) -> Any:
        return self.one_of("", date(2010, 1, 1), self.as_of)

    def paper(self) -> Any:
        cycle = self.cycle
        upto = min(self.as_of, cycle.due)
        return self.one_of(
            "yes", "no", "", between(self.random, cycle.first, max(upto, cycle.first)),
            around(self.random, cycle.first, 1), min(around(self.random, cycle.due, 1), self.as_of),
        )  # fmt: skip

    def ethics(self, row: Any) -> Any:
        return self.paper()

    agreement = not_sanctioned = ethics

    def attested(self, row: Any) -> Any:
        return self.one_of(self.paper(), "yes")

    def fee_paid(self, row: Any) -> Any:
        day = min(around(self.random, self.one_of(self.cycle.due, self.as_of), 2), self.as_of)
        return self.one_of("yes", "no", "", day, day)

    def late_fee_paid(self, row: Any) -> Any:
        return self.one_of("yes", "no", "")

    def audit(self, row: Any) -> Any:
        return self.one_of("", "none", "selected")

    def submitted(self, row: Any) -> Any:
        day = row["endorsed"] or self.cycle.first
        return self.one_of("", months_on(day, -self.random.randint(0, 14)))

    def renewal_due(self, row: Any) -> Any:
        return self.one_of("", "", self.cycle.due)

    def degree(self, row: Any) -> Any:
        return self.one_of("BA", "MSW", "none", "")

    def association(self, row: Any) -> Any:
        return self.one_of("Example", "Example", "")

    def training(self, people: Rows) -> Rows:
        topics, used = maybe(self.random, 0.75), maybe(self.random, 0.2)
        rows = []
        for person in people:
            for _ in range(self.random.randint(0, 4)):
                row = {
                    "name": person["name"], "date": self.entry_day(), "title": self.one_of(*TITLES),
                    "hours": self.one_of(0.5, 1, 2.25, 3, 5, 7.5, 8, 15, 15, 16, 17),
                }  # fmt: skip
                if topics:
                    row["topic"] = self.one_of("", "", "dei", "rsc", "dei, rsc")
                if used:
                    row["used_for"] = self.one_of("", "application", "renewal")
                if maybe(self.random, 0.06):
                    row[self.one_of("date", "hours")] = ""
                rows.append(row)
                if maybe(self.random, 0.08):
                    rows.append(dict(row))
        return rows

    def entry_day(self) -> date:
        cycle = self.cycle
        return self.one_of(
            between(self.random, cycle.first, min(cycle.last, self.as_of)),
            between(self.random, cycle.first, min(cycle.last, self.as_of)),
            between(self.random, cycle.first, min(cycle.last, self.as_of)),
            around(self.random, cycle.first, 1), around(self.random, cycle.last, 1),
            around(self.random, self.as_of, 2),
        )  # fmt: skip

    def rsc(self, people: Rows) -> Rows:
        modes, used = maybe(self.random, 0.5), maybe(self.random, 0.15)
        inside = [one["name"] for one in people]
        rows = []
        for person in people:
            usual = self.one_of(*OUTSIDERS, *inside)
            for _ in range(self.random.randint(0, 5)):
                row = {
                    "name": person["name"], "date": self.session_day(),
                    "hours": self.one_of(1, 2, 4, 6, 6, 12, 12.5),
                    "provider": self.one_of(usual, usual, self.one_of(*OUTSIDERS, *inside, "")),
                }  # fmt: skip
                if modes:
                    row["mode"] = self.one_of("individual", "group", "peer", "")
                if used:
                    row["used_for"] = self.one_of("", "application", "renewal")
                if maybe(self.random, 0.05):
                    row[self.one_of("date", "hours")] = ""
                rows.append(row)
        return alike(rows)

    def session_day(self) -> date:
        turn = self.one_of(
            date(2022, 10, 1),
            date(2024, 1, 1),
            date(2024, 5, 1),
            date(2025, 1, 1),
            date(2026, 1, 1),
        )
        return self.one_of(self.entry_day(), self.entry_day(), around(self.random, turn, 1))

    def providers(self, people: Rows) -> Rows:
        rows = []
        degrees = maybe(self.random, 0.5)
        for name in (*OUTSIDERS[:3], people[-1]["name"]):
            if name in NAMES and maybe(self.random, 0.7):
                continue
            for _ in range(self.one_of(1, 1, 2)):
                row = self.provider(name)
                if degrees:
                    row["degree"] = self.one_of("BA", "MSW", "")
                rows.append(row)
        return rows

    def provider(self, name: str) -> dict[str, Any]:
        start = self.one_of("", date(2012, 1, 1), self.session_day(), date(2023, 11, 15))
        end = self.one_of("", "", self.session_day())
        if start and end and end < start:
            start, end = end, start
        status = self.one_of(
            "endorsed",
            "endorsed",
            "endorsed",
            "emerging",
            "vetted",
            "lapsed",
            "inactive",
            "sanctioned",
        )
        category = self.one_of("IMHM-C", "IMHM-C", "ERS", "IMHS", "IFS", "IFRS")
        return {
            "name": name, "provider_category": "" if status == "vetted" else category,
            "provider_status": status, "provider_from": start, "provider_until": end,
            "association": self.one_of("Example", "Example", "Elsewhere", ""),
        }  # fmt: skip

    def memberships(self, people: Rows) -> Rows:
        own = next(
            one.get("own", ("Own",))[-1]
            for one in data_of(self.pack)["requirement"]
            if one["id"] == "renewal.membership"
        )
        detailed = maybe(self.random, 0.5)
        rows = []
        for person in people:
            for _ in range(self.random.randint(0, 2)):
                at = self.one_of(self.as_of, self.as_of + timedelta(days=30), self.cycle.due)
                end = self.one_of(around(self.random, at, 1), date(self.as_of.year, 12, 31), "")
                start = self.one_of(
                    years_on(end or self.as_of, -1), around(self.random, self.as_of, 1),
                    around(self.random, date(self.as_of.year - 1, 10, 1), 1),
                )  # fmt: skip
                if end and end < start:
                    start = years_on(end, -1)
                row = {"name": person["name"], "membership_start": start, "membership_expires": end}
                if detailed:
                    row |= {
                        "membership_kind": self.one_of("individual", "organisational", ""),
                        "association": self.one_of(own, "Elsewhere", ""),
                        "proof": self.one_of("yes", ""),
                    }  # fmt: skip
                rows.append(row)
        return rows

    def waivers(self, people: Rows) -> Rows:
        rows = []
        for _ in range(self.random.randint(1, 2)):
            until = self.one_of(
                around(self.random, self.as_of, 1), self.as_of + timedelta(days=40),
                self.cycle.due + timedelta(days=45), "",
            )  # fmt: skip
            row = {
                "who": self.one_of(people[0]["name"], people[-1]["name"], "everyone", "all IFS"),
                "what": self.one_of("training", "RSC", "", "ethics"),
                "waiver_kind": self.one_of("extension", "extension", "leave", "amnesty", "hours"),
                "reason": self.one_of("baby", "illness", "flood", ""),
                "approver": self.one_of("board", "board", "board", ""),
                "waiver_from": self.one_of("", self.cycle.first, self.as_of),
                "waiver_until": until, "waiver_hours": "",
            }  # fmt: skip
            if row["waiver_from"] and until and until < row["waiver_from"]:
                row["waiver_from"] = ""
            if row["waiver_kind"] == "extension" and until:
                row["waiver_until"] = self.cycle.due + timedelta(days=self.one_of(1, 20, 60))
                row["waiver_from"] = self.one_of("", self.cycle.first)
            if row["waiver_kind"] == "hours":
                row |= {"what": self.one_of("training", "RSC"), "waiver_hours": self.one_of(5, 10)}
            rows.append(row)
        return rows
