"""What does not fit in `rostercheck.toml`, in words, with the nearest right name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

_WANTED = {
    "string_type": 'a text in quotes, such as "members.xlsx"',
    "bool_type": "true or false, without quotes",
    "bool_parsing": "true or false, without quotes",
    "int_type": "a whole number, without quotes",
    "int_parsing": "a whole number, without quotes",
    "int_from_float": "a whole number",
    "float_type": "a number, without quotes",
    "float_parsing": "a number, without quotes",
    "tuple_type": 'a list in square brackets, such as ["joan@example.org"]',
    "model_type": "a part of its own, with a heading in square brackets and its keys below it",
    "dict_type": "a part of its own, with a heading in square brackets and its keys below it",
}
"""What should stand there instead, by what pydantic calls the fault."""
_SPECIAL = {
    "book": "a part that begins with [[book]], one for each workbook or folder",
    "table": "a part that begins with [[book.table]], one for each table",
    "at": 'a time of day in quotes, such as "02:30"',
    "quiet": 'a span of time in quotes, such as "07:00-20:00"',
    "password": 'the place of a secret, such as { env = "ROSTERCHECK_MAIL" }',
    "dashboard": 'true, false or "board"',
}
_PLAIN = {"string_type", "model_type", "bool_type", "bool_parsing"}
_LIMITS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
}


def explained(
    error: ValidationError, data: Mapping[str, Any], whole: type[BaseModel]
) -> Iterator[str]:
    """Say in words what does not fit, and what may have been meant: each place once.

    data: the file as it was read. whole: the model of the whole file.
    """
    by_place: dict[tuple[str, ...], list[ErrorDetails]] = {}
    for one in error.errors(include_url=False):
        missing = one["type"] == "missing"
        by_place.setdefault(_keys_of(one["loc"], data, missing=missing), []).append(one)
    for place, found in by_place.items():
        # Where a text or a table may stand, each is found to be wrong: the one that was meant says.
        best = min(found, key=lambda one: one["type"] in _PLAIN)
        within = any(other[: len(place)] == place for other in by_place if other != place)
        if best["type"] in _PLAIN and within:
            continue
        yield _sentence(best, place, data, whole)


def _sentence(
    error: ErrorDetails, place: Sequence[str], data: Mapping[str, Any], whole: type[BaseModel]
) -> str:
    where, last, kind = _said(place, data), place[-1] if place else "", error["type"]
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        return f'"{where}" is not known.{nearest(last, _known_at(place, whole))}'
    if kind in {"enum", "literal_error"} and last not in _SPECIAL:
        return f'{where} cannot be "{error["input"]}". It can be {context.get("expected", "")}.'
    if kind == "missing":
        return f"{where} is missing."
    if kind == "value_error":
        return f"{where}: {context['error']}" if where else str(context["error"])
    return f"{where}{_of_value(error, place)}"


def _of_value(error: ErrorDetails, place: Sequence[str]) -> str:
    kind, shown = error["type"], _shown(error["input"])
    if kind in _LIMITS:
        key, words = _LIMITS[kind]
        return f" cannot be {shown}. It is {words} {error.get('ctx', {})[key]}."
    if place and place[-1] in _SPECIAL:
        return f" cannot be {shown}. It is {_SPECIAL[place[-1]]}."
    if kind in _WANTED:
        return f" cannot be {shown}. It is {_WANTED[kind]}."
    return f": {error['msg']}."


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping | list):
        return "a list" if isinstance(value, list) else "a part of its own"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _keys_of(location: Sequence[int | str], data: object, *, missing: bool) -> tuple[str, ...]:
    """Give the keys of the file that lead to a place, without what only pydantic's types say."""
    keys: list[str] = []
    at = data
    for number, part in enumerate(location):
        if isinstance(at, list) and isinstance(part, int):
            at = at[part] if part < len(at) else None
        elif isinstance(at, Mapping) and part in at:
            at = at[part]
        elif not missing or number < len(location) - 1:
            continue
        keys.append(str(part))
    return tuple(keys)


def _said(place: Sequence[str], data: Mapping[str, Any]) -> str:
    """Give a place in the file in words; of several books it is said which one."""
    if len(place) > 1 and place[0] == "book" and place[1].isdigit():
        book = data["book"][int(place[1])]
        name = book.get("path") or book.get("folder") if isinstance(book, dict) else None
        if name:
            return ".".join((f"book ({name})", *place[2:]))
    return ".".join(place)


def _known_at(place: Sequence[str], whole: type[BaseModel]) -> list[str]:
    """Give the keys that may stand at a place of the file."""
    models = [whole]
    for key in place[:-1]:
        fields = (model.model_fields.get(key) for model in models)
        found = [m for f in fields if f is not None for m in _models(f.annotation)]
        models = found or models
    return sorted({name for model in models for name in model.model_fields})


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Give the tables that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def nearest(word: str, words: Sequence[str]) -> str:
    """Give the nearest right name as a question, or all of them."""
    near = difflib.get_close_matches(word, words, n=1)
    return f' Is "{near[0]}" meant?' if near else f" Known: {', '.join(words)}."
