"""Cells as they are sent and replied: colours in 255 steps, zeros left out, styles mirrored."""

from __future__ import annotations

from typing import Any

from tests.google_server.errors import bad
from tests.google_server.masks import lay_over, parse
from tests.google_server.world import Cell, Effective, Sheet

LONGEST_TEXT = 50_000
_KEPT = frozenset({
    "userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns", "chipRuns",
    "pivotTable",
})  # fmt: skip
_STYLES = {"backgroundColor": "backgroundColorStyle", "foregroundColor": "foregroundColorStyle"}


def quantised(color: dict[str, Any]) -> dict[str, Any]:
    """Give a colour in steps of n/255, channels of 0 left out."""
    found = {}
    for name in ("red", "green", "blue", "alpha"):
        if color.get(name):
            steps = int(color[name] * 255 + 0.001)  # 0.5 becomes 127/255
            if steps:
                found[name] = 1 if steps == 255 else round(steps / 255, 8)
    return found


def settled(form: dict[str, Any] | None) -> dict[str, Any] | None:
    """Give a format as it is kept: each colour as style and as plain colour, in 255 steps."""
    if form is None:
        return None
    found = dict(form)
    for plain, style in _STYLES.items():
        if style in found:
            _mirror(found, plain, style)
        elif plain in found:
            found[style] = {"rgbColor": found[plain]}
            _mirror(found, plain, style)
    if "textFormat" in found:
        text = settled(found["textFormat"])
        if text:
            found["textFormat"] = text
        else:
            del found["textFormat"]
    return found or None


def _mirror(found: dict[str, Any], plain: str, style: str) -> None:
    if "rgbColor" in found[style]:
        rgb = quantised(found[style]["rgbColor"])
        found[style], found[plain] = {"rgbColor": rgb}, rgb
    elif found[style]:
        found.pop(plain, None)
    else:
        del found[style]
        found.pop(plain, None)


def written(old: Cell, new: dict[str, Any] | None, mask_text: str) -> Cell:
    """Give a cell after a write with a field mask: fields of the mask, nothing else."""
    mask = parse(mask_text)
    if "*" in mask:
        mask = {name: {} for name in _KEPT}
    form = mask.get("userEnteredFormat")
    if form:  # a mask of one colour means both of its names
        for plain, style in _STYLES.items():
            if plain in form or style in form:
                form.update({plain: {}, style: {}})
    cell = lay_over(old, _both(new), mask) or {}
    value = cell.get("userEnteredValue")
    if value is not None:
        _check(value)
    if "userEnteredFormat" in cell:
        kept = settled(cell["userEnteredFormat"])
        cell.pop("userEnteredFormat")
        if kept:
            cell["userEnteredFormat"] = kept
    return {k: v for k, v in cell.items() if k in _KEPT and v not in (None, "", {}, [])}


def _both(new: dict[str, Any] | None) -> dict[str, Any] | None:
    """Fill in the second name of a colour that is sent by one of its names."""
    if not new or "userEnteredFormat" not in new:
        return new
    return {**new, "userEnteredFormat": settled(new["userEnteredFormat"]) or {}}


def _check(value: dict[str, Any]) -> None:
    if len(value) > 1:
        raise bad("Cell value has more than one kind.")
    if len(str(value.get("stringValue", ""))) > LONGEST_TEXT:
        raise bad("Your input contains more than the maximum of 50000 characters in a single cell.")


def cell_data(sheet: Sheet, row: int, column: int, effective: Effective) -> dict[str, Any]:
    """Give a cell as it is replied, with its effective value and what is seen."""
    cell = sheet.cell(row, column)
    data = dict(cell)
    value = effective.value(sheet, row, column)
    if value:
        data["effectiveValue"] = value
        data["formattedValue"] = effective.shown(sheet, row, column)
    form = dict(cell.get("userEnteredFormat", {}))
    number = effective.number_format(sheet, row, column)
    if number:
        form["numberFormat"] = number
    if cell or value:
        data["effectiveFormat"] = {
            "backgroundColor": {"red": 1, "green": 1, "blue": 1},
            "backgroundColorStyle": {"rgbColor": {"red": 1, "green": 1, "blue": 1}},
            "verticalAlignment": "BOTTOM",
            "wrapStrategy": "OVERFLOW_CELL",
            **form,
        }
    return data


def row_data(
    sheet: Sheet, top: int, left: int, bottom: int, right: int, effective: Effective
) -> list[dict[str, Any]]:
    """Give rows as they are replied, blank ends cut off."""
    spilled = effective.spilled(sheet)
    rows: list[dict[str, Any]] = []
    for r in range(top, bottom):
        there = [c for c in sheet.rows[r] if left <= c < right]
        there += [c for (row, c) in spilled if row == r and left <= c < right] if spilled else []
        end = max(there, default=left - 1) + 1
        cells = [cell_data(sheet, r, c, effective) for c in range(left, end)]
        rows.append({"values": cells} if cells else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows
