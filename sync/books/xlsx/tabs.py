"""Sheets that are ours: written whole, replaced in their place, taken off."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from functools import lru_cache

from sync.books.base import Format, OwnCell, OwnSheet, column_letters
from sync.books.xlsx.cells import cell_bytes, formula_bytes, words, writable
from sync.books.xlsx.charts import Charts
from sync.books.xlsx.frame import MAX_COLUMN, MAX_ROW
from sync.books.xlsx.keptlooks import KeptRow, drawing_link, hers_first, kept_of, refresh
from sync.books.xlsx.package import Package
from sync.books.xlsx.styles import Styles
from sync.books.xlsx.workbook import Tab, Workbook
from sync.books.xlsx.xml import escape_attr

_SHARED_KINDS = frozenset({"slicerCache", "pivotCacheDefinition", "person", "image"})
DATE = "yyyy-mm-dd"
PLAIN, DATED = Format(), Format(number_format=DATE)
LINE, HIGHEST = 15, 405
"""Height of a line and of the highest row that Excel has, in points."""
_MARGINS = b'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'


def quoted(name: str) -> str:
    """Give a sheet's name as it stands in a reference."""
    return "'" + name.replace("'", "''") + "'"


def bad_name(name: str) -> str:
    """Say what is wrong with a sheet's name, or nothing."""
    if not name.strip() or len(name) > 31:
        return "a sheet's name has 1 to 31 characters"
    if any(c in "[]:*?/\\" or c < " " for c in name):
        return "a sheet's name cannot hold any of []:*?/\\"
    if name.startswith("'") or name.endswith("'"):
        return "a sheet's name cannot begin or end with an apostrophe"
    return "the name History is kept by Excel" if name.lower() == "history" else ""


def why_not(sheet: OwnSheet, *, from_1904: bool) -> str:
    """Say why a sheet cannot be written, or nothing."""
    if why := bad_name(sheet.name):
        return why
    if len(sheet.rows) > MAX_ROW or any(len(row) > MAX_COLUMN for row in sheet.rows):
        return "it has more rows or columns than a sheet can hold"
    whys = (writable(c.value, from_1904=from_1904) for row in sheet.rows for c in row)
    return next((why for why in whys if why), "")


class Writer:
    """Writes a sheet of ours as the bytes of its part."""

    def __init__(
        self,
        sheet: OwnSheet,
        styles: Styles,
        space: str,
        *,
        from_1904: bool,
        kept: Mapping[str, KeptRow] | None = None,
    ) -> None:
        """Make a writer. kept: the looks that rows have by now, by their keys."""
        self._sheet = sheet
        self._kept = kept or {}
        self._styles = styles
        self._space = space
        self._from_1904 = from_1904
        self._words = words(b"")

    def rows(self) -> bytes:
        """Give the rows."""
        return b"".join(self._row(number) for number in range(1, len(self._sheet.rows) + 1))

    def render(self, drawing: bytes = b"") -> bytes:
        """Give the part. drawing: the element that points to what is drawn on it."""
        sheet = self._sheet
        pieces = [
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s">'
            % self._space.encode(),
            b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if sheet.fit_width else b"",
            b'<dimension ref="%s"/>' % self._corner().encode(),
            self._view(),
            b'<sheetFormatPr defaultRowHeight="15"/>',
            self._columns(),
            b"<sheetData>",
            self.rows(),
            b"</sheetData>",
            self._filter(),
            self._links(),
            _MARGINS,
            self._page(),
            self._breaks(),
            drawing,
            b"</worksheet>",
        ]
        return b"".join(pieces)

    @property
    def _width(self) -> int:
        return max((len(row) for row in self._sheet.rows), default=0)

    def _corner(self) -> str:
        if not self._width:
            return "A1"
        return f"A1:{column_letters(self._width)}{len(self._sheet.rows)}"

    def _view(self) -> bytes:
        frozen = self._sheet.frozen_rows
        if not frozen:
            return b'<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        return (
            b'<sheetViews><sheetView workbookViewId="0">'
            b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
            b'<selection pane="bottomLeft"/></sheetView></sheetViews>'
        ) % (frozen, frozen + 1)

    def _columns(self) -> bytes:
        keys = self._sheet.key_column
        columns = b"".join(
            b'<col min="%d" max="%d" width="%s"%s customWidth="1"/>'
            % (n, n, f"{width:g}".encode(), b' hidden="1"' if n == keys else b"")
            for n, width in enumerate(self._sheet.widths, 1)
            if width > 0
        )
        return b"<cols>" + columns + b"</cols>" if columns else b""

    def _row(self, number: int) -> bytes:
        kept = self._kept.get(self._key(number))
        cells = b"".join(
            self._cell(number, column, cell, kept)
            for column, cell in enumerate(self._sheet.rows[number - 1], 1)
            if cell.value is not None or cell.format is not None
        )
        look = kept.look if kept is not None else self._height(number)
        if kept is not None:
            cells += kept.beside(number)
        return b'<row r="%d"%s>%s</row>' % (number, look, cells) if cells else b""

    def _key(self, number: int) -> str:
        """Give the key of a row, by which its looks are kept."""
        column = self._sheet.key_column
        row = self._sheet.rows[number - 1]
        key = str(row[column - 1].value or "") if column and len(row) >= column else ""
        return key.partition("|")[0]

    def _height(self, number: int) -> bytes:
        """Give room for the longest wrapped text; not every program makes it by itself."""
        cells = zip(self._sheet.rows[number - 1], self._sheet.widths, strict=False)
        lines = max(
            (_lines(str(c.value), w) for c, w in cells if c.format and c.format.wrap and w > 0),
            default=1,
        )
        return b' ht="%d" customHeight="1"' % min(LINE * lines, HIGHEST) if lines > 1 else b""

    def _cell(self, row: int, column: int, cell: OwnCell, kept: KeptRow | None) -> bytes:
        known = kept.styles.get(column) if kept is not None else None
        style = self._style(cell) if known is None else known
        if cell.formula is not None:
            return formula_bytes(row, column, cell.formula, str(cell.value or ""), style)
        return cell_bytes(self._words, row, column, cell.value, style, from_1904=self._from_1904)

    def _style(self, cell: OwnCell) -> int:
        style = self._styles.with_format(0, cell.format or PLAIN)
        if hasattr(cell.value, "year") and not self._styles.is_date(style):
            style = self._styles.with_format(style, DATED)
        return style

    @property
    def filter_text(self) -> str:
        """The area of the filter, or nothing."""
        header = self._sheet.header_row
        if not header or not self._width:
            return ""
        last = max(len(self._sheet.rows), header)
        return f"A{header}:{column_letters(self._width)}{last}"

    def _filter(self) -> bytes:
        text = self.filter_text
        return b'<autoFilter ref="%s"/>' % text.encode() if text else b""

    def _links(self) -> bytes:
        links = []
        for number, row in enumerate(self._sheet.rows, 1):
            for column, cell in enumerate(row, 1):
                if cell.link is not None:
                    place = f"{quoted(cell.link.sheet)}!{cell.link.address}"
                    links.append(
                        b'<hyperlink ref="%s%d" location="%s" display="%s"/>'
                        % (
                            column_letters(column).encode(), number, escape_attr(place),
                            escape_attr(str(cell.value or place)[:255]),
                        )
                    )  # fmt: skip
        return b"<hyperlinks>" + b"".join(links) + b"</hyperlinks>" if links else b""

    def _page(self) -> bytes:
        way = b"landscape" if self._sheet.landscape else b"portrait"
        fit = b' fitToHeight="0"' if self._sheet.fit_width else b""
        scale = b' scale="%d"' % self._sheet.scale if self._sheet.scale else b""
        return b'<pageSetup%s orientation="%s"%s/>' % (scale, way, fit)

    def _breaks(self) -> bytes:
        """End pages where the sheet says; a program that fits sheets to pages overlooks it."""
        rows = self._sheet.page_ends
        if not rows:
            return b""
        breaks = b"".join(b'<brk id="%d" max="16383" man="1"/>' % row for row in rows)
        count = b'count="%d" manualBreakCount="%d"' % (len(rows), len(rows))
        return b"<rowBreaks " + count + b">" + breaks + b"</rowBreaks>"

    def names(self) -> dict[str, str]:
        """Give the names that go with the sheet: its filter, and the titles when printed."""
        names = {}
        name = quoted(self._sheet.name)
        if text := self.filter_text:
            first, _, last = text.partition(":")
            names["_xlnm._FilterDatabase"] = f"{name}!{_fixed(first)}:{_fixed(last or first)}"
        if (columns := self._sheet.print_columns) and self._sheet.rows:
            end = column_letters(columns)
            names["_xlnm.Print_Area"] = f"{name}!$A$1:${end}${len(self._sheet.rows)}"
        if header := self._sheet.header_row:
            names["_xlnm.Print_Titles"] = f"{name}!${header}:${header}"
        return names


def _lines(text: str, width: float) -> int:
    """Count the lines of a text in a column of so many characters."""
    fits = max(int(width), 1)
    return sum(_wrapped(part, fits) for part in text.splitlines()) or 1


@lru_cache(maxsize=1024)  # the same steps and sources stand in row after row
def _wrapped(part: str, fits: int) -> int:
    if len(part) <= fits and "\t" not in part:
        return 1
    return max(len(textwrap.wrap(part, fits)), 1)


def _fixed(address: str) -> str:
    letters = address.rstrip("0123456789")
    return f"${letters}${address[len(letters) :]}"


def put_sheet(workbook: Workbook, sheet: OwnSheet, styles: Styles) -> None:
    """Put a sheet of ours at the end, or replace all that stands in it."""
    tab = workbook.tab(sheet.name)
    kept = kept_of(workbook, tab.part, sheet.key_column) if tab and sheet.key_column else None
    looks = kept.rows if kept is not None else None
    writer = Writer(sheet, styles, workbook.space, from_1904=workbook.from_1904, kept=looks)
    if tab is None:
        part = workbook.package.free_name(f"{workbook.folder}worksheets/", "sheet", ".xml")
        workbook.package.put(part, writer.render())
        workbook.add_tab(sheet.name, part, sheet.visibility)
        if sheet.charts:
            link = Charts(workbook, part, sheet.name).put(sheet.charts)
            workbook.package.put(part, writer.render(drawing_link(workbook, link)))
    elif kept is not None:
        refresh(workbook, tab, sheet, writer.rows(), kept)
    else:
        _replace(workbook, tab, writer.render())
    workbook.set_visibility(sheet.name, sheet.visibility)
    names = writer.names()
    if kept is not None:
        names = hers_first(workbook.local_names(sheet.name), names)
    workbook.set_local_names(sheet.name, names)


def _replace(workbook: Workbook, tab: Tab, content: bytes) -> None:
    package = workbook.package
    if package.read(tab.part) != content:
        drop_calculation_chain(workbook, tab.part)
        drop_attached(package, tab.part)
        package.put(tab.part, content)


def drop_sheet(workbook: Workbook, name: str) -> None:
    """Take a sheet of ours off, with all that hangs on it alone."""
    tab = workbook.tab(name)
    if tab is None:
        return
    drop_calculation_chain(workbook, tab.part)
    workbook.drop_tab(tab.name)
    drop_attached(workbook.package, tab.part)
    workbook.package.drop_type(tab.part)
    workbook.package.drop(tab.part)


def drop_attached(package: Package, part: str) -> None:
    """Take off the relationships of a part, and the parts that nothing else points to."""
    links = [x for x in package.links(part) if not x.external]
    name = package.links_part(part)
    if name not in package:
        return
    package.drop(name)
    for link in links:
        shared = link.kind in _SHARED_KINDS or _pointed_at(package, link.target)
        if link.target in package and not shared:
            drop_attached(package, link.target)
            package.drop_type(link.target)
            package.drop(link.target)


def _pointed_at(package: Package, target: str) -> bool:
    for name in package.names():
        if name.lower().endswith(".rels"):
            folder, _, file = name.rpartition("/")
            source = folder.rpartition("/")[0]
            source = f"{source}/{file[:-5]}" if source else file[:-5]
            if any(x.target.lower() == target.lower() for x in package.links(source)):
                return True
    return False


def drop_calculation_chain(workbook: Workbook, part: str) -> None:
    """Take off the list of formula cells when a sheet with formulas goes; Excel makes it anew."""
    package = workbook.package
    chains = package.linked(workbook.part, "calcChain")
    if chains and any(b"<f" in piece for piece in package.text(part)):
        package.drop_link(workbook.part, chains[0].id)
        package.drop_type(chains[0].target)
        package.drop(chains[0].target)
