"""In a worker process: one formula, from the bytes of a request to the bytes of an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.metadata import version
from typing import Any

from addin.errors import AddinError
from addin.functions import answer
from addin.server.forgetting import forget
from addin.server.forms import MOST_ARGUMENTS
from addin.server.replies import fine, refused
from addin.wire import from_wire
from models.collector import without_collector

_KNOWN = frozenset({"function", "arguments", "today"})
_PLAIN = frozenset({type(None), bool, int, float, str})
_MARKED = ({"date"}, {"time"}, {"error"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Malformed(Exception):
    """The request is not of the form that is described. where, why: for who wrote the program."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where, self.why = where, why


@without_collector
def work(request: bytes) -> bytes:
    """Answer a formula; afterwards nothing of its cells is remembered."""
    try:
        return _worked(request)
    except Malformed as no:
        return refused(422, "malformed", where=no.where, why=no.why)
    finally:
        forget()


def _worked(request: bytes) -> bytes:
    try:
        asked = json.loads(request, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return refused(400, "not_json")
    try:
        name, arguments, today = _looked_at(asked)
        found = answer(name, arguments, today)
    except AddinError as error:
        found = [[str(error)]]
    said = {"answer": found, "version": engine_version()}
    return fine(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())


def _no_number(text: str) -> float:
    raise ValueError(text)


def _looked_at(asked: object) -> tuple[str, list[object], date]:
    """Give the parts of a request, as a formula takes them.

    Raises Malformed, which says the first thing that is wrong; AddinError for a day that is none.
    """
    if not isinstance(asked, dict) or not asked.keys() <= _KNOWN:
        raise Malformed("body", f"it is an object of {', '.join(sorted(_KNOWN))} and nothing else")
    name, arguments = asked.get("function"), asked.get("arguments")
    if not isinstance(name, str) or len(name) > 100:
        raise Malformed("function", "it is the name of a formula, such as ROSTER_CHECK")
    if not isinstance(arguments, list) or len(arguments) > MOST_ARGUMENTS:
        raise Malformed("arguments", f"it is a list of at most {MOST_ARGUMENTS}")
    ready = _ready(arguments)
    if ready is None:
        for at, one in enumerate(arguments):
            _look_at(one, f"arguments.{at}")
    day = _day(asked)
    return name, ready if ready is not None else [from_wire(one) for one in arguments], day


def _ready(arguments: Sequence[object]) -> list[object] | None:
    """Give arguments as a formula takes them, without a look of ours at each cell.

    What from_wire takes is of the form that is described, but for a list in the place of a cell.
    None where there is such a list, or a cell that it does not take: then `_look_at` says where.
    """
    if not all(map(_flat, arguments)):
        return None
    try:
        return [from_wire(one) for one in arguments]
    except AddinError:
        return None


def _flat(argument: object) -> bool:
    """Whether no row of an argument holds a list."""
    if not isinstance(argument, list):
        return True
    return not any(row.__class__ is list and list in map(type, row) for row in argument)


def _day(asked: Mapping[str, Any]) -> date:
    said = asked.get("today")
    if said is None:
        return datetime.now(UTC).astimezone().date()
    if isinstance(said, str) and _DAY.fullmatch(said):
        with suppress(ValueError):
            return date.fromisoformat(said)
    raise Malformed("today", "it is a day such as 2026-12-31")


def _look_at(argument: object, where: str) -> None:
    """Raise Malformed unless it is a cell, a row of cells, or a list of rows."""
    if not isinstance(argument, list):
        return _look_at_cell(argument, where)
    for number, row in enumerate(argument):
        for cell in row if isinstance(row, list) else (row,):
            if cell.__class__ not in _PLAIN:
                _look_at_cell(cell, f"{where}.{number}")
    return None


def _look_at_cell(cell: object, where: str) -> None:
    if cell.__class__ in _PLAIN:
        return
    if isinstance(cell, dict) and cell.keys() in _MARKED:
        (said,) = cell.values()
        if isinstance(said, str):
            return
    raise Malformed(where, 'a cell is null, true, false, a number, a text, or {"date": "…"}')


@cache
def engine_version() -> str:
    """Give what answers depend on besides their arguments: the program and the shipped rules."""
    known = sha256()
    packs = (one for one in resources.files("models.packs").iterdir() if one.name[-5:] == ".toml")
    for pack in sorted(packs, key=lambda one: one.name):
        known.update(pack.read_bytes())
    return f"{version('rostercheck')}-{known.hexdigest()[:10]}"
