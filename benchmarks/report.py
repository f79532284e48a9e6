"""The table: what was measured, the target, the verdict."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from benchmarks.measure import Spent

MET, MISSED, NONE = "met", "MISSED", "-"


class Line(NamedTuple):
    """One row of the table: a ratio ("x") or milliseconds ("ms"), and the seconds behind it."""

    group: str
    what: str
    value: float
    target: float | None
    unit: Literal["x", "ms"]
    cpu: str
    wall: str

    @classmethod
    def ratio(cls, group: str, what: str, ours: Spent, floor: Spent, target: float | None) -> Line:
        """Compare the CPU time of two pieces of work."""
        return cls(
            group, what, ours.cpu / floor.cpu, target, "x",
            f"{ours.cpu:.3f} / {floor.cpu:.3f} s", f"{ours.wall / floor.wall:.2f} x",
        )  # fmt: skip

    @classmethod
    def seconds(
        cls, group: str, what: str, spent: Spent, target: float | None, *, of: str = "cpu"
    ) -> Line:
        """Hold a time against a target in milliseconds."""
        value = spent.wall if of == "wall" else spent.cpu
        cpu = f"{spent.cpu * 1000:.2f} ms" if spent.cpu else ""
        return cls(group, what, value * 1000, target, "ms", cpu, f"{spent.wall * 1000:.2f} ms")

    @property
    def verdict(self) -> str:
        """Say whether the target is met."""
        if self.target is None:
            return NONE
        return MET if self.value <= self.target else MISSED

    @property
    def cells(self) -> tuple[str, ...]:
        """Give the row as texts."""
        target = f"{self.target:g} {self.unit}" if self.target is not None else NONE
        measured = f"{self.value:.2f} {self.unit}"
        return self.group, self.what, measured, target, self.verdict, self.cpu, self.wall


HEAD = ("", "what", "measured", "target", "verdict", "CPU", "wall")


def table(lines: Iterable[Line]) -> str:
    """Set the lines as a table of text."""
    return columns([HEAD, *(line.cells for line in lines)])


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Set rows of texts in columns; the first row is the head."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    rule = "  ".join("-" * width for width in widths)
    set_ = ["  ".join(f"{text:<{w}}" for text, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join((set_[0], rule, *set_[1:]))


def machine() -> str:
    """Say on what this ran, in general words."""
    cores = os.cpu_count() or 1
    return (
        f"{cores} cores, {platform.system()} {platform.machine()}, "
        f"{platform.python_implementation()} {platform.python_version()}."
    )
