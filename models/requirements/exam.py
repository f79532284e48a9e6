"""The exam: its parts, the pass mark, retakes, and who still sits it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from models.cells import Parsed
from models.findings import Entry, Finding, Outcome, Remark, Settled
from models.records import ExamPart, TableKind
from models.requirements.base import Case, DatedValue, Need, Requirement, strictest
from models.requirements.dated import shaky, turns_of
from models.requirements.hours import earliest
from models.wording import joined, number, worded


class Standing(NamedTuple):
    """How the exam stands: passed or not (None: nobody can say), and why in words."""

    passed: bool | None
    say: str
    facts: dict[str, object]


class Exam(Requirement):
    """Every part of the exam is passed; of several tries the best one counts.

    Who has to sit it goes by the day of the decision on the application (its `decision` column),
    and by the day on which it is looked at while there is none. parts: number of parts. pass_mark:
    per cent needed on each, by the day of the exam. field: the column that says it is passed.
    """

    kind: Literal["exam"]
    rules_of: Literal["submission", "decision"] = "decision"
    parts: Annotated[int, Field(ge=1, le=9)] = 2
    pass_mark: tuple[DatedValue, ...] = ()
    field: str = "exam_passed"

    def turns(self) -> Iterator[date]:
        """The days on which any of it changes."""
        return chain(super().turns(), turns_of(self.pass_mark))

    def tracked(self, case: Case) -> bool:
        """The column, or a tab of results."""
        return self.field in case.person.table.columns or case.roster.has_log(TableKind.EXAM)

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where no exam is asked, or it is passed."""
        found = self.judge(case, need)[0]
        if found.outcome in {Outcome.MEETS, Outcome.NOT_APPLICABLE}:
            return Settled(found.outcome, None, found.changes_on)
        return None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Look at the results, and at whether the exam is still asked."""
        if need is None:
            say, turns = "exam.none_asked", self._rules_turn(case)
            facts = {"title": self.title}
            return [self.finding(case, Outcome.NOT_APPLICABLE, say, facts, None, changes_on=turns)]
        found = self._standing(case)
        if found.passed:
            return [self._say(case, need, Outcome.MEETS, found, self._rules_turn(case))]
        turns = earliest(self._rules_turn(case), self._no_more_on(case), self._next_result(case))
        if self._dropped(case):
            found = Standing(None, "exam.transition", {"day": case.person.day("decision")})
        outcome = Outcome.OPEN if found.passed is False else Outcome.CANNOT_TELL
        return [self._say(case, need, outcome, found, turns)]

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every result, counted or not, and why."""
        return [self._told(case, result) for result in case.person.exam]

    def _say(
        self, case: Case, need: Need, outcome: Outcome, found: Standing, turns: date | None
    ) -> Finding:
        mark = strictest(self.pass_mark, case.scopes, case.as_of)
        remarks: tuple[Remark, ...] = ()
        if mark is not None and outcome is Outcome.OPEN:
            remarks = (Remark("exam.pass_mark", {"mark": number(float(mark.value))}),)
        if case.person.exam:
            remarks = (*remarks, *shaky(need, [mark]))
        facts = {"title": self.title, **found.facts}
        place = case.person.place(self.field, "name", "last_name")
        return self.finding(
            case, outcome, found.say, facts, need, place=place, changes_on=turns, remarks=remarks
        )

    def _decided(self, case: Case) -> date | None:
        """Give the day of the decision, if it has come."""
        day = case.person.day("decision")
        return day if day is not None and day <= case.as_of else None

    def _rules_turn(self, case: Case) -> date | None:
        """Give the next day on which other rules hold, while nothing is decided."""
        if self._decided(case) is not None:
            return None
        return earliest(case.person.day("decision"), self._no_more_on(case))

    def _no_more_on(self, case: Case) -> date | None:
        """Give the next day on which it changes who has to sit the exam."""
        return earliest(*(day for day in super().turns() if day > case.as_of))

    def _dropped(self, case: Case) -> bool:
        """Whether the exam was asked on the day of the decision, and no longer is."""
        decided = self._decided(case) is not None
        return decided and self.value_for(case.scopes, case.as_of) is None

    def _next_result(self, case: Case) -> date | None:
        days = (result.day for result in case.person.exam)
        said = case.person.day(self.field)
        return earliest(*(d for d in (*days, said) if d is not None and d > case.as_of))

    def _standing(self, case: Case) -> Standing:
        """Conclude from the results and from the column."""
        column = case.person.cells.get(self.field)
        logged = case.roster.has_log(TableKind.EXAM)
        if logged and (case.person.exam or column is None):
            by_results = self._by_results(case)
            said = None if column is None else column.value
            said = said <= case.as_of if isinstance(said, date) else said
            if said is None or by_results.passed is None or said == by_results.passed:
                return by_results
            words = {True: worded("word.exam.yes"), False: worded("word.exam.no")}
            facts: dict[str, object] = {"column": words[bool(said)], **by_results.facts}
            return Standing(None, "exam.two_answers", facts)
        return self._by_column(column or Parsed(None), case)

    def _by_column(self, column: Parsed[date | bool], case: Case) -> Standing:
        said, problem = column.value, column.problem
        if said is None:
            say = "exam.unreadable" if problem else "exam.blank"
            return Standing(None, say, {"problem": problem})
        if isinstance(said, date) and said > case.as_of:
            return Standing(None, "exam.ahead", {"day": said})
        if said is False:
            return Standing(False, "exam.open", {"state": worded("word.exam.not_passed_yet")})
        when = worded("word.on_day", day=said) if isinstance(said, date) else ""
        return Standing(True, "exam.meets", {"when": when})

    def _by_results(self, case: Case) -> Standing:
        """Take the best try of each part."""
        names = [str(at) for at in range(1, self.parts + 1)]
        best = {name: self._best(case, name) for name in names}
        if all(best.values()):
            return Standing(True, "exam.meets", {"when": ""})
        which = "part" if self.parts > 1 else "it"
        state = joined(
            "; ",
            (worded(f"word.exam.{which}.{_STATES[p]}", part=name) for name, p in best.items()),
        )
        passed = False if False in best.values() else None
        say = "exam.open" if passed is False else "exam.unclear"
        return Standing(passed, say, {"state": state})

    def _best(self, case: Case, part: str) -> bool | None:
        """Say whether a part is passed in any try; None: a try is unclear."""
        tries = [self._passed(case, r)[0] for r in case.person.exam if r.part in {part, ""}]
        return True if True in tries else None if None in tries else False

    def _passed(self, case: Case, result: ExamPart) -> tuple[bool | None, str]:
        """Say whether a try is passed (None: unclear), and why in words."""
        if result.problem is not None:
            return None, result.problem
        if result.day is not None and result.day > case.as_of:
            return False, worded("word.dated_ahead")
        mark = strictest(self.pass_mark, case.scopes, result.day or case.rules_on)
        scored = None
        if result.score is not None and mark is not None:
            scored = result.score >= mark.value
        if result.passed is not None and scored is not None and scored != result.passed:
            return None, worded("word.exam.disagree")
        passed = scored if result.passed is None else result.passed
        if passed is not None:
            return passed, worded("word.exam.passed" if passed else "word.exam.not_passed")
        if result.score is None and result.day is None:
            return False, worded("word.exam.not_sat")
        return None, worded("word.exam.blank" if result.score is None else "word.exam.no_mark")

    def _told(self, case: Case, result: ExamPart) -> Entry:
        """Give a result as a line of evidence."""
        passed, why = self._passed(case, result)
        part = worded("word.exam.part", part=result.part) if result.part else worded("word.exam")
        score = worded("word.exam.score", score=result.score) if result.score is not None else ""
        what = joined(", ", (one for one in (part, result.day, score) if one))
        why = worded("word.unclear", why=why) if passed is None else why
        return Entry(result.table.place(result.row, "score", "result"), what, bool(passed), why)


_STATES = {True: "passed", False: "not_passed", None: "not_plain"}
