"""What programs send and get, as pydantic models: what does not fit never reaches the work."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from models.findings import Outcome

_STRICT = ConfigDict(extra="forbid")
MOST_ARGUMENTS = 32

CELL: dict[str, Any] = {
    "anyOf": [
        {"type": "null"},
        {"type": "boolean"},
        {"type": "number"},
        {"type": "string"},
        {
            "type": "object",
            "properties": {"date": {"type": "string"}},
            "required": ["date"],
            "additionalProperties": False,
            "description": "A date as 2026-03-04, with a time as 2026-03-04T13:30:00.",
        },
        {
            "type": "object",
            "properties": {"time": {"type": "string"}},
            "required": ["time"],
            "additionalProperties": False,
            "description": "A time of day as 13:30:00.",
        },
        {
            "type": "object",
            "properties": {"error": {"type": "string"}},
            "required": ["error"],
            "additionalProperties": False,
            "description": 'An error of the spreadsheet, such as "#N/A".',
        },
    ]
}
"""One cell, as JSON schema."""
_ROW = {"type": "array", "items": CELL}
_LINE = {"anyOf": [*CELL["anyOf"], _ROW]}
ARGUMENT: dict[str, Any] = {"anyOf": [*CELL["anyOf"], {"type": "array", "items": _LINE}]}
"""One argument: a cell, a row of cells, or a block of rows; null for one that was left out."""

ASK: dict[str, Any] = {
    "type": "object",
    "properties": {
        "function": {"type": "string", "maxLength": 100, "description": "Such as ROSTER_CHECK."},
        "arguments": {"type": "array", "items": ARGUMENT, "maxItems": MOST_ARGUMENTS},
        "today": {
            "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
            "description": "The day where the sheet is; the day of the server if left out.",
        },
    },
    "required": ["function", "arguments"],
    "additionalProperties": False,
}
"""A formula to be answered, as JSON schema. The work looks at it itself, for its speed."""


class Answered(BaseModel):
    """The answer of a formula. version: of program and rules; another one, other answers."""

    answer: list[list[str | float | int | bool]]
    version: str


class ParameterForm(BaseModel):
    """One argument of a formula."""

    name: str
    takes: str
    help: str
    optional: bool


class FunctionForm(BaseModel):
    """One formula."""

    name: str
    summary: str
    example: str
    parameters: list[ParameterForm]


class Functions(BaseModel):
    """All formulas."""

    version: str
    functions: list[FunctionForm]


class SheetAsk(BaseModel):
    """A Google Sheet of the server's config. today: the day to judge by; the server's if none."""

    model_config = _STRICT
    link: Annotated[str, Field(max_length=500)]
    today: date | None = None


class RowAsk(SheetAsk):
    """One row of it: the tab and the row, as a person sees them."""

    sheet: Annotated[str, Field(max_length=200)]
    row: Annotated[int, Field(ge=1, le=10_000_000)]


class Gap(BaseModel):
    """One line of the gap list. cell: where it is, such as B7; "" where there is no one place."""

    who: str
    status: str
    outcome: Outcome
    what: str
    message: str
    next_step: str
    sheet: str
    cell: str
    row: int


class SheetSaid(BaseModel):
    """What a check or a clearing came to. lines: for a person to read, the first is the sum."""

    lines: list[str]
    gaps: list[Gap] = []
    more: int = 0
