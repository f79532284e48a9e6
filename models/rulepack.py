"""A rule pack in force, with look-ups for the engine; its TOML form is in `models/packfile.py`.

A pack may extend another: see `models/layering.py`. Values are dated; a pack that contradicts
itself does not load.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from pydantic import ValidationError

from models.calendar import first_after, next_day, years_after, years_before
from models.categories import Categories
from models.cells import Parsed, Raw, fold_accents, parse_text, wrong
from models.errors import PackError
from models.findings import Citation
from models.packfile import (
    CycleSpec,
    Dual,
    FirstRenewal,
    PackFile,
    StatusSpec,
)
from models.requirements.base import Cited, Need, Phase, Requirement
from models.reviewing import stages_by_name


class Cycle(NamedTuple):
    """One renewal cycle.

    start, ends: first and last day on which hours count. deadline: the day by which all is due.
    window_opens: the first day on which it can be handed in. grace_until: the day until which it
    is still taken, if later. removal_on: the day on which the name comes off the registry.
    judged_until: the last day on which this cycle is looked at, and not the next.
    """

    start: date
    ends: date
    deadline: date
    window_opens: date
    grace_until: date | None
    removal_on: date | None
    judged_until: date
    years: int


class Pack:
    """A loaded pack: the words, the requirements and the cycles that are in force on a date.

    eased: the scopes of which less is asked after some years.
    """

    def __init__(self, file: PackFile) -> None:
        """Build the look-ups. Raises PackError when the pack contradicts itself."""
        self.file = file
        self.id, self.name, self.version = file.id, file.name, file.version
        self.settings = file.settings
        self.requirements: tuple[Requirement, ...] = file.requirement
        two = {word: one.say for one in file.two_readings for word in one.words}
        self.categories = Categories(file.category, two, file.marks)
        self._statuses = _look_up((s.code, s.aliases, s) for s in file.status)
        self._stages = stages_by_name(file.stage)
        self._topics = _look_up((t.code, (t.name, *t.aliases), t.code) for t in file.topic)
        self.eased = frozenset(s for relief in file.relief for s in relief.scopes)
        self._judged: dict[date, Cycle] = {}
        self._plans: dict[Any, tuple[tuple[Requirement, Need | None], ...]] = {}

    def citation(self, spec: Cited | CycleSpec | Dual) -> Citation:
        """Give the citation of a dated value."""
        source = self.file.source[spec.source]
        return Citation(spec.source, source.title, source.where, spec.reading, spec.checked_on)

    def status(self, raw: Raw) -> Parsed[StatusSpec]:
        """Read a status cell."""
        text, problem = parse_text(raw)
        if text is None:
            return Parsed(None, problem)
        said = fold_accents(text)
        found, stage = self._statuses.get(said), self._stages.get(said)
        if stage is not None and (found is None or found.phase == "initial"):
            applicant = found or StatusSpec(code="applicant", phase="initial")
            return Parsed(applicant.model_copy(update={"stage": stage.code}))
        if found is None:
            known = ", ".join(s.code for s in self.file.status)
            return Parsed(None, wrong("cell.status", raw, known=known))
        return Parsed(found)

    def topics(self, raw: Raw) -> Parsed[tuple[str, ...]]:
        """Read a topic cell; several may stand in it. Words that name no topic are let be."""
        text, problem = parse_text(raw)
        if text is None:
            return Parsed(None, problem)
        whole = self._topics.get(fold_accents(text))
        if whole is not None:
            return Parsed((whole,))
        pieces = (self._topics.get(fold_accents(p)) for p in _split_topics(text))
        return Parsed(tuple(dict.fromkeys(topic for topic in pieces if topic)))

    def plan(
        self, phase: Phase, scopes: frozenset[str], on: date, decided: date | None = None
    ) -> tuple[tuple[Requirement, Need | None], ...]:
        """Give the requirements of a phase with what is needed on a day; None: not asked then.

        decided: the day whose rules hold for what goes by the decision on an application.
        """
        key = (phase, scopes, on, decided)
        plan = self._plans.get(key)
        if plan is None:
            mine = (r for r in self.requirements if r.phase == phase)
            plan = tuple((r, self._need(r, scopes, on, decided or on)) for r in mine)
            self._plans[key] = plan
        return plan

    def next_rules(self, phase: Phase, after: date) -> date | None:
        """Give the next day on which a value of this phase begins or ends to be in force."""
        turns = (day for rule in self.requirements if rule.phase == phase for day in rule.turns())
        return min((day for day in turns if day > after), default=None)

    def _need(
        self, requirement: Requirement, scopes: frozenset[str], on: date, decided: date
    ) -> Need | None:
        day = decided if requirement.rules_of == "decision" else on
        value = requirement.value_for(scopes, day)
        return None if value is None else Need(float(value.value), self.citation(value))

    def first_renewal(self, deadline: date) -> FirstRenewal:
        """Give the rule about first renewals for a deadline; all is owed where there is none."""
        found = (rule for rule in self.file.first_renewal if rule.in_force(deadline))
        return next(found, None) or self.file.first_renewal[-1]

    def cycle_ending(self, deadline: date) -> Cycle:
        """Give the cycle that is due on a day; a day that is no deadline of the pack will do."""
        spec = self._spec_of(deadline)
        return self._cycle(spec, deadline - timedelta(days=spec.due_days))

    def judged_cycle(self, as_of: date) -> Cycle:
        """Give the cycle that is looked at on a day: the one running, or the one just ended."""
        cycle = self._judged.get(as_of)
        if cycle is None:
            cycle = self.cycle_from(years_before(as_of, 2))
            while cycle.judged_until < as_of:
                cycle = self.cycle_from(next_day(cycle.ends))
            self._judged[as_of] = cycle
        return cycle

    def cycle_from(self, day: date) -> Cycle:
        """Give the first cycle whose hours end on or after a day."""
        for spec in self.file.cycle:
            ends = _first_end(spec, day)
            if ends is not None:
                return self._cycle(spec, ends)
        raise PackError(f"Pack {self.id}: no renewal deadline on or after {day}. Add a [[cycle]].")

    def cycle_before(self, day: date) -> Cycle:
        """Give the last cycle that is due before a day; the pack's first where there is none."""
        cycle = self.cycle_from(years_before(day, 2 * max(c.years for c in self.file.cycle)))
        following = cycle
        while following.deadline < day:
            cycle = following
            following = self.cycle_from(next_day(cycle.ends))
        return cycle

    def _cycle(self, spec: CycleSpec, ends: date) -> Cycle:
        """Work out the days of the cycle whose hours end on a day."""
        due = ends + timedelta(days=spec.due_days)
        grace = _beyond(due, spec.grace_days, spec.grace_until)
        removal = _beyond(due, spec.removal_days, spec.removal_on)
        looked_at = due + timedelta(days=self.settings.late_days)
        return Cycle(
            next_day(years_before(ends, spec.years)),
            ends,
            due,
            ends - timedelta(days=spec.window_days - 1),
            grace,
            removal,
            max(looked_at, grace or due, removal or due),
            spec.years,
        )

    def _spec_of(self, deadline: date) -> CycleSpec:
        for spec in self.file.cycle:
            last = spec.last_deadline
            if last is None or deadline <= last + timedelta(days=spec.due_days):
                return spec
        return self.file.cycle[-1]


def _beyond(due: date, days: int | None, month_day: str | None) -> date | None:
    """Give the day so many days after the due day, or the first of a month and day after it."""
    if month_day is not None:
        return first_after(due, month_day)
    return due + timedelta(days=days) if days else None


def _first_end(spec: CycleSpec, day: date) -> date | None:
    """Give the first last day of a cycle in a run that is on or after a day, if it has one."""
    steps = max(0, -(-(day.year - spec.first_deadline.year) // spec.years))
    ends = years_after(spec.first_deadline, steps * spec.years)
    if ends < day:
        ends = years_after(spec.first_deadline, (steps + 1) * spec.years)
    return None if spec.last_deadline is not None and ends > spec.last_deadline else ends


def _split_topics(text: str) -> list[str]:
    for mark in ("/", "+", "&", ",", "\n"):
        text = text.replace(mark, ";")
    return text.split(";")


def _look_up(rows: Any) -> dict[str, Any]:
    """Build a look-up from (code, aliases, value) by folded text."""
    return {fold_accents(text): value for code, aliases, value in rows for text in (code, *aliases)}


def build(data: Mapping[str, Any]) -> Pack:
    """Make a pack of layered TOML data. Raises PackError that says where and what."""
    return Pack(sound(data))


def sound(data: Mapping[str, Any]) -> PackFile:
    """Give layered TOML data in its form. Raises PackError where it does not fit or cannot hold."""
    # A pack that was kept as it was checked needs neither.
    from models.contradictions import contradictions  # noqa: PLC0415
    from models.packerrors import explained  # noqa: PLC0415

    name = data.get("id", "without an id")
    try:
        file = PackFile.model_validate(data)
    except ValidationError as error:
        raise PackError(f"Pack {name}: {explained(error, data)[0]}") from None
    grave = [problem for problem in contradictions(file) if problem.grave]
    if grave:
        raise PackError(f"Pack {name}: {grave[0]}")
    return file
