"""A cell's fill as opaque text: "RRGGBB" for a colour, JSON for one of the theme, "" for none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sync.books.google.cells import rgb_of, style_of


def look_of(cell: Mapping[str, Any]) -> str:
    """Give the fill of a cell.

    >>> look_of({"userEnteredFormat": {"backgroundColorStyle": {"rgbColor": {"red": 1}}}})
    'FF0000'
    """
    style = cell.get("userEnteredFormat", {}).get("backgroundColorStyle")
    if not style:
        return ""
    return rgb_of(style) or json.dumps(style, sort_keys=True)


def look_style(look: str) -> dict[str, Any] | None:
    """Give the fill for a text that `look_of` gave."""
    if not look:
        return None
    if look.startswith("{"):
        found = json.loads(look)
        return dict(found) if isinstance(found, dict) else None
    return style_of(look)
