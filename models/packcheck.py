"""Everything that is wrong with a rule pack's text, each with its line.

A pack that does not load has its first obstacles named; one that loads has its contradictions,
what never matters, and the worked cases that come out otherwise.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from models.contradictions import cited, contradictions, parts
from models.errors import PackError
from models.layering import Reader, layered, overlay, read_shipped, shipped
from models.packerrors import explained
from models.packfile import PackFile
from models.packshape import misshapen
from models.problems import LISTED, Problem
from models.rulepack import Pack
from models.tomllines import Path, lines
from models.workedcases import failures

_LINE = re.compile(r"at line (\d+)")


class Located(NamedTuple):
    """A problem, and the line of the pack's own text; None: it comes from the pack below."""

    problem: Problem
    line: int | None


def check_pack(name: str, read: Reader = read_shipped) -> Sequence[Located]:
    """Check the text of a pack and of all that it extends; nothing found: it holds.

    name: what `read` knows the pack by. Raises PackError when the pack cannot be read at all, or
    one that it extends does not hold.
    """
    text = read(name)
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [_not_toml(error)]
    where = _places(text, own)
    return [Located(one, _line(one.place, where)) for one in _problems(name, own, read)]


def _not_toml(error: tomllib.TOMLDecodeError) -> Located:
    found = _LINE.search(str(error))
    facts = {"problem": str(error)}
    return Located(Problem((), "pack.toml", facts), int(found[1]) if found else None)


def _problems(name: str, own: Mapping[str, Any], read: Reader) -> Iterator[Problem]:
    shape = misshapen(own)
    if shape is not None:
        yield shape
        return
    base = own.get("extends")
    data = overlay(layered(base, read, (name,)), own) if base is not None else dict(own)
    try:
        file = PackFile.model_validate(data)
    except ValidationError as error:
        yield from explained(error, data)
        return
    found = contradictions(file)
    yield from found
    yield from _never_cited(file, own)
    if not any(problem.grave for problem in found):
        yield from _cases(Pack(file))


def _never_cited(file: PackFile, own: Mapping[str, Any]) -> Iterator[Problem]:
    """Find sources of this very pack that nothing cites; those below may be replaced."""
    used = {key for _, key in cited(parts(file))}
    unused = [key for key in own.get("source", {}) if key not in used]
    shared = _cited_above(file.id) if unused else set()
    for key in unused:
        if key not in shared:
            yield Problem(("source", key), "pack.never_cited", {"key": key}, grave=False)


def _cited_above(pack_id: str) -> set[str]:
    """Give the sources that packs cite which ship and lie over one: it may declare them for all."""
    above = (tomllib.loads(read_shipped(name)) for name in shipped())
    return {key for data in above if data.get("extends") == pack_id for key in _sources_in(data)}


def _sources_in(data: Any) -> Iterator[str]:
    """Give what stands behind every key called source in a pack's data."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key == "source" and isinstance(value, str):
                yield value
            else:
                yield from _sources_in(value)
    elif isinstance(data, list):
        for one in data:
            yield from _sources_in(one)


def _cases(pack: Pack) -> Iterator[Problem]:
    for case in pack.file.case:
        place = ("case", case.say)
        try:
            wrong = failures(pack, case)
        except PackError as error:
            facts = {"say": case.say, "problem": str(error)}
            yield Problem(place, "pack.case_unknown", facts, grave=False)
            continue
        if wrong:
            facts = {"say": case.say, "how": "; ".join(wrong)}
            yield Problem(place, "pack.case", facts, grave=False)


def _places(text: str, own: Mapping[str, Any]) -> Mapping[Path, int]:
    """Give the lines by the names that tables go by, instead of their positions."""
    return {_by_name(path, own): line for path, line in reversed(list(lines(text).items()))}


def _by_name(path: Path, own: Mapping[str, Any]) -> Path:
    if len(path) < 2 or path[0] not in LISTED or not isinstance(path[1], int):
        return path
    tables = own.get(str(path[0]))
    one = tables[path[1]] if isinstance(tables, list) and path[1] < len(tables) else None
    name = one.get(LISTED[str(path[0])]) if isinstance(one, Mapping) else None
    return (path[0], name, *path[2:]) if isinstance(name, str) else path


def _line(place: Path, where: Mapping[Path, int]) -> int | None:
    """Give the line of a place, or of the nearest thing around it that the text has."""
    least = 2 if len(place) > 1 and (place[0] in LISTED or isinstance(place[1], int)) else 1
    for length in range(len(place), least - 1, -1):
        line = where.get(place[:length])
        if line is not None:
            return line
    return None
