"""How cells look in an open workbook: taken down, laid over, put back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sync.books.base import Area, Format
from sync.books.excel_open.com import (
    BOTTOM,
    EDGES,
    GENERAL,
    GRADIENTS,
    NONE,
    RIGHT,
    SOLID,
    TOP,
    Com,
    bgr,
    com_error,
    range_of,
)

Look: TypeAlias = dict[str, object]
"""Properties of a range by their path, such as "Interior.Color"."""

PLAIN = ("NumberFormat", "WrapText", "VerticalAlignment", "HorizontalAlignment",
         "Font.Name", "Font.Size", "Font.Bold", "Font.Italic", "Font.Color",
         "Interior.Pattern", "Interior.Color")  # fmt: skip
_TINTS = ("Interior.ThemeColor", "Interior.TintAndShade")
_EDGE = ("LineStyle", "Weight", "Color")
_STAY = "Borders"
"""Stands in a look whose borders were not asked for, because no mark changes them."""
_PATTERNS = {
    "none": NONE, "solid": SOLID, "gray125": 17, "gray0625": 18, "lightGray": -4124,
    "mediumGray": -4125, "darkGray": -4126, "darkHorizontal": -4128, "darkVertical": -4166,
    "darkDown": -4121, "darkUp": -4162, "darkGrid": 9, "darkTrellis": 10, "lightHorizontal": 11,
    "lightVertical": 12, "lightDown": 13, "lightUp": 14, "lightGrid": 15, "lightTrellis": 16,
}  # fmt: skip
_SWAPPED = {0: 2, 1: 1, 2: 4, 3: 3}
"""A file counts the theme's light and dark colours the other way round than Excel does."""


def taken(found: Com, *, edges: bool = True) -> Look | None:
    """Take down how a range looks; None where its cells differ. edges: its borders, too."""
    look: Look = {path: _value(found, path) for path in PLAIN}
    if None in look.values():
        return None
    if look["Interior.Pattern"] != NONE:
        look |= {path: _value(found, path) for path in _TINTS}
    if not edges:
        return look | {_STAY: "stay"}
    for edge in EDGES:
        line = found.Borders(edge)
        if line.LineStyle is None:
            return None
        if line.LineStyle != NONE:
            look |= {f"Borders.{edge}.{name}": getattr(line, name) for name in _EDGE}
    return look


def uniform(sheet: Com, area: Area, *, edges: bool = True) -> Iterator[tuple[Area, Look]]:
    """Give the parts of an area whose cells look the same, with their look."""
    look = taken(range_of(sheet, area), edges=edges)
    if look is not None:
        yield area, look
        return
    if area.first_row == area.last_row:
        return  # Excel itself cannot say how one cell looks, as with a text of two fonts
    middle = (area.first_row + area.last_row) // 2
    yield from uniform(sheet, area._replace(last_row=middle), edges=edges)
    yield from uniform(sheet, area._replace(first_row=middle + 1), edges=edges)


def same_look(one: Look, other: Look) -> bool:
    """Whether two looks are the same, as far as both were asked for."""
    return {**one, _STAY: None} == {**other, _STAY: None}


def _value(found: Com, path: str) -> object:
    try:
        for name in path.split("."):
            found = getattr(found, name)
    except com_error():
        return None  # a colour that is not of the theme has no number there
    value: object = found
    return value


def put_back(found: Com, look: Look) -> None:
    """Let a range look as it was taken down; what looks so already is not touched."""
    filled, stay = look.get("Interior.Pattern") != NONE, _STAY in look
    now = taken(found, edges=not stay) or {}
    for path, value in look.items():
        if path.startswith("Borders") or (path.startswith("Interior.") and not filled):
            continue
        if path == "Interior.Color" and _themed(look):
            continue
        if value is not None and now.get(path) != value:
            _put(found, path, value)
    if not filled:
        found.Interior.Pattern = NONE
    for edge in () if stay else EDGES:
        line = found.Borders(edge)
        if f"Borders.{edge}.LineStyle" not in look:
            line.LineStyle = NONE
        for name in _EDGE:
            if f"Borders.{edge}.{name}" in look:
                setattr(line, name, look[f"Borders.{edge}.{name}"])


def _themed(look: Look) -> bool:
    theme = look.get("Interior.ThemeColor")
    return isinstance(theme, int | float) and theme > 0


def _put(found: Com, path: str, value: object) -> None:
    *parents, name = path.split(".")
    for parent in parents:
        found = getattr(found, parent)
    setattr(found, name, value)


def lay(found: Com, format_: Format) -> None:
    """Lay a format of ours over a range; what it does not speak of stays."""
    if format_.number_format is not None:
        found.NumberFormat = format_.number_format
    if format_.fill is not None:
        fill(found, format_.fill)
    if format_.bold:
        found.Font.Bold = True
    if format_.wrap:
        found.WrapText = True
    if format_.top:
        found.VerticalAlignment = TOP
    if format_.right:
        found.HorizontalAlignment = RIGHT


def take_off(sheet: Com, area: Area, format_: Format | None) -> None:
    """Take a format of ours off cells of which nobody knows how they looked before.

    Only what looks as we would have left it goes; a look that somebody chose since stays.
    """
    if format_ is None:
        return
    if format_.like is not None:
        range_of(sheet, area).ClearFormats()
        return
    for path, ours, plain in _laid(format_):
        _put_plain(sheet, area, path, ours, plain)


def looks_laid(found: Com, format_: Format | None) -> bool:
    """Whether a cell looks as if a format of ours had been laid over it."""
    if format_ is None or format_.like is not None:
        return format_ is not None
    return all(_value(found, path) == ours for path, ours, _ in _laid(format_))


def _laid(format_: Format) -> Iterator[tuple[str, object, object]]:
    """Give what a format of ours lays over a cell, and what stands there without it."""
    if format_.number_format is not None:
        yield "NumberFormat", format_.number_format, "General"
    if format_.fill is not None:
        yield "Interior.Color", bgr(format_.fill), None
    if format_.bold:
        yield "Font.Bold", True, False
    if format_.wrap:
        yield "WrapText", True, False
    if format_.top:
        yield "VerticalAlignment", TOP, BOTTOM
    if format_.right:
        yield "HorizontalAlignment", RIGHT, GENERAL


def _put_plain(sheet: Com, area: Area, path: str, ours: object, plain: object) -> None:
    """Put what is plain where ours stands; where cells differ, each part by itself."""
    found = range_of(sheet, area)
    stands = _value(found, path)
    if stands == ours:
        if plain is None:
            found.Interior.Pattern = NONE
        else:
            _put(found, path, plain)
    elif stands is None and area.first_row < area.last_row:
        middle = (area.first_row + area.last_row) // 2
        _put_plain(sheet, area._replace(last_row=middle), path, ours, plain)
        _put_plain(sheet, area._replace(first_row=middle + 1), path, ours, plain)


def lay_like(found: Com, other: Com) -> None:
    """Let a range look like one cell: its font, border, fill and alignment."""
    look = taken(other)
    if look is not None:
        put_back(found, {path: v for path, v in look.items() if path != "NumberFormat"})


def fill(found: Com, color: str) -> None:
    """Give a range a solid fill "RRGGBB".

    The colour comes first, and makes the fill of a plain cell: should Excel stop after any of the
    three, no cell is filled with a colour that nobody knows.
    """
    found.Interior.Color = bgr(color)
    found.Interior.Pattern = SOLID
    found.Interior.Color = bgr(color)  # a pattern kept it for what is behind


def has_gradient(found: Com) -> bool:
    """Whether a cell is filled by a gradient, which could not be put back."""
    return found.Interior.Pattern in GRADIENTS


# The look of a cell as the file adapter says it


def restored(found: Com, look: str) -> None:
    """Give a range the fill of a look that was taken from the file; one that is spoilt: none."""
    kind, colors = _said(look)
    inside = found.Interior
    if kind == NONE:
        inside.Pattern = NONE
        return
    inside.Pattern = kind
    front, back = colors.get("fgColor", {}), colors.get("bgColor", {})
    _paint(front if kind == SOLID else back, lambda n, v: setattr(inside, n, v))
    if kind != SOLID:
        _paint(front, lambda n, v: setattr(inside, f"Pattern{n}", v))


def _said(look: str) -> tuple[int, Mapping[str, Mapping[str, str]]]:
    """Read the pattern and the colours of a look; no fill where it cannot be read."""
    try:
        inner = json.loads(json.loads(look)["fill"])[2][0]
        kind = _PATTERNS[inner[1].get("patternType", "none")]
        colors = {str(child[0]): dict(child[1]) for child in inner[2]}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return NONE, {}
    return kind, colors


def _paint(color: Mapping[str, str], put: Callable[[str, object], None]) -> None:
    """Put a colour of the file: of the theme, by number, or as it is."""
    numbers: Sequence[str] = [color[k] for k in ("theme", "indexed") if k in color]
    if "rgb" in color:
        put("Color", bgr(color["rgb"][-6:]))
    elif numbers and numbers[0].isdigit():
        number = int(numbers[0])
        if "theme" in color:
            put("ThemeColor", _SWAPPED.get(number, number + 1))
        elif number < 64:  # beyond are the colours of the system, which are the default
            put("ColorIndex", number % 8 + 1 if number < 16 else number - 7)
    try:
        tint = float(color.get("tint", "0"))
    except ValueError:
        return
    if tint:
        put("TintAndShade", tint)


def normal(workbook: Com) -> Look:
    """Give the look of a cell that nobody has touched."""
    style = workbook.Styles("Normal")
    return {path: _value(style, path) for path in PLAIN}
