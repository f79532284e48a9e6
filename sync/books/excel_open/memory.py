"""What an open workbook remembers of how it was: widths and looks where our columns stand now.

It is kept in a custom XML part, which Excel saves with the workbook and nobody sees (on a Mac in
hidden names); a file adapter keeps such things in a part of its own, which Excel throws away when
it saves. Former fills of her cells are not here: they stand in our hidden tab, where every kind of
book finds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol
from xml.sax.saxutils import escape

from sync.books.base import Area
from sync.books.excel_open.com import At, Com
from sync.books.excel_open.looks import Look, same_look

SPACE = "urn:rostercheck:open-workbook"


@dataclass(slots=True)
class Kept:
    """What one sheet remembers: widths by column; looks by area."""

    widths: dict[int, float] = field(default_factory=dict)
    looks: list[tuple[Area, Look]] = field(default_factory=list)

    def look(self, at: At) -> Look | None:
        """Give how a cell looked before we wrote in it, if it was not plain."""
        return next((look for area, look in self.looks if _within(at, area)), None)

    def forget(self, column: int) -> None:
        """Forget a column that is no longer ours."""
        self.widths.pop(column, None)
        self.looks = [one for one in self.looks if one[0].first_column != column]


def _within(at: At, area: Area) -> bool:
    row, column = at
    return (
        area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column
    )


class Place(Protocol):
    """Where in a workbook the memory stands."""

    def text(self) -> str:
        """Give what stands there; "" where nothing does."""

    def keep(self, text: str) -> None:
        """Put a text there; "" takes it off."""


class Memory:
    """The memory of a workbook; `save` keeps it, or takes it off when nothing is in it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._before = place.text()
        self.sheets: dict[str, Kept] = _read(self._before)

    def of(self, sheet: str) -> Kept:
        """Give what a sheet remembers."""
        return self.sheets.setdefault(sheet, Kept())

    def save(self) -> None:
        """Keep the memory in the workbook."""
        said = _written(self.sheets)
        if said != self._before:
            self._place.keep(said)
            self._before = said


class XmlPart:
    """A custom XML part, where Excel on Windows keeps the memory."""

    def __init__(self, workbook: Com) -> None:
        self._workbook = workbook

    def text(self) -> str:
        """Give what stands in the part."""
        part = self._standing()
        return str(part.DocumentElement.Text) if part is not None else ""

    def keep(self, text: str) -> None:
        """Put a text into the part; without one the part goes."""
        part = self._standing()
        if part is not None:
            part.Delete()
        if text:
            xml = f'<rostercheck xmlns="{SPACE}">{escape(text)}</rostercheck>'
            self._workbook.CustomXMLParts.Add(xml)

    def _standing(self) -> Com | None:
        found = self._workbook.CustomXMLParts.SelectByNamespace(SPACE)
        return found.Item(1) if found.Count else None


def _read(text: str) -> dict[str, Kept]:
    """Read the memory; one that cannot be read is none."""
    try:
        items = json.loads(text) if text else {}
        return {str(name): _kept(item) for name, item in items.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _kept(item: dict[str, Any]) -> Kept:
    widths = {int(column): float(width) for column, width in item["widths"].items()}
    return Kept(widths, [(Area(*map(int, area)), dict(look)) for area, look in item["looks"]])


def _written(sheets: dict[str, Kept]) -> str:
    said = {
        name: {"widths": kept.widths, "looks": kept.looks}
        for name, kept in sheets.items()
        if kept.widths or kept.looks
    }
    return json.dumps(said, separators=(",", ":"), sort_keys=True) if said else ""


def not_plain(found: Iterable[tuple[Area, Look]], plain: Look) -> list[tuple[Area, Look]]:
    """Give the looks that differ from that of a cell that nobody has touched."""
    return [(area, look) for area, look in found if not same_look(look, plain)]
