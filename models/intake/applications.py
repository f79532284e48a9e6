"""The tabs about applications -> records: references, work, exam, education; and memberships."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.categories import Category
from models.cells import Parsed, Raw, fold_accents, parse_membership_kind
from models.intake.names import bare_name, providers_named
from models.intake.tab import People, TabReader
from models.intake.terms import GOOD, covers
from models.providers import Provider
from models.records import Degree, ExamPart, Rating, Term, WorkSpell

NOBODY = frozenset(
    ("no", "no one", "nobody", "none", "n a", "na", "not vetted", "not yet", "pending")
)
"""What stands in a column for a name and names nobody."""
NOT_ENDORSED = frozenset(("none", "no", "not endorsed", "non endorsed", "n a", "na"))
GOING_ON = frozenset(
    ("present", "current", "currently", "now", "today", "ongoing", "on going", "to date",
     "to present", "still", "still there", "presente", "actual", "actualidad", "actualmente")
)  # fmt: skip
"""What stands in the end date of work that still goes on."""


class MembershipReader(TabReader):
    """Reads a log of memberships."""

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        start, _ = self._day(number, cells, "membership_start", people)
        end = self._checked(number, cells, "membership_expires", people)
        kind = parse_membership_kind(self._raw(cells, "membership_kind")).value or ""
        proof = self._checked(number, cells, "proof", people)
        if len(people) == 1:
            term = Term(
                self._table, number, start, end.value, end.problem,
                kind, self._text(cells, "association"), whether(proof),
            )  # fmt: skip
            people[0].memberships.append(term)


class ReferenceReader(TabReader):
    """Reads a log of reference ratings."""

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        received, bad_day = self._day(number, cells, "received", people)
        email = self._checked(number, cells, "rater_email", people)
        role = self._cell(cells, "rater_role")
        vetted = self._checked(number, cells, "vetted", people)
        rater = self._text(cells, "rater")
        scopes, bad_scopes = self._scopes(cells, rater, email.value or "", received)
        problems = (bad_day, self._problem("rater_role", role), bad_scopes,
                    self._problem("vetted", vetted))  # fmt: skip
        arrived = received is not None or "received" not in self._table.columns
        rating = Rating(
            self._table,
            number,
            rater,
            email.value or "",
            role.value,
            scopes,
            self._vetted(cells, vetted),
            received,
            next(filter(None, problems), None),
            arrived,
        )
        if len(people) == 1:
            people[0].is_rated(rating)

    def _scopes(
        self, cells: Sequence[Raw], rater: str, email: str, received: date | None
    ) -> tuple[frozenset[str], str | None]:
        """Give what a rater holds: by the cell, else what the roster says was held on the day."""
        said = self._text(cells, "rater_category")
        if fold_accents(said) in NOT_ENDORSED:
            return frozenset(), None
        category = self._cell(cells, "rater_category")
        if not category.blank:
            return scopes_of(category.value or ()), self._problem("rater_category", category)
        return self._held(rater, email, received), None

    def _held(self, rater: str, email: str, received: date | None) -> frozenset[str]:
        """Give what the one member who is meant held on a day, or ever where no day is known."""
        found = self._everybody.find("email", email) if email else ()
        found = found or (self._everybody.named(rater) if rater else ())
        found = found or self._everybody.named(bare_name(rater))
        terms = self._book.register.of(found[0]).terms if len(found) == 1 else ()
        held = (
            term.scopes
            for term in terms
            if term.standing in GOOD and (received is None or covers(term, received))
        )
        return frozenset().union(*held)

    def _vetted(self, cells: Sequence[Raw], cell: Parsed[Any]) -> bool | None:
        """Say whether a rater was vetted: by yes, by a date, or by the name of who did it."""
        by = fold_accents(self._text(cells, "vetted_by"))
        if cell.blank and any(char.isalpha() for char in by):
            return by not in NOBODY
        return whether(cell)


class ExamReader(TabReader):
    """Reads the results of the exam."""

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        keys = ("part", "exam_date", "score", "result")
        part, day, score, result = (self._checked(number, cells, key, people) for key in keys)
        problems = (
            self._problem(key, cell)
            for key, cell in zip(keys, (part, day, score, result), strict=True)
        )
        if len(people) == 1:
            people[0].exam.append(
                ExamPart(
                    self._table, number, part.value or "", day.value, score.value, result.value,
                    next(filter(None, problems), None),
                )
            )  # fmt: skip


class EducationReader(TabReader):
    """Reads the degrees of a tab of its own."""

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        degree = self._checked(number, cells, "degree", people)
        day = self._checked(number, cells, "degree_date", people)
        if len(people) != 1 or (degree.blank and day.blank):
            return
        field, school = self._text(cells, "degree_field"), self._text(cells, "school")
        title = ", ".join(text for text in (self._text(cells, "degree"), field, school) if text)
        place = self._table.place(number, "degree")
        problem = self._problem("degree", degree) or self._problem("degree_date", day)
        people[0].degrees.append(Degree(degree.value, day.value, title, place, problem))


class WorkReader(TabReader):
    """Reads a log of work."""

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        start, bad_start = self._day(number, cells, "work_start", people)
        going_on = fold_accents(self._text(cells, "work_end")) in GOING_ON
        end, bad_end = (None, None) if going_on else self._day(number, cells, "work_end", people)
        kinds, bad_kind = self._kinds(cells)
        paid = self._cell(cells, "paid")
        fte = self._checked(number, cells, "fte", people)
        families = self._checked(number, cells, "families", people)
        band = self._checked(number, cells, "band", people)
        provider, named = self._supervisor(cells)
        problems = (bad_start, bad_end, bad_kind, self._problem("paid", paid),
                    self._problem("fte", fte))  # fmt: skip
        spell = WorkSpell(
            self._table, number, start, end, kinds, paid.value, fte.value, families.value,
            band.value, provider, named, self._title(cells), next(filter(None, problems), None),
        )  # fmt: skip
        if len(people) == 1:
            people[0].work.append(spell)

    def _kinds(self, cells: Sequence[Raw]) -> tuple[frozenset[str], str | None]:
        """Give the kinds of work; one that nobody knows is "other" until a person has looked."""
        kind = self._cell(cells, "work_kind")
        kinds = kind.value or frozenset()
        if kind.problem is not None:
            kinds = frozenset(("other",))
        if self._cell(cells, "internship").value is True:
            kinds |= {"internship"}
        return kinds, self._problem("work_kind", kind)

    def _supervisor(self, cells: Sequence[Raw]) -> tuple[Provider | None, str]:
        named = self._text(cells, "supervisor")
        found = providers_named(named, self._book.register) if named else ()
        return (found[0] if len(found) == 1 else None), named

    def _title(self, cells: Sequence[Raw]) -> str:
        parts = (self._text(cells, key) for key in ("job", "employer"))
        return ", ".join(part for part in parts if part)


def whether(cell: Parsed[Any]) -> bool | None:
    """Read yes or no out of a cell of yes, no or a date; a date is a yes."""
    value = cell.value
    return value if value is None or isinstance(value, bool) else True


def scopes_of(categories: Sequence[Category]) -> frozenset[str]:
    """Give the scopes of some categories."""
    return frozenset(category.scope for category in categories)
