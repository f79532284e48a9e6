"""The page on writing packs names every key that a pack may have."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from models.packfile import PackFile

PAGE = (Path(__file__).parents[2] / "docs" / "writing-packs.md").read_text(encoding="utf-8")


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Give the models that an annotation is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _keys(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """Give every key of a model and of what stands inside it."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield field.alias or name
        for metadata in (field.annotation, *field.metadata):
            for inner in _models(metadata):
                yield from _keys(inner, seen)


KEYS = sorted(set(_keys(PackFile, set())))


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_a_pack_is_on_the_page(key: str) -> None:
    """A key that the program reads is explained, or stands in an example."""
    assert any(f"{before}{key}{after}" in PAGE for before in '`\n. [{,_"' for after in "` =.]:")


def test_every_example_is_toml() -> None:
    """What stands on the page as an example can be copied."""
    examples = PAGE.split("```toml\n")[1:]
    assert len(examples) > 10
    for example in examples:
        tomllib.loads(example.split("```")[0])
