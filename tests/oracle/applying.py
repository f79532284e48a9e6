"""Small books at random of people who apply."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.days import months_on, years_on
from tests.oracle.rosters import (
    APPLYING,
    Case,
    Renewing,
    Rows,
    alike,
    around,
    between,
    cycles_of,
    data_of,
    maybe,
)

TURNS = (date(2022, 10, 1), date(2024, 1, 1), date(2025, 1, 1), date(2025, 6, 1), date(2026, 11, 1))


def applying(random: Random, pack: str) -> Case:
    as_of = around(random, random.choice(TURNS), 40)
    phases = {rule["phase"] for rule in data_of(pack)["requirement"]}
    # one pack alone says how long somebody may be inactive
    coming_back = 0.8 if "inactive" in phases else 0.4 if "reinstatement" in phases else 0
    if maybe(random, coming_back):
        return Case(pack, Returning(random, pack, as_of).book(), as_of)
    return Case(pack, Applying(random, pack, as_of).book(), as_of)


class Applying(Renewing):
    """Makes the rows of a book of applicants."""

    def __init__(self, random: Random, pack: str, as_of: date) -> None:
        super().__init__(random, pack, cycles_of(pack)[-1], as_of)
        self.columns = {
            key for key, chance in {
                "training_hours": 0.5, "dei_hours": 0.5, "rsc_training_hours": 0.5,
                "rsc_hours": 0.4, "about_rsc_given_hours": 0.3, "membership_expires": 0.5,
                "ethics": 0.5, "agreement": 0.3, "fee_paid": 0.4, "submitted": 0.6,
                "decision": 0.4, "degree": 0.5, "degree_date": 0.5, "licence": 0.5,
                "work_years": 0.4, "rsc_giving_years": 0.3, "leadership_years": 0.3,
                "families": 0.3, "references": 0.3, "exam_passed": 0.3, "registered": 0.5,
                "cohort_accepted": 0.4, "association": 0.2,
            }.items() if maybe(random, chance)
        }  # fmt: skip
        self.columns -= {"degree", "degree_date"} if maybe(random, 0.4) else set()
        if self.columns & {"degree", "degree_date"}:
            self.columns |= {"degree", "degree_date"}

    def book(self) -> dict[str, Rows]:
        people = [
            self.person(f"{name} Hill") for name in ("Ana", "Bo", "Cy")[: self.random.randint(1, 3)]
        ]
        book = {"roster": people}
        for tab, chance in (
            ("training", 0.5), ("rsc", 0.6), ("providers", 0.5), ("work", 0.5),
            ("references", 0.4), ("exam", 0.4), ("education", 0.25), ("memberships", 0.2),
        ):  # fmt: skip
            if maybe(self.random, chance):
                rows = getattr(self, f"some_{tab}", getattr(self, tab, None))(people)
                if rows:
                    book[tab] = rows
        return book

    def person(self, name: str) -> dict[str, Any]:
        row: dict[str, Any] = {
            "name": name, "category": self.one_of(*APPLYING), "status": "applicant", "endorsed": "",
        }  # fmt: skip
        for key in sorted(self.columns):
            row[key] = getattr(self, key if key != "references" else "ratings")(row)
        return row

    def entry_day(self) -> date:
        return between(self.random, years_on(self.as_of, -3), self.as_of + timedelta(days=3))

    def training_hours(self, row: Any) -> Any:
        return self.one_of(0, 29, 30, 33, 47.5, 48, 60, "")

    def rsc_training_hours(self, row: Any) -> Any:
        return self.one_of(0, 14, 15, 16, "")

    def rsc_hours(self, row: Any) -> Any:
        return self.one_of(0, 12, 23.75, 24, 49, 50, "")

    def about_rsc_given_hours(self, row: Any) -> Any:
        return self.one_of(0, 11, 12, 24, 25, "")

    def paper(self) -> Any:
        return self.one_of("yes", "no", "", around(self.random, self.as_of, 2), date(2020, 1, 1))

    def fee_paid(self, row: Any) -> Any:
        return self.one_of("yes", "no", "", date(2022, 1, 1))

    def submitted(self, row: Any) -> Any:
        turn = self.one_of(date(2022, 10, 1), date(2024, 1, 1), date(2025, 1, 1), self.as_of)
        return self.one_of("", min(around(self.random, turn, 1), self.as_of))

    decision = submitted

    def degree_date(self, row: Any) -> Any:
        return self.one_of("", date(2010, 6, 1), around(self.random, years_on(self.as_of, -2), 2))

    def degree(self, row: Any) -> Any:
        return self.one_of("none", "CDA", "AA", "BA", "MSW", "PhD", "")

    def licence(self, row: Any) -> Any:
        return self.one_of("yes", "eligible", "no", "")

    def work_years(self, row: Any) -> Any:
        return self.one_of(0, 1, 1.5, 2, 3, "")

    rsc_giving_years = leadership_years = work_years

    def families(self, row: Any) -> Any:
        return self.one_of(0, 9, 10, 25, "")

    def ratings(self, row: Any) -> Any:
        return self.one_of(0, 2, 3, 4, "")

    def exam_passed(self, row: Any) -> Any:
        return self.one_of("yes", "no", "", date(2022, 3, 1))

    def registered(self, row: Any) -> Any:
        days = self.one_of(0, 75, 76, 77, 89, 90, 91, 300)
        return self.one_of("", self.as_of - timedelta(days=days))

    def cohort_accepted(self, row: Any) -> Any:
        return self.one_of(
            "", around(self.random, months_on(self.as_of, -self.one_of(1, 10, 12)), 1)
        )

    def some_rsc(self, people: Rows) -> Rows:
        rows = self.rsc(people)
        about, band = maybe(self.random, 0.4), maybe(self.random, 0.4)
        for row in rows:
            row["hours"] = self.one_of(2, 6, 8, 12, 13, 25, row["hours"])
            if about:
                row["about_given"] = self.one_of("yes", "yes", "no", "")
            if band:
                row["band"] = self.one_of("infant", "infant", "early", "both", "")
        return alike(rows)

    def some_work(self, people: Rows) -> Rows:
        kinds, paid, families, band = (maybe(self.random, 0.6) for _ in range(4))
        rows = []
        for person in people:
            for _ in range(self.random.randint(0, 3)):
                start = around(
                    self.random, months_on(self.as_of, -self.one_of(6, 12, 24, 30, 36)), 2
                )
                end = self.one_of(
                    "",
                    "",
                    months_on(start, self.one_of(12, 24, 25))
                    - timedelta(days=self.one_of(0, 1, 2)),
                )
                if maybe(self.random, 0.05):
                    start = ""
                row = {"name": person["name"], "work_start": start, "work_end": end}
                if kinds:
                    row["work_kind"] = self.one_of(
                        "direct", "direct", "giving RSC", "policy", "teaching", "leadership",
                        "direct, giving RSC", "",
                    )  # fmt: skip
                if paid:
                    row |= {
                        "paid": self.one_of("paid", "paid", "volunteer", ""),
                        "supervisor": self.one_of("Sue Kerr", ""),
                    }
                if families:
                    row["families"] = self.one_of(0, 5, 10, 12, "")
                if band:
                    row["band"] = self.one_of("infant", "infant", "early", "both", "")
                rows.append(row)
        return rows

    def some_references(self, people: Rows) -> Rows:
        return [
            {
                "name": person["name"],
                "rater": self.one_of("Ed Kay", "Flo May", "Gil Orr", "Hal Poe"),
                "rater_role": self.one_of(
                    "supervisor", "RSC provider", "supervisee", "colleague", "teacher"
                ),
                "rater_category": self.one_of("IFS", "IMHS", "IFA"),
                "vetted": self.one_of("yes", "no", "no"),
                "received": self.one_of(
                    "", self.as_of, date(2022, 1, 1), self.as_of + timedelta(days=1)
                ),
            }
            for person in people
            for _ in range(self.random.randint(0, 4))
        ]

    def some_exam(self, people: Rows) -> Rows:
        return [
            {
                "name": person["name"],
                "part": self.one_of("1", "2"),
                "exam_date": date(2021, 3, 1),
                "score": self.one_of("79%", "80%", "95%"),
                "result": "",
            }
            for person in people
            for _ in range(self.random.randint(0, 3))
        ]

    def some_education(self, people: Rows) -> Rows:
        return [
            {
                "name": person["name"],
                "degree": self.degree(person) or "BA",
                "degree_date": self.degree_date(person),
            }
            for person in people
            if maybe(self.random, 0.7)
        ]


class Returning(Applying):
    """Makes the rows of a book of people who are inactive, or who come back."""

    def __init__(self, random: Random, pack: str, as_of: date) -> None:
        super().__init__(random, pack, as_of)
        self.columns -= {"submitted", "decision", "registered", "cohort_accepted"}
        self.columns |= {key for key in ("status_since", "attested") if maybe(random, 0.7)}

    def person(self, name: str) -> dict[str, Any]:
        row = super().person(name)
        back, away = ("reinstating",) * 3, ("inactive",) * 4
        row["status"] = self.one_of(*back, *away, "emeritus")
        row["endorsed"] = date(2012, 5, 1)
        return row

    def status_since(self, row: Any) -> Any:
        two_years, three_years = years_on(self.as_of, -2), years_on(self.as_of, -3)
        warned = months_on(self.as_of, -21)
        since = self.one_of(two_years, three_years, warned, date(2022, 1, 1), self.as_of)
        day = around(self.random, since, 2)
        return self.one_of("", day, day, day)
