"""What pydantic says of a pack that does not fit its form, in words, with the nearest right key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from models.packfile import AnyRequirement, PackFile
from models.problems import LISTED, Problem, near
from models.tomllines import Path

KINDS: Mapping[str, type[BaseModel]] = {
    get_args(kind.model_fields["kind"].annotation)[0]: kind
    for kind in get_args(get_args(AnyRequirement)[0])
}
"""The kinds of requirement by the word that a pack uses."""


def explained(error: ValidationError, data: Mapping[str, Any]) -> Sequence[Problem]:
    """Say in words what does not fit; data: the layered pack that was read."""
    return [_explained(one, data) for one in error.errors(include_url=False)]


def _explained(error: ErrorDetails, data: Mapping[str, Any]) -> Problem:
    place = named(error["loc"], data)
    key = str(error["loc"][-1]) if error["loc"] else ""
    said = error["type"]
    if said == "extra_forbidden":
        keys = sorted(_keys(error["loc"][:-1]))
        return Problem(place, "pack.unknown_key", {"key": key, "near": near(key, keys)})
    if said == "missing":
        return Problem(place[:-1], "pack.missing", {"key": key})
    if said == "union_tag_not_found":
        return Problem(place, "pack.missing", {"key": "kind"})
    if said == "union_tag_invalid":
        word = str(error.get("ctx", {}).get("tag", ""))
        return Problem(place, "pack.kind", {"word": word, "near": near(word, KINDS)})
    if said == "literal_error":
        words = str(error.get("ctx", {}).get("expected", ""))
        return Problem(place, "pack.word", {"word": error["input"], "words": words})
    problem = error["msg"].removeprefix("Value error, ").rstrip(".")
    value = _shown(error["input"])
    return Problem(place, "pack.value", {"value": value, "problem": problem})


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def named(loc: Sequence[str | int], data: Mapping[str, Any]) -> Path:
    """Turn pydantic's place into ours: without the kind, and by the tables' own names."""
    place: list[str | int] = []
    for at, key in enumerate(loc):
        if at == 2 and loc[0] == "requirement" and key in KINDS:
            continue
        if at == 1 and isinstance(key, int) and loc[0] in LISTED:
            place.append(_own_name(data, str(loc[0]), key))
        else:
            place.append(key)
    return tuple(place)


def _own_name(data: Mapping[str, Any], name: str, at: int) -> str | int:
    one = data[name][at]
    own = one.get(LISTED[name]) if isinstance(one, Mapping) else None
    return own if isinstance(own, str) else at


def _keys(loc: Sequence[str | int]) -> Iterator[str]:
    """Give the keys that may stand at a place."""
    models: list[type[BaseModel]] = [PackFile]
    for key in loc:
        if isinstance(key, int):
            continue
        if key in KINDS and any(one in KINDS.values() for one in models):
            models = [KINDS[str(key)]]
            continue
        fields = (one.model_fields.get(str(key)) for one in models)
        models = [m for f in fields if f is not None for m in _models(f.annotation)] or models
    for model in models:
        for name, field in model.model_fields.items():
            yield field.alias or name


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Give the tables that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
