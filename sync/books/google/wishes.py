"""Edits -> what each cell should hold in the end; only what differs from what stands is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sync.books.base import (
    CellRef,
    DropSheet,
    Edit,
    Format,
    PutSheet,
    Refused,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
)
from sync.books.google.cells import entered, number_format, rgb_of, style_of
from sync.books.google.looks import look_of, look_style
from sync.books.google.pages import Json, Page, Place, State, closed, computed, covered
from sync.books.google.shades import Past, shaded, tabs_of_hers, told_by
from sync.marks.notes import has_block

PATHS: Mapping[str, tuple[str, ...]] = {
    "value": ("userEnteredValue",),
    "note": ("note",),
    "background": ("userEnteredFormat", "backgroundColorStyle"),
    "number": ("userEnteredFormat", "numberFormat"),
    "text": ("userEnteredFormat", "textFormat"),
    "wrap": ("userEnteredFormat", "wrapStrategy"),
    "across": ("userEnteredFormat", "horizontalAlignment"),
    "upright": ("userEnteredFormat", "verticalAlignment"),
    "sign": ("userEnteredFormat", "hyperlinkDisplayType"),
}
"""What may be written of a cell, each with its own field mask; all else stays as it is."""
LOOKS = tuple(name for name in PATHS if name not in {"value", "note"})
OURS = "PLAIN_TEXT"
"""The `sign` of a cell whose look is ours: it changes nothing that is seen, and nobody sets it."""
_LOOKS_LIKE = ("background", "text", "across", "upright")
LONGEST = 50_000
"""Google takes no longer text in a cell."""
DEFAULT_WIDTH = 100

Wish = dict[str, Any]
"""For some of `PATHS` what should stand there; None: nothing."""


@dataclass(slots=True)
class Wishes:
    """All that should be written: cells by tab id and place, widths by tab id and column, tabs."""

    cells: dict[tuple[int, Place], Wish] = field(default_factory=dict)
    widths: dict[tuple[int, int], int] = field(default_factory=dict)
    tabs: list[PutSheet | DropSheet] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.cells or self.widths or self.tabs)


def field_of(cell: Mapping[str, Any], name: str) -> Any:
    """Give one of `PATHS` of a cell, None where it has none."""
    found: Any = cell
    for part in PATHS[name]:
        found = found.get(part) if found else None
    return found or None


def wishes(state: State, edits: Sequence[Edit]) -> Wishes:
    """Fold edits, in their order, into what should stand in the end."""
    found, past = Wishes(), Past(state)
    for edit in edits:
        if isinstance(edit, PutSheet | DropSheet):
            _tab(state, edit, found)
            continue
        title = edit.sheet if isinstance(edit, SetColumnWidth) else edit.ref.sheet
        page = state.page(title)
        if page is None:
            found.refused.append(Refused(edit, f'There is no tab "{title}".'))
        elif isinstance(edit, SetColumnWidth):
            _width(page, edit, found)
        elif why := _why_not(page, edit):
            found.refused.append(Refused(edit, why))
        else:
            at = (page.sheet_id, _place(edit.ref))
            wish = found.cells.setdefault(at, {})
            _wish(page, edit, wish)
    _shade(state, found)
    _unsign(state, found, past)
    _drop_what_stands(state, found)
    return found


def _place(ref: CellRef) -> Place:
    return ref.row - 1, ref.column - 1


def _tab(state: State, edit: PutSheet | DropSheet, found: Wishes) -> None:
    if isinstance(edit, DropSheet) and state.page(edit.name) is None:
        found.refused.append(Refused(edit, f'There is no tab "{edit.name}".'))
        return
    name = edit.sheet.name if isinstance(edit, PutSheet) else edit.name
    there = next((p for p in state.pages if p.title.casefold() == name.casefold()), None)
    if there is not None and there.title != name:
        found.refused.append(Refused(edit, f'There is already a tab "{there.title}".'))
        return
    found.tabs.append(edit)


def _width(page: Page, edit: SetColumnWidth, found: Wishes) -> None:
    """Widen a column of the usual width, or put it back to that; a width that she chose stays."""
    at = edit.column - 1
    now = page.widths[at] if at < len(page.widths) else DEFAULT_WIDTH
    wanted = DEFAULT_WIDTH if edit.width is None else round(edit.width * 7 + 5)
    if now != wanted and (edit.width is None or now == DEFAULT_WIDTH):
        found.widths[page.sheet_id, at] = wanted


def _why_not(page: Page, edit: SetValue | SetNote | SetFill | RestoreLook) -> str | None:
    """Say why a cell may not be changed so."""
    place = _place(edit.ref)
    name = closed(page, place)
    if name is not None:
        return (
            f'"{page.title}" has a protected range ({name}) that may not be edited. Click Data, '
            "Protect sheets and ranges, choose it, and add Rostercheck's e-mail as an editor."
        )
    if isinstance(edit, SetValue) and computed(page.cell(place)):
        return f"{edit.ref.address} holds a formula, which is never written over."
    if isinstance(edit, SetValue) and covered(page, place):
        return f"{edit.ref.address} is hidden by merged cells."
    if isinstance(edit, SetNote) and len(edit.text or "") > LONGEST:
        return f"The note of {edit.ref.address} would be longer than Google takes."
    return None


def _wish(page: Page, edit: SetValue | SetNote | SetFill | RestoreLook, wish: Wish) -> None:
    if isinstance(edit, SetNote):
        wish["note"] = edit.text or None
    elif isinstance(edit, SetFill):
        wish["background"] = style_of(edit.color)
    elif isinstance(edit, RestoreLook):
        wish["background"] = look_style(edit.look)
    else:
        _wish_value(page, edit, wish)


def _wish_value(page: Page, edit: SetValue, wish: Wish) -> None:
    """Put a value with a format, or take both off.

    A cell in our columns that she gave a look herself, as in a row that is coloured as a whole,
    keeps it: then only the value is ours.
    """
    cell = page.cell(_place(edit.ref))
    looks = {n: wish[n] if n in wish else field_of(cell, n) for n in LOOKS}
    hers = looks["sign"] != OURS and any(value is not None for value in looks.values())
    if edit.value is None:
        wish["value"] = None
        if looks["sign"] == OURS:
            wish.update(dict.fromkeys(LOOKS))
        return
    value = edit.value
    if hers and isinstance(value, date) and number_format(cell).get("type") not in _DATES:
        value = value.isoformat()  # without a format of ours a date would show as a number
    wish["value"] = entered(value[:LONGEST] if isinstance(value, str) else value)
    ours = _ours(page, edit.format)
    if ours and not hers:
        wish.update({**dict.fromkeys(LOOKS), **ours, "sign": OURS})


_DATES = ("DATE", "DATE_TIME")


def _ours(page: Page, form: Format | None) -> Wish:
    """Give what a format means here, by name; alignment within a row is left as it is."""
    if form is None:
        return {}
    found: Wish = {}
    if form.like is not None:
        model = page.cell((form.like[0] - 1, form.like[1] - 1))
        found |= {n: v for n in _LOOKS_LIKE if (v := field_of(model, n)) is not None}
        if form.wrap:
            found["wrap"] = "WRAP"
    if form.fill:
        found["background"] = style_of(form.fill)
    if form.bold:
        found["text"] = {**found.get("text", {}), "bold": True}
    if form.number_format:
        kind = "DATE" if "y" in form.number_format else "NUMBER"
        found["number"] = {"type": kind, "pattern": form.number_format}
    return found


def _alike(one: Any, other: Any) -> bool:
    """Whether two pieces of a format say the same; colours are told by what is seen."""
    if isinstance(one, dict) and isinstance(other, dict):
        if "rgbColor" in one and "rgbColor" in other:
            return rgb_of(one) == rgb_of(other)
        keys = {k for k in {*one, *other} if k != "foregroundColor"}
        return all(_alike(one.get(k), other.get(k)) for k in keys)
    return bool(one == other)


def plain(value: Any) -> Any:
    """Give one of `PATHS` so that what a person sees as the same is the same."""
    if not isinstance(value, dict):
        return float(value) if isinstance(value, int) else value
    if "rgbColor" in value:
        return rgb_of(value)
    return {key: plain(value[key]) for key in sorted(value) if key != "foregroundColor"}


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of one of `PATHS` are the same for a person."""
    if name == "value" and one and other and "numberValue" in one and "numberValue" in other:
        return bool(one["numberValue"] == other["numberValue"])
    return _alike(one, other)


def _shade(state: State, found: Wishes) -> None:
    """Give fills of ours the shade of the mark that they belong to."""
    for (sheet_id, place), wish in found.cells.items():
        page = state.by_id(sheet_id)
        cell = page.cell(place) if page is not None else {}
        note = str((wish["note"] if "note" in wish else cell.get("note")) or "")
        fill = wish["background"] if "background" in wish else field_of(cell, "background")
        color = shaded(rgb_of(fill), note) if has_block(note) else None
        if color is not None:
            wish["background"] = style_of(color)


def _unsign(state: State, found: Wishes, past: Past) -> None:
    """Take our looks off cells that took them over: an inserted row has them from the row above."""
    gone = {tab.name for tab in found.tabs if isinstance(tab, DropSheet)}
    for page in tabs_of_hers(state):
        if page.title in gone:
            continue
        for place, cell in page.places():
            wish = found.cells.get((page.sheet_id, place), {})
            blank = field_of(cell, "value") is None and not wish.get("value")
            signed = field_of(cell, "sign") == OURS and "sign" not in wish
            if blank and signed and closed(page, place) is None:
                found.cells[page.sheet_id, place] = {**wish, **dict.fromkeys(LOOKS)}
            elif "background" not in wish and field_of(cell, "sign") != OURS:
                note = wish.get("note", cell.get("note")) or ""
                before = past.look(cell, note)
                if told_by(look_of(cell)) and not has_block(note) and not closed(page, place):
                    wish = {**wish, "background": look_style(before)}
                    found.cells[page.sheet_id, place] = wish


def _drop_what_stands(state: State, found: Wishes) -> None:
    """Leave out what stands already."""
    for (sheet_id, place), wish in list(found.cells.items()):
        page = state.by_id(sheet_id)
        cell = page.cell(place) if page is not None else {}
        for name in [n for n, value in wish.items() if same(n, field_of(cell, n), value)]:
            del wish[name]
        if not wish:
            del found.cells[sheet_id, place]


def cell_data(wish: Mapping[str, Any]) -> Json:
    """Give a wish as the API takes a cell."""
    data: Json = {}
    for name, value in wish.items():
        if value is not None:
            first, *rest = PATHS[name]
            if rest:
                data.setdefault(first, {})[rest[0]] = value
            else:
                data[first] = value
    return data


def mask_of(names: Iterable[str]) -> str:
    """Give the field mask for some of `PATHS`."""
    return ",".join(".".join(PATHS[name]) for name in sorted(names))
