"""The form of all figures: sections of tables, each with its definition and its chart.

A dashboard tab, a web page and a board pack show the same tables; none of them counts anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Grade(StrEnum):
    """For whom figures are made: a coordinator sees every number, a board no small group."""

    COORDINATOR = "coordinator"
    BOARD = "board"


class ChartKind(StrEnum):
    """How a table is drawn: a bar for each line; its columns side by side or stacked; a trend."""

    BARS = "bars"
    STACKED = "stacked"
    TREND = "trend"


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Value(_Frozen):
    """One number; None with `hidden`: too few people to be shown; None without: not known."""

    number: float | None
    hidden: bool = False


class Column(_Frozen):
    """One column of numbers. unit: what is counted, such as "people" or "clock hours"."""

    label: str
    unit: str


class Line(_Frozen):
    """One line of a table: its label and a value for each column."""

    key: str
    label: str
    values: tuple[Value, ...]


class Chart(_Frozen):
    """Which columns are drawn (from 0), and how. alt: what the picture says, for a reader."""

    kind: ChartKind
    columns: tuple[int, ...]
    alt: str


class Table(_Frozen):
    """One table. title says the finding; definition says what is counted and what is not."""

    key: str
    title: str
    definition: str
    first_column: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line | None = None
    remarks: tuple[str, ...] = ()
    chart: Chart | None = None


class Section(_Frozen):
    """Tables that belong together."""

    key: str
    title: str
    tables: tuple[Table, ...]


class Kin(_Frozen):
    """How numbers of people are related, in all forms of all tables; see `combining.py`.

    sums: each as a sum of others, by table, line and column. columns: the keys of the columns of
    each table. What is related on two days is so by what the numbers are.
    """

    sums: Mapping[str, Mapping[str, int]] = {}
    columns: Mapping[str, tuple[str, ...]] = {}


class Figures(_Frozen):
    """Everything that is shown of a book on a day. headline: a few sentences that say the most.

    kin: for a board, how the numbers are related; it is no part of what is shown.
    """

    as_of: date
    grade: Grade
    language: str
    pack: str
    pack_title: str
    pack_version: str
    people: Value
    headline: tuple[str, ...]
    sections: tuple[Section, ...]
    kin: Kin = Field(default=Kin(), exclude=True, repr=False)
