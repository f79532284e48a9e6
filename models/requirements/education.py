"""Education: a degree, a licence, or what else a pack takes instead, each by date and category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple, Self

from pydantic import model_validator

from models.findings import Entry, Finding, Outcome, Place, Settled
from models.records import DEGREES, Degree, TableKind
from models.requirements.base import NOT_ASKED, Case, Need, Requirement, met_by
from models.requirements.dated import Dated, holding, shaky, turns_of
from models.requirements.degrees import DEGREE_WORDS
from models.requirements.hours import earliest
from models.requirements.work import Kind, Work
from models.wording import Said, joined, unstopped, worded

LICENCE_WORDS = {said: worded(f"word.licence.{said}") for said in ("yes", "eligible", "no")}


class Option(Dated):
    """One way to meet the requirement: just one of degree, licence and work_years.

    degree: this level, or a higher one. licence: "yes", or "eligible", which who is licensed meets
    too. work_years: so many years of work, like that of the kind `work`.
    """

    degree: Literal["cda", "associate", "bachelor", "master", "doctorate"] | None = None
    licence: Literal["yes", "eligible"] | None = None
    work_years: float | None = None
    kinds: tuple[Kind, ...] = ()
    paid: bool = True
    volunteer: bool = False
    total: str = "work_years"

    @model_validator(mode="after")
    def _just_one(self) -> Self:
        given = [one for one in (self.degree, self.licence, self.work_years) if one is not None]
        if len(given) != 1:
            raise ValueError("an option has just one of degree, licence and work_years")
        return self

    @property
    def words(self) -> Said:
        """Name the option inside a sentence."""
        if self.degree is not None:
            return worded(f"word.a_degree.{self.degree}")
        if self.licence is not None:
            return worded(f"word.a_licence.{self.licence}")
        return worded("word.years_of_work", years=self.work_years)


class Answer(NamedTuple):
    """Whether an option is met (None: nobody can say), in words, and the next day of change."""

    met: bool | None
    words: str
    turns: date | None = None


@lru_cache(maxsize=256)
def _as_work(option: Option) -> Work:
    """Give the requirement of work that an option stands for."""
    return Work(
        id="work",
        kind="work",
        phase="initial",
        title="work",
        need=(),
        action="",
        kinds=option.kinds,
        paid=option.paid,
        volunteer=option.volunteer,
        total=option.total,
    )


class Education(Requirement):
    """A degree, a licence, or what a pack takes instead; one of a category's options is enough.

    Somebody with several categories has to meet each of them. A degree counts from its day on; one
    without a date counts. Where no option is in force, nothing is asked.
    """

    kind: Literal["education"]
    option: tuple[Option, ...]

    def turns(self) -> Iterator[date]:
        """The days on which an option begins, or no longer is, in force."""
        return chain(super().turns(), turns_of(self.option))

    def tracked(self, case: Case) -> bool:
        """A column or a tab that could tell of one of the options."""
        groups = self._groups(case)
        options = [one for group in groups for one in group] or self.option
        return any(_tracked(option, case) for option in options)

    def settled(self, case: Case, need: Need | None) -> Settled | None:
        """Settled where nothing is asked, or each category has an option that is met."""
        groups = self._groups(case)
        if need is None or not groups:
            return NOT_ASKED
        met = all(any(_answer(one, case, need).met for one in group) for group in groups)
        return met_by(None) if met else None

    def judge(self, case: Case, need: Need | None) -> list[Finding]:
        """Hold the options of each category against what is on record."""
        groups = self._groups(case)
        if need is None or not groups:
            facts = {"title": self.title}
            return [self.finding(case, Outcome.NOT_APPLICABLE, "education.none_asked", facts, None)]
        answers = [[_answer(one, case, need) for one in group] for group in groups]
        met = [next((a for a in group if a.met), None) for group in answers]
        found = [one.words for one in met if one is not None]
        if len(found) == len(groups):
            facts = {"which": joined("; ", dict.fromkeys(found))}
            return [self._say(case, need, Outcome.MEETS, "education.meets", facts)]
        return [self._unmet(case, need, groups, answers)]

    def evidence(self, case: Case) -> Sequence[Entry]:
        """Every degree, the licence, and every job where years of work would do."""
        options = [one for group in self._groups(case) for one in group]
        lowest = min((DEGREES.index(o.degree) for o in options if o.degree), default=None)
        lines = [_told(degree, lowest, case.as_of) for degree in case.person.degrees]
        if any(o.licence for o in options):
            lines += _licence_told(case, options)
        works = {_as_work(o) for o in options if o.work_years is not None}
        return [*lines, *(line for work in works for line in work.evidence(case))]

    def _groups(self, case: Case) -> list[Sequence[Option]]:
        """Give the options of each category that asks for any."""
        groups = [holding(self.option, {scope}, case.rules_on) for scope in sorted(case.scopes)]
        return [g for at, g in enumerate(groups) if g and g not in groups[:at]]

    def _unmet(
        self,
        case: Case,
        need: Need,
        groups: Sequence[Sequence[Option]],
        answers: Sequence[Sequence[Answer]],
    ) -> Finding:
        """Say what is missing, or why nobody can tell: the first category that lacks all."""
        unmet = [at for at, group in enumerate(answers) if not any(a.met for a in group)]
        short = [at for at in unmet if all(a.met is False for a in answers[at])]
        at = (short or unmet)[0]
        asked = joined(" or ", (option.words for option in groups[at]))
        turns = earliest(*(a.turns for i in unmet for a in answers[i]))
        doubts = [a.words for a in answers[at] if a.met is None]
        has = joined("; ", dict.fromkeys(a.words for a in answers[at] if a.met is False))
        facts = {"wanted": asked, "has": has, "why": joined("; ", doubts)}
        if short:
            return self._say(case, need, Outcome.OPEN, "education.open", facts, turns=turns)
        return self._say(case, need, Outcome.CANNOT_TELL, "education.unclear", facts, turns=turns)

    def _say(
        self,
        case: Case,
        need: Need,
        outcome: Outcome,
        say: str,
        facts: Mapping[str, str],
        *,
        turns: date | None = None,
    ) -> Finding:
        options = [one for group in self._groups(case) for one in group]
        licence = ["licence"] if any(one.licence is not None for one in options) else []
        place = case.person.place("degree", *licence, "name", "last_name")
        remarks = shaky(need, options)
        return self.finding(
            case, outcome, say, facts, need, place=place, changes_on=turns, remarks=remarks
        )


def _tracked(option: Option, case: Case) -> bool:
    """Whether anything in the workbook could tell of an option."""
    columns = case.person.table.columns
    if option.degree is not None:
        return "degree" in columns or case.roster.has_log(TableKind.EDUCATION)
    if option.licence is not None:
        return "licence" in columns
    return _as_work(option).tracked(case)


def _answer(option: Option, case: Case, need: Need) -> Answer:
    """Say whether an option is met."""
    if not _tracked(option, case):
        return Answer(None, worded("word.option.untracked", option=option.words))
    if option.degree is not None:
        return _by_degree(option.degree, case)
    if option.licence is not None:
        return _by_licence(option.licence, case)
    years = need._replace(value=float(option.work_years or 0.0))
    finding = _as_work(option).judge(case, years)[0]
    met = {Outcome.MEETS: True, Outcome.OPEN: False}.get(finding.outcome)
    turns = finding.changes_on if not met else None
    if met is None:
        return Answer(None, worded("word.option.not_plain", option=option.words), turns)
    return Answer(met, worded("word.done_of_work", done=finding.facts["done"]), turns)


def _by_degree(level: str, case: Case) -> Answer:
    """Look for a degree of a level, or a higher one, that has been conferred."""
    degrees = case.person.degrees
    if not degrees:
        problem = case.person.cell("degree").problem
        return Answer(None, unstopped(problem) if problem else worded("word.degree.blank"))
    high = frozenset(DEGREES[DEGREES.index(level) :])
    fitting = [d for d in degrees if d.level in high]
    held = [d for d in fitting if d.problem is None and (d.day is None or d.day <= case.as_of)]
    if held:
        return Answer(True, _named(min(held, key=lambda d: d.day or date.min)))
    ahead = [d for d in fitting if d.day is not None and d.day > case.as_of]
    turns = earliest(*(d.day for d in ahead if d.problem is None))
    unknown = [d for d in degrees if d.level is None or (d in fitting and d.problem is not None)]
    if unknown:
        return Answer(None, unknown[0].problem or worded("word.degree.no_level"), turns)
    if ahead:
        return Answer(False, worded("word.degree.ahead", degree=_named(ahead[0])), turns)
    best = max(degrees, key=lambda d: DEGREES.index(d.level or "none"))
    return Answer(False, _named(best))


def _named(degree: Degree) -> Said:
    """Name a degree with its field and its day."""
    word = DEGREE_WORDS[degree.level or "none"]
    return word if degree.day is None else worded("word.degree.dated", degree=word, day=degree.day)


def _by_licence(asked: str, case: Case) -> Answer:
    """Read the licence; who is licensed is eligible, too."""
    said, problem = case.person.cell("licence")
    if said is None:
        return Answer(None, unstopped(problem) if problem else worded("word.licence.blank"))
    return Answer(said in ("yes", asked), LICENCE_WORDS[said])


def _told(degree: Degree, lowest: int | None, as_of: date) -> Entry:
    """Give a degree as a line of evidence."""
    more = degree.title if degree.title.casefold() != degree.level else ""
    named = _named(degree) if degree.level else worded("word.degree")
    what = joined(", ", (part for part in (named, more) if part))
    if degree.problem is not None or degree.level is None:
        why = worded("word.unclear", why=degree.problem or worded("word.degree.its_level"))
        return Entry(degree.place, what, counted=False, why=why)
    if degree.day is not None and degree.day > as_of:
        return Entry(degree.place, what, counted=False, why=worded("word.dated_ahead"))
    if lowest is None or DEGREES.index(degree.level) < lowest:
        return Entry(degree.place, what, counted=False, why=worded("word.degree.other"))
    return Entry(degree.place, what, counted=True, why=worded("word.degree.asked"))


def _licence_told(case: Case, options: Sequence[Option]) -> list[Entry]:
    """Give the licence as a line of evidence, if one is said."""
    said = case.person.cell("licence").value
    if said is None:
        return []
    counts = any(o.licence and (said in ("yes", o.licence)) for o in options)
    place: Place = case.person.place("licence")
    why = worded("word.licence.asked" if counts else "word.licence.other")
    return [Entry(place, LICENCE_WORDS[said], counts, why)]
