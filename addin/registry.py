"""The sheet functions: one list, from which every host makes what it needs.

A host hands over blocks of raw cells and gets a block back. No function raises, none is volatile,
and none reads the clock: the host says which day it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from models.cells import Raw

Answer: TypeAlias = str | float | int | bool
"""What stands in one cell of an answer; a date is text in ISO form, "" is blank."""
Block: TypeAlias = Sequence[Sequence[Raw]]
"""A rectangle of raw cells, the top row first."""
Answers: TypeAlias = list[list[Answer]]
"""What a function gives back: rows of equal length, at least one row and one column."""


class Takes(StrEnum):
    """What a parameter is meant for. A host passes a block in every case; one cell is 1 x 1.

    COLUMN: one cell, or a column of them; the answer then has one line for each.
    """

    TABLE = "table"
    CELL = "cell"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a sheet function. help: what to put there, in at most 255 characters."""

    name: str
    takes: Takes
    help: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class SheetFunction:
    """One formula. summary: one sentence, at most 255 characters. example: how it is typed.

    work: takes one block for each parameter, None for one that was left out (in the place of
    `settings`, the settings as they were read), and today's date as `today`; gives the answer. It
    may raise `AddinError`, whose text then is the answer. Hosts ask `addin.functions.answer`.
    """

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    example: str
    work: Callable[..., Answers]
