"""What contradicts itself in a rule pack, what nobody could meet, and what never matters.

Grave problems keep a pack from loading. The others are said by `rostercheck packs check`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from models.cells import fold_accents
from models.idle import idle
from models.intake.fields import FIELDS
from models.packcycles import cycle_problems
from models.packfile import PackFile
from models.problems import LISTED, Problem, near, span, whom
from models.records import TableKind
from models.requirements.base import Requirement
from models.tomllines import Path
from models.unmeetable import unmeetable

ONE_AT_A_TIME = ("value", "min_months", "degree", "months")
"""A list whose tables have one of these keys holds one thing at a time; others hold several."""
SEVERAL = ("option", "role", "one_from")
Table = tuple[Path, BaseModel]


def contradictions(file: PackFile) -> Sequence[Problem]:
    """List every problem of a pack that has the right form, the grave ones first."""
    tables = list(parts(file))
    found = [
        *_citations(file, tables),
        *_twice(file),
        *_scopes(file, tables),
        *_topics(file),
        *_columns(file),
        *_dates(file, tables),
        *_meanings(file),
        *_relief(file),
        *cycle_problems(file),
        *unmeetable(file),
        *idle(file),
    ]
    return sorted(found, key=lambda problem: not problem.grave)


PLAIN = frozenset({"about", "settings", "category", "two_readings", "marks", "status", "topic",
                   "stage", "source", "case"})  # fmt: skip
"""Parts of a pack that cite nothing, have no dates and name no scopes but their own."""


def parts(file: PackFile) -> Iterator[Table]:
    """Give every table of a pack that cites, is dated, or names scopes, with its place."""
    for name in PackFile.model_fields:
        if name not in PLAIN:
            yield from _tables(getattr(file, name), (name,))


def _below(model: BaseModel, place: Path) -> Iterator[Table]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        yield from _tables(value, (*place, name.removesuffix("_")))


def _tables(value: object, place: Path) -> Iterator[Table]:
    if isinstance(value, BaseModel):
        yield place, value
        yield from _below(value, place)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _tables(one, (*place, str(key)))
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            yield from _tables(one, (*place, _name(one, place, at)))


def _name(one: object, place: Path, at: int) -> str | int:
    """Give what a table of a list goes by: its own name, or its position."""
    key = LISTED.get(str(place[0])) if len(place) == 1 else None
    return str(getattr(one, key)) if key is not None else at


def cited(tables: Iterable[Table]) -> Iterator[tuple[Path, str]]:
    """Give every source that some tables of a pack cite, with the place."""
    for place, one in tables:
        key = getattr(one, "source", None)
        if isinstance(key, str) and not isinstance(one, Requirement):
            yield place, key


def _citations(file: PackFile, tables: Iterable[Table]) -> Iterator[Problem]:
    for place, key in cited(tables):
        if key not in file.source:
            yield Problem(place, "pack.no_source", {"key": key})


def _twice(file: PackFile) -> Iterator[Problem]:
    for name, key in LISTED.items():
        if name in {"case", "review_window", "suggest"}:
            continue
        names = Counter(getattr(one, key) for one in getattr(file, name, ()))
        for one, count in names.items():
            if count > 1:
                yield Problem((name, one), "pack.twice", {"what": name, "id": one})


def _scopes(file: PackFile, tables: Sequence[Table]) -> Iterator[Problem]:
    """Find scopes that no category has, wherever they stand."""
    known = [category.scope for category in file.category]
    for place, one in tables:
        for key, scope in _named_scopes(one):
            if scope not in known:
                facts = {"scope": scope, "near": near(scope, known)}
                yield Problem((*place, key), "pack.no_category", facts)


SCOPE_KEYS = ("scopes", "receiver", "always_scopes", "scope", "one_from", "any_of", "on_top_of",
              "supervisor")  # fmt: skip


def _named_scopes(one: BaseModel) -> Iterator[tuple[str, str]]:
    fields = type(one).model_fields
    for key in SCOPE_KEYS:
        value = getattr(one, key, None) if key in fields else None
        for scope in (value,) if isinstance(value, str) else value or ():
            if isinstance(scope, str):
                yield key, scope


def _topics(file: PackFile) -> Iterator[Problem]:
    known = [topic.code for topic in file.topic]
    for rule in file.requirement:
        named = [(key, getattr(rule, key, None)) for key in ("topic", "apart")]
        together = bool(getattr(rule, "apart", None))
        for key, value in named:
            for topic in (value,) if isinstance(value, str) else value or ():
                if topic not in known and not (key == "topic" and together):
                    place = ("requirement", rule.id, key)
                    facts = {"topic": topic, "near": near(topic, known)}
                    yield Problem(place, "pack.no_topic", facts)


COLUMNS = ("total", "about_total", "field", "late_field", "start_field", "stop_field",
           "since_field")  # fmt: skip
"""Keys of requirements that name a column of the roster."""


def _columns(file: PackFile) -> Iterator[Problem]:
    """Find columns that no roster can have, so that nothing would ever be tracked."""
    known = [field.key for field in FIELDS[TableKind.ROSTER]]
    for rule in file.requirement:
        for key in COLUMNS:
            column = getattr(rule, key, None)
            if column and column not in known:
                facts = {"column": column, "near": near(column, known)}
                yield Problem(("requirement", rule.id, key), "pack.no_column", facts)


def _dates(file: PackFile, tables: Sequence[Table]) -> Iterator[Problem]:
    """Find what ends before it begins, and what holds at the same time as its neighbour."""
    for place, one in tables:
        since, until = getattr(one, "since", None), getattr(one, "until", None)
        if since is not None and until is not None and since > until:
            yield Problem(place, "pack.backwards", {"since": since, "until": until})
    yield from _at_once(("first_renewal",), file.first_renewal)
    for rule in file.requirement:
        for name in type(rule).model_fields:
            values = getattr(rule, name)
            if _exclusive(name, values):
                yield from _at_once(("requirement", rule.id, name), values)
    reliefs: dict[str, list[Any]] = {}
    for relief in file.relief:
        reliefs.setdefault(relief.requirement, []).append(relief)
    for same in reliefs.values():
        yield from _at_once(("relief",), same)


def _exclusive(name: str, values: object) -> bool:
    """Whether only one table of a list may hold at a time for a category."""
    if not isinstance(values, tuple) or not values or name in SEVERAL:
        return False
    return hasattr(values[0], "since") and any(hasattr(values[0], key) for key in ONE_AT_A_TIME)


def _at_once(place: Path, values: Sequence[Any]) -> Iterator[Problem]:
    for at, one in enumerate(values):
        for later, other in enumerate(values[at + 1 :], at + 1):
            if not _same_people(one, other):
                continue
            since = max((d for d in (one.since, other.since) if d is not None), default=None)
            until = min((d for d in (one.until, other.until) if d is not None), default=None)
            if since is None or until is None or since <= until:
                facts = {"span": span(since, until), "whom": whom(_shared(one, other))}
                yield Problem((*place, later), "pack.at_once", facts)


def _same_people(one: Any, other: Any) -> bool:
    mine, theirs = getattr(one, "scopes", None), getattr(other, "scopes", None)
    return mine is None or theirs is None or bool(set(mine) & set(theirs))


def _shared(one: Any, other: Any) -> Iterable[str]:
    mine, theirs = getattr(one, "scopes", None), getattr(other, "scopes", None)
    return mine or theirs or () if mine is None or theirs is None else sorted({*mine} & {*theirs})


def _meanings(file: PackFile) -> Iterator[Problem]:
    """Find words that mean two things: categories, statuses, topics and stages each by itself."""
    yield from _two_meanings("category", _category_words(file))
    for name in ("status", "topic", "stage"):
        rows = getattr(file, name, ())
        words = ((one.code, w, one.code) for one in rows for w in (one.code, *one.aliases))
        yield from _two_meanings(name, words)


def _category_words(file: PackFile) -> Iterator[tuple[str, str, str]]:
    for one in file.category:
        for band, code in one.codes.items():
            yield one.scope, code, _meaning(one.scope, band)
        for band, words in one.aliases.items():
            for word in words:
                yield one.scope, word, _meaning(one.scope, band)
    for two in file.two_readings:
        for word in two.words:
            yield "", word, f"two readings ({two.say})"


def _meaning(scope: str, band: str) -> str:
    return scope if band == "any" else f"{scope} ({band})"


def _two_meanings(name: str, words: Iterable[tuple[str, str, str]]) -> Iterator[Problem]:
    """Find folded words with two meanings, from (name of the table, word, meaning)."""
    first: dict[str, str] = {}
    for table, word, meaning in words:
        before = first.setdefault(fold_accents(word), meaning)
        if before != meaning:
            place: Path = (name, table) if table else ("two_readings",)
            facts = {"word": word, "one": before, "other": meaning}
            yield Problem(place, "pack.two_meanings", facts)


def _relief(file: PackFile) -> Iterator[Problem]:
    """Find relief from a requirement that is not there, or that asks for more than it."""
    rules = {rule.id: rule for rule in file.requirement}
    for at, relief in enumerate(file.relief):
        rule = rules.get(relief.requirement)
        if rule is None:
            facts = {"id": relief.requirement, "near": near(relief.requirement, rules)}
            yield Problem(("relief", at, "requirement"), "pack.no_requirement", facts)
            continue
        most = max((float(v.value) for v in rule.need if v.applies(relief.scopes)), default=None)
        if most is not None and relief.value > most:
            figures = {"value": relief.value, "need": most}
            yield Problem(("relief", at, "value"), "pack.relief_more", figures)
