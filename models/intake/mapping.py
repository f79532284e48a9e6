"""Which column holds which field: by what its header says, and by what stands below it.

A column is *sure* when its best field is good enough and well ahead of the next one; everything
else is asked of a person. Nothing is mapped by position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from models.cells import (
    DateOrder,
    Memo,
    Parsed,
    Raw,
    parse_audit,
    parse_band,
    parse_count,
    parse_date,
    parse_degree,
    parse_email,
    parse_exam_part,
    parse_exam_result,
    parse_fte,
    parse_hours,
    parse_licence,
    parse_percent,
    parse_rater_role,
    parse_signed,
    parse_standing,
    parse_used_for,
    parse_waiver_kind,
    parse_whether_paid,
    parse_work_kind,
    parse_years,
    parse_yes_no,
)
from models.intake.fields import BY_KEY, Field, Role
from models.intake.headers import header_key, is_known, known_scores, likenesses
from models.records import TableKind
from models.rulepack import Pack

SURE = 0.85
"""A field is taken without asking from this score on, ..."""
MARGIN = 0.08
"""... if it is ahead of the next candidate by so much."""
WEAK = 0.4
"""A header that is no more like those of a field than this does not name it."""
IDLE = 0.54
"""A header no more like a field than this is not asked about, whatever stands below it."""
NAMED = 0.91
"""A column that is known for a field, with cells that fit it, has at least this score."""
RIVAL = 0.70
"""A likeness up to this makes neither such a column unsure, nor another that is surely meant."""
_LOOKED_AT = 40
ENOUGH = 4
"""So many cells that do not read as the field make a known header doubtful; fewer do not."""


class Column(NamedTuple):
    """A column to be mapped: its place, its header, other ways to read the header, and cells."""

    number: int
    header: str
    readings: tuple[str, ...]
    samples: tuple[Raw, ...]


class Guess(NamedTuple):
    """What a column seems to hold. field: the best candidate; runner_up: the next one."""

    column: Column
    field: Field | None
    score: float
    sure: bool
    runner_up: Field | None = None


class Fits(dict[tuple[int, Role], tuple[int, int]]):
    """How the cells of each column of one header row read, by role; each is tried once."""

    def __init__(self, columns: Iterable[Column], pack: Pack) -> None:
        super().__init__()
        self._samples = {column.number: column.samples for column in columns}
        self._readers = {**readers(pack, DateOrder.MDY), Role.CATEGORY: pack.categories.tried}

    def __missing__(self, key: tuple[int, Role]) -> tuple[int, int]:
        number, role = key
        found = self[key] = _fit(self._samples[number], self._readers.get(role))
        return found


def guess_columns(
    columns: Sequence[Column],
    kind: TableKind,
    pack: Pack,
    *,
    weak: float = WEAK,
    fits: Fits | None = None,
) -> list[Guess]:
    """Map the columns of a table, one field to one column at the most.

    weak: likenesses up to this are not told apart; 1 looks only at headers that are known, which
    is much faster. fits: what was found out about these columns before.
    """
    fits = Fits(columns, pack) if fits is None else fits
    by_key = BY_KEY[kind]
    scores = {
        (column.number, key): score
        for column in columns
        for key, by_header in _by_headers(column, kind, _least(column, kind, fits, weak)).items()
        if (score := _score(column, by_key[key], fits, by_header)) > WEAK
    }
    return [_guess(column, scores, kind) for column in columns]


def _least(column: Column, kind: TableKind, fits: Fits, weak: float) -> float:
    """Give the likeness up to which it does not matter what else a column is like."""
    if not IDLE <= weak < 1 or not _any_known(column):
        return weak
    likely, by_key = _by_headers(column, kind, 1.0), BY_KEY[kind]
    known = (_score(column, by_key[key], fits, said) for key, said in likely.items())
    return RIVAL if max(known, default=0.0) >= NAMED else weak


def _by_headers(column: Column, kind: TableKind, weak: float) -> Mapping[str, float]:
    """Give the fields that the headers over a column may name, and how well they do."""
    if weak >= 1 and not _any_known(column):
        return {}
    found: dict[str, float] = {}
    for said in column.readings:
        for key, score in _by_header(said, kind, weak).items():
            found[key] = max(score, found.get(key, 0.0))
    return found


def _by_header(header: str, kind: TableKind, weak: float) -> Mapping[str, float]:
    """Give the fields that a header may name. A known header is no secret of a book."""
    if is_known(header):
        return _by_known_header(header_key(header), kind, weak)
    return _by_any_header(header, kind, weak)


@lru_cache(maxsize=4096)
def _by_known_header(header: str, kind: TableKind, weak: float) -> Mapping[str, float]:
    return _scores(header, kind, weak)


@lru_cache(maxsize=4096)
def _by_any_header(header: str, kind: TableKind, weak: float) -> Mapping[str, float]:
    return _scores(header, kind, weak)


def _scores(header: str, kind: TableKind, weak: float) -> Mapping[str, float]:
    known = known_scores(header, kind) if is_known(header) else {}
    if weak >= 1:
        return known
    scores = {**likenesses(header, kind, weak), **known}
    return {key: score for key, score in scores.items() if score > WEAK}


def known_headers(columns: Iterable[Column]) -> list[str]:
    """Give the headers over some columns that are known for any field at all, as keys."""
    return [header_key(said) for one in columns for said in one.readings if is_known(said)]


def named_by(known: Iterable[str], kind: TableKind) -> set[str]:
    """Give the fields of a kind of table that known headers may name, and no others can."""
    return {key for header in known for key in _by_known_header(header, kind, 1.0)}


def _any_known(column: Column) -> bool:
    """Whether a header over a column is known for any field at all."""
    return any(is_known(said) for said in column.readings)


def _guess(column: Column, scores: Mapping[tuple[int, str], float], kind: TableKind) -> Guess:
    """Conclude for one column; another column that fits the field as well makes it unsure."""
    mine = sorted(
        ((score, key) for (number, key), score in scores.items() if number == column.number),
        reverse=True,
    )
    if not mine:
        return Guess(column, None, 0.0, sure=False)
    by_key = BY_KEY[kind]
    score, key = mine[0]
    second = mine[1] if len(mine) > 1 else (0.0, "")
    rivals = [s for (number, k), s in scores.items() if k == key and number != column.number]
    next_best = max([second[0], *rivals])
    sure = score >= SURE and score - next_best >= MARGIN
    return Guess(column, by_key[key], score, sure, by_key.get(second[1]))


def _score(column: Column, field: Field, fits: Fits, by_header: float) -> float:
    """How well a column fits a field that its header names so well, from 0 to about 1.1."""
    said, read = fits[column.number, field.role]
    if said == 0:
        return by_header
    if said >= ENOUGH and read < 0.2 * said:
        return by_header * 0.6
    return by_header + 0.1 * (read / said - 0.5)


def _fit(samples: Sequence[Raw], reader: Callable[[Raw], Parsed[Any]] | None) -> tuple[int, int]:
    """Count the cells below a header in which something stands, and those that read as a field."""
    if reader is None:
        return 0, 0
    read = Memo(reader)  # the same words stand in a column over and over
    said = [cell for raw in samples[:_LOOKED_AT] if not (cell := read[raw]).blank]
    return len(said), sum(cell.value is not None for cell in said)


def readers(pack: Pack, order: DateOrder | None) -> Mapping[Role, Callable[[Raw], Parsed[Any]]]:
    """Give the parser of each role that has one; text is what any cell can be."""
    return {
        **WORDS,
        Role.DATE: lambda raw: parse_date(raw, order),
        Role.HOURS: parse_hours,
        Role.COUNT: parse_count,
        Role.YES_NO: parse_yes_no,
        Role.SIGNED: lambda raw: parse_signed(raw, order),
        Role.EMAIL: parse_email,
        Role.CATEGORY: pack.categories.parse,
        Role.STATUS: pack.status,
        Role.TOPICS: pack.topics,
    }


WORDS: Mapping[Role, Callable[[Raw], Parsed[Any]]] = {
    Role.DEGREE: parse_degree,
    Role.LICENCE: parse_licence,
    Role.AUDIT: parse_audit,
    Role.YEARS: parse_years,
    Role.PERCENT: parse_percent,
    Role.FTE: parse_fte,
    Role.BAND: parse_band,
    Role.USED_FOR: parse_used_for,
    Role.RATER_ROLE: parse_rater_role,
    Role.WORK_KIND: parse_work_kind,
    Role.PAID: parse_whether_paid,
    Role.EXAM_PART: parse_exam_part,
    Role.EXAM_RESULT: parse_exam_result,
    Role.STANDING: parse_standing,
    Role.WAIVER_KIND: parse_waiver_kind,
}
"""The parsers that need neither the pack nor the order of day and month."""
