"""What was learnt about sheets when they were read, for who looks at them and writes them next.

It can be told as bytes that stand in the workbook; whoever knows that not one byte has changed
since may believe them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from models.cells import CellError, Raw
from sync.books.base import Area
from sync.books.xlsx.frame import Frame
from sync.books.xlsx.package import Package
from sync.books.xlsx.unpacked import State
from sync.errors import BookError

FORM = 1
"""Counts up when walks are told in another way."""
LONGEST = 1 << 16
"""A walk that takes more bytes than this to tell is not told: the sheet is gone through again."""


class Walked(NamedTuple):
    """A sheet that was gone through: its frame, and what its rows tell beyond their values.

    tidy: every row says its number in the usual way, and they stand in order, so that they can be
    found by their number. errors, formulas: see `Scan`.
    """

    frame: Frame
    tidy: bool
    errors: Mapping[tuple[int, int], Raw]
    formulas: frozenset[tuple[int, int]]


class Walks:
    """Keeps what was learnt of each part, for as long as it is the very same part."""

    def __init__(self) -> None:
        self._known: dict[State, Walked] = {}
        self._sure: set[State] = set()

    def learn(self, state: State | None, walked: Walked) -> None:
        """Keep what was learnt of a sheet; state: None where it stands in no file."""
        if state is not None:
            self._known[state] = walked

    def known(self, package: Package, part: str) -> Walked | None:
        """Give what is known of a sheet, with a frame that may be changed; None: nothing."""
        return self.known_as(package.state(part))

    def known_as(self, state: State | None) -> Walked | None:
        """Give what is known of a sheet in a state."""
        found = self._known.get(state) if state is not None else None
        return found._replace(frame=found.frame.fresh()) if found is not None else None

    @property
    def certain(self) -> bool:
        """Whether anything is known of a workbook of which no byte has changed."""
        return bool(self._sure)

    def sure(self, package: Package, part: str) -> Walked | None:
        """Give what is known of a sheet in a workbook of which no byte has changed; else None."""
        return self._known[state] if (state := package.state(part)) in self._sure else None

    def told(self, states: Iterable[State]) -> bytes:
        """Tell what is known of parts in these states."""
        known = {state: self._known[state] for state in states if state in self._known}
        walks = [[state, _told(walked)] for state, walked in known.items()]
        short = [one for one in walks if one[1] and len(json.dumps(one)) <= LONGEST]
        return json.dumps({"form": FORM, "walks": short}).encode()

    def believe(self, told: bytes) -> None:
        """Take in what was told, in a workbook of which no byte has changed since."""
        try:
            said = json.loads(told)
            walks = said["walks"] if said["form"] == FORM else ()
            known = {(str(k), int(c), int(n)): _walked(walk) for (k, c, n), walk in walks}
        except (BookError, ValueError, KeyError, TypeError, AttributeError):
            return
        self._known |= known
        self._sure |= known.keys()


def _told(walked: Walked) -> dict[str, Any] | None:
    """Give a walk as JSON can hold it; None where it holds bytes that are no text."""
    frame = walked.frame
    try:
        edges = frame.edge.decode()
    except UnicodeDecodeError:
        return None
    return {
        "edges": edges, "size": frame.body_size, "formula": frame.has_formula,
        "arrays": frame.arrays, "tidy": walked.tidy, "formulas": sorted(walked.formulas),
        "errors": [(*cell, str(error)) for cell, error in walked.errors.items()],
    }  # fmt: skip


def _walked(told: Mapping[str, Any]) -> Walked:
    """Give back a walk that was told."""
    arrays = [Area(*area) for area in told["arrays"]]
    edges = told["edges"].encode()
    frame = Frame.again(edges, told["size"], arrays, has_formula=told["formula"])
    errors: dict[tuple[int, int], Raw] = {(r, c): CellError(e) for r, c, e in told["errors"]}
    return Walked(frame, told["tidy"], errors, frozenset((r, c) for r, c in told["formulas"]))
