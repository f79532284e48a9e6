"""One cell under one edit: which bytes and which style it has afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from sync.books.base import Format, RestoreLook, SetFill, SetValue, Value
from sync.books.xlsx.cells import (
    T,
    Words,
    cell_bytes,
    content_bytes,
    serial,
    stored_text,
    style_of,
    with_style,
)  # fmt: skip
from sync.books.xlsx.looks import Look, fill_look
from sync.books.xlsx.rows import Row
from sync.books.xlsx.styles import Styles
from sync.books.xlsx.xml import set_attr

PLAIN = Format()
DATE = "yyyy-mm-dd"
CellEdit = SetValue | SetFill | RestoreLook


class CellEditor:
    """Applies edits to the cells of one sheet."""

    def __init__(
        self,
        words: Words,
        styles: Callable[[], Styles],
        strings: Callable[[int], str],
        columns: list[tuple[int, int, int]],
        *,
        from_1904: bool,
    ) -> None:
        self._words = words
        self._styles = styles
        self._strings = strings
        self._columns = columns
        self._from_1904 = from_1904
        self.likes: Mapping[tuple[int, int], int] = {}
        self._known: dict[tuple[object, ...], int] = {}
        self._known_ours: dict[tuple[int, Format], set[Look]] = {}
        self.former: Mapping[tuple[int, int], bytes] = {}

    def edit(self, row: Row, edit: CellEdit) -> str | None:
        """Change a cell in its row; give the reason in words when it must not be changed."""
        if isinstance(edit, SetValue):
            return self._set_value(row, edit)
        if isinstance(edit, SetFill):
            self._set_fill(row, edit)
        else:
            self._restore(row, edit)
        return None

    def look(self, row: Row, column: int) -> str:
        """Give the look of a cell as text that outlives the numbers of this workbook's formats."""
        raw = row.get(column)
        style = row.style_at(self._columns, column)
        said = style_of(_tag(raw)) if raw else None
        fill = self._styles().fill_text(style)
        return json.dumps({"cell": bool(raw), "s": said, "fill": fill}, separators=(",", ":"))

    # Values

    def _set_value(self, row: Row, edit: SetValue) -> str | None:
        column = edit.ref.column
        raw = row.get(column)
        if raw and self._words.formula.search(raw):
            return f"{edit.ref.address} holds a formula, which is never written over"
        if edit.value is None:
            row.set(column, self._emptied(row, edit, raw))
            return None
        style = self._style(row, edit, raw)
        if raw and self._says(raw, edit.value):
            standing = style_of(_tag(raw)) or 0
            row.set(column, raw if standing == style else with_style(raw, style or None))
        else:
            row.set(column, self._filled(row, column, raw, edit.value, style))
        return None

    def _style(self, row: Row, edit: SetValue, raw: bytes) -> int:
        standing = style_of(_tag(raw)) if raw else None
        base = standing or self._base(row, edit)
        return self._laid_over(base, edit)

    def _base(self, row: Row, edit: SetValue) -> int:
        like = edit.format.like if edit.format else None
        if like is None:
            return row.default(self._columns, edit.ref.column)
        if like[0] == row.number:
            return row.style_at(self._columns, like[1])
        return self.likes.get(like, 0)

    def _laid_over(self, base: int, edit: SetValue) -> int:
        format_ = edit.format or PLAIN
        key = (
            base, isinstance(edit.value, date), format_.number_format, format_.fill,
            format_.bold, format_.wrap, format_.top, format_.right,
        )  # fmt: skip
        style = self._known.get(key)
        if style is None:
            style = self._known[key] = self._lay_over(base, format_, dated=key[1])
        return style

    def _lay_over(self, base: int, format_: Format, *, dated: bool) -> int:
        plain = replace(format_, like=None)
        if dated and format_.number_format is None and not self._styles().is_date(base):
            plain = replace(plain, number_format=DATE)
        return base if plain == PLAIN else self._styles().with_format(base, plain)

    def _emptied(self, row: Row, edit: SetValue, raw: bytes) -> bytes:
        """Take the value off, and the whole cell where nothing but our own look would stay."""
        if not raw:
            return raw
        former = self.former.get((row.number, edit.ref.column))
        if former is not None and not self._holds(former):
            return former
        standing = style_of(_tag(raw)) or 0
        default = row.default(self._columns, edit.ref.column)
        if standing in {0, default} or self._styles().look(standing) in self._ours(row, edit):
            return b""
        tag, inner = _without_value(raw, self._words)
        return _joined(tag, inner, self._words)

    def _holds(self, raw: bytes) -> bool:
        """Tell whether a cell holds a value or a formula."""
        words = self._words
        return any(p.search(raw) for p in (words.value, words.text, words.formula))

    def _ours(self, row: Row, edit: SetValue) -> set[Look]:
        """Give the looks that we would have given; it may have been a date that stood there."""
        base = self._base(row, edit)
        format_ = replace(edit.format or PLAIN, like=None)
        key = (base, format_)
        if key not in self._known_ours:
            dated = replace(format_, number_format=format_.number_format or DATE)
            styles = self._styles()
            looks = {styles.laid_over(base, f) for f in (PLAIN, format_, dated)}
            self._known_ours[key] = looks
        return self._known_ours[key]

    def _filled(self, row: Row, column: int, raw: bytes, value: Value, style: int) -> bytes:
        if not raw:
            return cell_bytes(
                self._words, row.number, column, value, style, from_1904=self._from_1904
            )
        tag, inner = _without_value(raw, self._words)
        kind, content = content_bytes(self._words.prefix, value, from_1904=self._from_1904)
        tag = set_attr(tag, "s", str(style) if style else None)
        tail = 2 if tag.endswith(b"/>") else 1
        return _joined(tag[:-tail].rstrip() + kind + tag[-tail:], content + inner, self._words)

    def _says(self, raw: bytes, value: Value) -> bool:
        """Tell whether a cell holds a value already, however it is written down."""
        kind = T.search(_tag(raw))
        type_ = kind[1] if kind else b"n"
        found = self._words.value.search(raw)
        stored = found[1].strip() if found else b""
        if isinstance(value, str):
            return self._text(raw, type_, stored) == value
        if isinstance(value, bool):
            return type_ == b"b" and stored == b"%d" % value
        if value is None or type_ != b"n":
            return False
        number = serial(value, from_1904=self._from_1904) if isinstance(value, date) else value
        try:
            return float(stored) == number
        except ValueError:
            return False

    def _text(self, raw: bytes, type_: bytes, stored: bytes) -> str | None:
        if type_ == b"inlineStr":
            return stored_text(self._words, raw)
        if type_ == b"s" and stored.isdigit():
            return self._strings(int(stored))
        return None

    # Looks

    def _set_fill(self, row: Row, edit: SetFill) -> None:
        column = edit.ref.column
        raw = row.get(column)
        style = self._styles().with_fill(row.style_at(self._columns, column), edit.color)
        row.set(column, self._with_style(row, column, raw, style))

    def _with_style(self, row: Row, column: int, raw: bytes, style: int) -> bytes:
        if not raw:
            return cell_bytes(
                self._words, row.number, column, None, style, from_1904=self._from_1904
            )
        if (style_of(_tag(raw)) or 0) == style:
            return raw
        return with_style(raw, style)

    def _restore(self, row: Row, edit: RestoreLook) -> None:
        column = edit.ref.column
        raw = row.get(column)
        if not raw:
            return
        look = read_look(edit.look)
        if look is None:
            return
        existed, said, fill = look
        present = style_of(_tag(raw)) or 0
        if not existed and not _content(raw, self._words):
            default = row.default(self._columns, column)
            if self._fits(default, present, fill):
                row.set(column, b"")
                return
        former = said or 0
        if existed and self._fits(former, present, fill):
            row.set(column, raw if present == former else with_style(raw, said))
        else:
            style = self._styles().with_fill_text(present, fill)
            row.set(column, self._with_style(row, column, raw, style))

    def _fits(self, former: int, present: int, fill: str) -> bool:
        """Tell whether the former format is the present one but for the fill, and has that fill."""
        styles = self._styles()
        if former >= max(len(styles), 1):
            return False
        look = styles.look(former)
        return look.but_fill() == styles.look(present).but_fill() and look.fill == fill_look(fill)


def read_look(text: str) -> tuple[bool, int | None, str] | None:
    """Read what `look` gave; None when it is not of that kind."""
    try:
        item = json.loads(text)
        existed, said, fill = item["cell"], item["s"], item["fill"]
        fill_look(fill)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    if not isinstance(existed, bool) or not isinstance(fill, str):
        return None
    return (existed, said, fill) if said is None or isinstance(said, int) else None


def _tag(raw: bytes) -> bytes:
    return raw[: raw.index(b">") + 1]


def _content(raw: bytes, words: Words) -> bytes:
    found = words.cell.match(raw)
    return (found[2] or b"").strip() if found else b""


def _without_value(raw: bytes, words: Words) -> tuple[bytes, bytes]:
    """Give the start tag without its type, and what stays of the content."""
    tag = _tag(raw)
    for name in ("t", "cm", "vm"):
        tag = set_attr(tag, name, None)
    kept = words.extension.search(raw)
    return tag, kept[0] if kept else b""


def _joined(tag: bytes, inner: bytes, words: Words) -> bytes:
    opened = tag[:-2].rstrip() if tag.endswith(b"/>") else tag[:-1]
    return b"%s>%s</%sc>" % (opened, inner, words.prefix) if inner else opened + b"/>"
