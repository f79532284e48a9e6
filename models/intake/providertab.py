"""The rows of a Providers tab -> the terms of members and of people from outside."""

from __future__ import annotations

from collections.abc import Sequence

from models.cells import Raw
from models.intake.applications import scopes_of
from models.intake.tab import People, TabReader
from models.records import ProviderTerm
from models.wording import worded


class ProviderReader(TabReader):
    """Reads a tab of RSC providers, who need not stand in the roster."""

    outsiders = True

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        term = self._term(number, cells, people)
        if len(people) > 1:
            return  # which of them is meant is a finding already
        for one in people:
            one.provides()
            self._book.register.of(one).terms.append(term)
        if not people:
            keys = [self._text(cells, key) for key in ("name", "person_id", "email")]
            self._book.register.add_outsider(next(filter(None, keys), ""), keys, term)

    def _term(self, number: int, cells: Sequence[Raw], people: People) -> ProviderTerm:
        """Read what a row says that somebody is; a blank start is open, a blank end goes on."""
        start = self._checked(number, cells, "provider_from", people)
        end = self._checked(number, cells, "provider_until", people)
        category = self._checked(number, cells, "provider_category", people)
        standing, why = self._standing(number, cells, people)
        degree = self._checked(number, cells, "degree", people)
        problem = why or category.problem or start.problem or end.problem
        return ProviderTerm(
            self._table,
            number,
            scopes_of(category.value or ()),
            standing,
            start.value,
            end.value,
            self._text(cells, "association"),
            problem,
            degree.value,
            start.problem is not None,
            end.problem is not None,
            category.value is None,
        )

    def _standing(
        self, number: int, cells: Sequence[Raw], people: People
    ) -> tuple[str, str | None]:
        """Give the status of a row. A tab without such a column lists who is endorsed."""
        if "provider_status" not in self._table.columns:
            return "endorsed", None
        status = self._checked(number, cells, "provider_status", people)
        why = status.problem or (worded("word.status_blank") if status.blank else None)
        return status.value or "unknown", why
