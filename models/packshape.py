"""Whether the parts of a pack's TOML have the shape that layering needs: tables, lists, names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.problems import Problem

TABLES = ("about", "settings", "source", "marks", "association", "gives_rsc", "dual",
          "provider_settings")  # fmt: skip
"""Parts that are one table."""
KEYED = {
    "requirement": "id",
    "provider_rule": "id",
    "category": "scope",
    "status": "code",
    "topic": "code",
    "stage": "code",
}
"""Lists whose tables are merged by a key."""
NOUNS = {dict: "a table", list: "a list", str: "text", bool: "yes or no", int: "a number",
         float: "a number"}  # fmt: skip


def misshapen(data: Mapping[str, Any]) -> Problem | None:
    """Give the first part of a pack that cannot be laid over another; None: all can."""
    return next(_misshapen(data), None)


def _misshapen(data: Mapping[str, Any]) -> Iterator[Problem]:
    for name in TABLES:
        if name in data and not isinstance(data[name], Mapping):
            yield _wrong(name, f"a table, [{name}]", data[name])
    for name in ("id", "extends"):
        if name in data and not isinstance(data[name], str):
            yield _wrong(name, "text in quotes", data[name])
    drop = data.get("drop", [])
    if not isinstance(drop, list) or not all(isinstance(one, str) for one in drop):
        yield _wrong("drop", 'a list of ids, such as ["renewal.agreement"]', drop)
    for name, key in KEYED.items():
        if name in data:
            yield from _keyed(name, key, data[name])


def _keyed(name: str, key: str, tables: Any) -> Iterator[Problem]:
    """Look at a list of tables: each bears its key, and its aliases are lists of words."""
    if not isinstance(tables, Sequence) or isinstance(tables, str):
        yield _wrong(name, f"a list of tables, [[{name}]]", tables)
        return
    for at, one in enumerate(tables):
        if not isinstance(one, Mapping):
            yield _wrong(name, f"a list of tables, [[{name}]]", one)
        elif not isinstance(one.get(key), str):
            yield Problem((name, at), "pack.no_key", {"what": name, "key": key})
        elif not _words(one.get("aliases", ())):
            place = (name, one[key], "aliases")
            facts = {"what": "aliases", "wanted": "a list of words", "found": "something else"}
            yield Problem(place, "pack.shape", facts)


def _words(aliases: Any) -> bool:
    """Whether aliases are a list of words, or such lists by age band."""
    if isinstance(aliases, Mapping):
        return all(_words(one) and not isinstance(one, Mapping) for one in aliases.values())
    listed = isinstance(aliases, Sequence) and not isinstance(aliases, str)
    return listed and all(isinstance(word, str) for word in aliases)


def _wrong(name: str, wanted: str, found: object) -> Problem:
    noun = NOUNS.get(type(found), "something else")
    return Problem((name,), "pack.shape", {"what": name, "wanted": wanted, "found": noun})
