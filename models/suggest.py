"""Which category may fit: the questions of a flow chart, put to what is known of a person.

An answer is a list of candidates with reasons and with what each still lacks by the initial
requirements of the pack. It is a first look and never a verdict. The words for roles, and the
questions, come from the pack ([[suggest]]).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from models.assess import assess_person
from models.categories import Category
from models.cells import DateOrder, fold_accents
from models.findings import Finding, Outcome, Remark
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.packfile import CategorySpec, StatusSpec, Suggestion
from models.packwords import asked
from models.records import Table, TableKind
from models.roster import Person, Roster
from models.rulepack import Pack
from models.standing import Sitting
from models.wording import joined, of_pack, worded

BANDS: Mapping[str, str] = {age: worded(f"word.age.{age}") for age in ("infant", "early")}
SHEET = "Answers"


class Fit(StrEnum):
    """How well a category goes with what was said."""

    LIKELY = "fits_what_was_said"
    POSSIBLE = "possible"
    ELSEWHERE = "points_elsewhere"


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody says of the work.

    role: a line of the menu, a job title, or a few words. ages: "infant" (up to 36 months) and
    "early" (3 to 6 years). gives_rsc: None where it was not said. held: scopes held already.
    """

    role: str = ""
    ages: frozenset[str] = frozenset()
    gives_rsc: bool | None = None
    held: frozenset[str] = frozenset()


class Lack(NamedTuple):
    """Something that a candidate still asks for. known: whether anything was said of it."""

    rule: str
    say: str
    known: bool


class Candidate(NamedTuple):
    """A category that may fit, with what speaks for it and against it.

    codes: by the ages that were said. notes: good to know besides. met: what appears to be met
    already, in words. asks: what to ask the person. source: where the pack has it from.
    """

    scope: str
    name: str
    codes: Sequence[str]
    fit: Fit
    reasons: Sequence[Remark]
    against: Sequence[Remark]
    notes: Sequence[Remark]
    met: Sequence[str]
    lacks: Sequence[Lack]
    asks: Sequence[str]
    source: str


def menu(pack: Pack, as_of: date) -> Sequence[str]:
    """Give the lines from which somebody chooses what the work is."""
    return list(dict.fromkeys(one.work for one in _in_force(pack, as_of) if one.work))


def suggest(
    pack: Pack, answers: Answers, cells: Mapping[str, Any], as_of: date
) -> Sequence[Candidate]:
    """Suggest categories for one person, from answers.

    cells: what is known besides, by field of the roster as somebody would type it: "degree",
    "licence", "training_hours", "rsc_hours", "work_years", "families" and so on.
    """
    fields = {"name": "You", **{key: cell for key, cell in cells.items() if cell is not None}}
    table = Table(
        TableKind.ROSTER,
        SHEET,
        1,
        {key: at for at, key in enumerate(fields, 1)},
        {key: key.replace("_", " ") for key in fields},
    )
    grid = Grid(SHEET, [list(fields), list(fields.values())])
    roster = read_roster({SHEET: grid}, [table], pack, DateOrder.MDY)
    (person,) = roster.people
    return suggest_for(person, roster, pack, as_of, answers)


def suggest_for(
    person: Person, roster: Roster, pack: Pack, as_of: date, answers: Answers | None = None
) -> Sequence[Candidate]:
    """Suggest categories for a person of a book; answers: else what the book says of them."""
    said = answers if answers is not None else answers_of(person)
    sitting = Sitting(roster, pack, as_of)
    specs = {category.scope: category for category in pack.file.category}
    known = any(_spoken_for(one, said.role) for one in _in_force(pack, as_of))
    found = [
        _candidate(one, specs[one.scope], person, sitting, said, role_known=known)
        for one in _in_force(pack, as_of)
    ]
    order = list(Fit)
    return sorted(found, key=lambda c: (order.index(c.fit), -len(c.reasons), len(c.lacks)))


def _in_force(pack: Pack, as_of: date) -> list[Suggestion]:
    return [one for one in pack.file.suggest if one.in_force(as_of)]


def answers_of(person: Person) -> Answers:
    """Read the answers from what a book says of a person."""
    titles = [spell.title for spell in person.work if spell.title]
    ages = {c.band for c in person.categories} | {spell.band for spell in person.work}
    both = {"infant", "early"} if "both" in ages else set()
    gives = person.cell("gives_rsc").value
    gave = (
        bool(person.gave)
        or person.provider
        or any("giving_rsc" in spell.kind for spell in person.work)
    )
    applied = {category.scope for category in person.categories}
    held = {scope for holding in person.holdings for scope in holding.scopes}
    return Answers(
        "; ".join(titles),
        frozenset({age for age in BANDS if age in ages} | both),
        True if gave else gives if isinstance(gives, bool) else None,
        frozenset(held - applied if _applies(person) else held),
    )


def _applies(person: Person) -> bool:
    status = person.cell("status").value
    return isinstance(status, StatusSpec) and status.phase == "initial"


def _candidate(
    one: Suggestion,
    category: CategorySpec,
    person: Person,
    sitting: Sitting,
    said: Answers,
    *,
    role_known: bool,
) -> Candidate:
    """Weigh what was said for one category, and see what it still lacks."""
    reasons = list(_reasons(one, said))
    against = list(_against(one, said, role_known=role_known))
    met, lacks = _requirements(category, person, sitting)
    for_it = Fit.LIKELY if reasons else Fit.POSSIBLE
    fit = Fit.ELSEWHERE if against else for_it
    codes, about_age = _codes(category, said, sitting.pack)
    return Candidate(
        one.scope,
        category.name,
        codes,
        Fit.ELSEWHERE if about_age and not codes else fit,
        reasons,
        [*against, *about_age],
        list(_asides(one, said)),
        met,
        lacks,
        one.asks,
        str(sitting.pack.citation(one)),
    )


def _spoken_for(one: Suggestion, role: str) -> str | None:
    """Give the word of a role that speaks for a category; the line of the menu goes whole."""
    folded = fold_accents(role)
    if not folded:
        return None
    if one.work and fold_accents(one.work) == folded:
        return one.work
    words = sorted(one.roles, key=len, reverse=True)
    return next((word for word in words if _has_word(folded, fold_accents(word))), None)


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text) is not None


def _reasons(one: Suggestion, said: Answers) -> Iterator[Remark]:
    word = _spoken_for(one, said.role)
    if word is not None and word == one.work:
        yield Remark("suggest.role", {"role": of_pack(said.role)})
    elif word is not None:
        yield Remark("suggest.role_word", {"word": word})
    if one.gives_rsc and said.gives_rsc:
        yield Remark("suggest.gives_rsc")
    held = sorted(said.held.intersection(one.on_top_of))
    if held and said.gives_rsc is not False:
        yield Remark("suggest.on_top_held", {"held": joined(" and ", held)})


def _against(one: Suggestion, said: Answers, *, role_known: bool) -> Iterator[Remark]:
    wanted = bool(one.work or one.roles)
    added = one.on_top_of and one.gives_rsc and said.gives_rsc
    if wanted and role_known and _spoken_for(one, said.role) is None and not added:
        yield Remark("suggest.role_not", {"role": said.role})
    if one.gives_rsc and said.gives_rsc is False:
        yield Remark("suggest.gives_no_rsc")


def _asides(one: Suggestion, said: Answers) -> Iterator[Remark]:
    """Say what is good to know and speaks neither for a category nor against it."""
    if one.gives_rsc is False and said.gives_rsc:
        yield Remark("suggest.gives_too")
    if one.on_top_of and not said.held.intersection(one.on_top_of):
        yield Remark("suggest.on_top", {"categories": joined(" or ", one.on_top_of)})


def _codes(category: CategorySpec, said: Answers, pack: Pack) -> tuple[list[str], list[Remark]]:
    """Give the codes for the ages that were said, and what is against an age."""
    association = pack.file.association
    offered = association.bands if association is not None else tuple(BANDS)
    refused = [
        Remark("suggest.age_not", {"age": BANDS[age]})
        for age in BANDS
        if age in said.ages and age not in offered
    ]
    ages = [age for age in BANDS if age in said.ages and age in offered]
    codes = [category.codes[age] for age in ages if age in category.codes]
    plain = category.codes.get("any", category.scope)
    if said.ages and not ages:
        return [], refused
    return codes or [plain], refused


def _requirements(
    category: CategorySpec, person: Person, sitting: Sitting
) -> tuple[list[str], list[Lack]]:
    """Judge the person as an applicant for a category: what is met, and what is still asked."""
    found = _findings(category, person, sitting)
    met, lacks = [], []
    day = person.day("submitted") or sitting.as_of
    for rule in sitting.pack.requirements:
        value = rule.value_for((category.scope,), min(day, sitting.as_of))
        if rule.phase != "initial" or value is None or rule.kind == "clock":
            continue
        finding = found.get(rule.id)
        if finding is None:
            lacks.append(Lack(rule.id, asked(sitting.pack, rule, value), known=False))
        elif finding.outcome is Outcome.MEETS:
            met.append(asked(sitting.pack, rule, value))
        elif finding.outcome is not Outcome.NOT_APPLICABLE:
            lacks.append(Lack(rule.id, finding.message, known=True))
    return met, lacks


def _findings(category: CategorySpec, person: Person, sitting: Sitting) -> Mapping[str, Finding]:
    """Judge a person as if they applied for a category; nothing else is changed."""
    code = category.codes.get("any", category.scope)
    wanted = Category(code, category.scope, None, category.name, category.addon)
    bands = [c.band for c in person.categories if c.band in category.codes]
    if bands and bands[0] is not None:
        wanted = replace(wanted, code=category.codes[bands[0]], band=bands[0])
    applying = next((s for s in sitting.pack.file.status if s.phase == "initial"), None)
    if applying is None:
        return {}
    cells = {key: cell for key, cell in person.cells.items() if key != "category"}
    known = person.cell("status").value
    if not (isinstance(known, StatusSpec) and known.phase == "initial"):
        cells["status"] = person.cell("status")._replace(value=applying, problem=None)
    other = person.but(cells, (wanted,))
    found: dict[str, Finding] = {}
    for finding in assess_person(other, sitting).findings:
        found.setdefault(finding.rule, finding)
    return found
