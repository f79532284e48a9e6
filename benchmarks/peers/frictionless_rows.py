"""frictionless, on rows that python-calamine has read: faster than its own reader of .xlsx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import python_calamine
from frictionless import Check, Checklist, Resource, Schema, checks

from benchmarks.peers.rules import (
    CATEGORIES,
    COLUMNS,
    DEADLINE_YEAR,
    EMAIL,
    SCOPED,
    STATUSES,
    TODAY,
    Failing,
)

_DATES, _NUMBERS = ("degree", "endorsed", "membership", "ethics"), ("training", "dei", "rsc")
_OWES = f"endorsed.year >= {DEADLINE_YEAR} or "
_FORMULAS = {
    "order": "endorsed >= degree",
    "training": f"{_OWES}training >= 15",
    "dei": f"{_OWES}dei >= 3",
    "rsc": f"{_OWES}(category not in {tuple(SCOPED)!r}) or rsc >= 12",
}
_LIMITS = {
    "endorsed_future": ("endorsed", "maximum"), "degree_future": ("degree", "maximum"),
    "ethics_future": ("ethics", "maximum"), "membership": ("membership", "minimum"),
}  # fmt: skip
_CONSTRAINTS = {
    ("name", "required"): "name", ("category", "required"): "category_blank",
    ("category", "enum"): "category", ("status", "enum"): "status", ("email", "pattern"): "email",
    **{place: rule for rule, place in _LIMITS.items()},
}  # fmt: skip


def failing(path: Path) -> Failing:
    """A table schema with constraints, and a row constraint for each rule over two columns."""
    rows = _read(path)
    resource = Resource(data=rows, schema=Schema.from_descriptor({"fields": _fields()}))
    rules: list[Check] = [checks.row_constraint(formula=text) for text in _FORMULAS.values()]
    done = resource.validate(Checklist(checks=rules), limit_errors=10**9)
    found: Failing = {rule: [] for rule in (*_CONSTRAINTS.values(), *_FORMULAS, "duplicate")}
    for kind, row, field, note in done.flatten(["type", "rowNumber", "fieldName", "note"]):
        rule = _rule_of(kind, field or "", note or "")
        if rule is not None:
            found[rule].append(row)
    found["duplicate"] += _firsts(rows, found["duplicate"])
    return found


def _read(path: Path) -> list[list[Any]]:
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    at = [sheet[0].index(header) for header in COLUMNS]
    wanted = [[row[n] if row[n] != "" else None for n in at] for row in sheet[1:]]
    return [list(COLUMNS.values()), *wanted]


def _fields() -> list[dict[str, object]]:
    limits: dict[str, dict[str, Any]] = {
        field: {bound: TODAY.isoformat()} for field, bound in _LIMITS.values()
    }
    special: dict[str, dict[str, Any]] = {
        "name": {"required": True},
        "email": {"pattern": EMAIL, "unique": True},
        "category": {"required": True, "enum": CATEGORIES},
        "status": {"enum": STATUSES},
        **limits,
    }
    kinds = {**dict.fromkeys(_DATES, "date"), **dict.fromkeys(_NUMBERS, "number")}
    return [
        {"name": key, "type": kinds.get(key, "string"), "constraints": special.get(key, {})}
        for key in COLUMNS.values()
    ]


def _rule_of(kind: str, field: str, note: str) -> str | None:
    """Tell which rule an error belongs to; the notes name the constraint or the formula."""
    if kind == "unique-error":
        return "duplicate"
    if kind == "row-constraint":
        return next((rule for rule, text in _FORMULAS.items() if f'"{text}"' in note), None)
    return next(
        (rule for (key, word), rule in _CONSTRAINTS.items() if key == field and word in note), None
    )


def _firsts(rows: list[list[Any]], seconds: list[int]) -> list[int]:
    """Name the first row of each pair too: frictionless tells only the second."""
    at = list(COLUMNS.values()).index("email")
    twice = {rows[row - 1][at] for row in seconds}
    known = set(seconds)
    return [n for n, row in enumerate(rows, 1) if row[at] in twice and n not in known]
