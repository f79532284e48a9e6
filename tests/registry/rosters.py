"""Small rosters with the registry's columns, read as a workbook is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.layout import find_layouts
from models.intake.read import read_roster
from models.layering import load_pack
from models.registry import Registry, registry
from models.roster import Roster

AS_OF = date(2026, 11, 22)
LONG_AGO = date(2020, 1, 5)
HEAD = (
    "Name", "Member ID", "E-mail", "Category", "Status", "Endorsed", "Listed in the RSC registry",
    "Individual or group", "Region", "Remote", "Languages", "Takes outsiders", "Registry contact",
)  # fmt: skip
PACK = load_pack("national")


def row(
    name: str,
    category: str = "IMHM-C",
    listed: Any = "yes",
    *,
    number: object = "",
    status: str = "endorsed",
    endorsed: Any = LONG_AGO,
    setting: str = "",
    region: str = "",
    remote: str = "",
    languages: str = "",
    outsiders: str = "",
    contact: str = "",
) -> list[Any]:
    """Give a row of the roster."""
    mail = f"{name.split(maxsplit=1)[0].lower()}@private.example" if name else ""
    who = number or (f"M-{name}" if name else "M-0")
    return [
        name, who, mail, category, status, endorsed, listed, setting, region, remote, languages,
        outsiders, contact,
    ]  # fmt: skip


def roster(rows: Sequence[Sequence[Any]], head: Sequence[str] = HEAD) -> Roster:
    """Read rows as the members of a book."""
    grid = Grid("Members", [list(head), *map(list, rows)])
    tables = [layout.table() for layout in find_layouts([grid], PACK)]
    return read_roster({"Members": grid}, tables, PACK, DateOrder.MDY)


def made(*rows: Sequence[Any], as_of: date = AS_OF, head: Sequence[str] = HEAD) -> Registry:
    """Make the registry of some rows."""
    return registry(roster(rows, head), PACK, as_of)
