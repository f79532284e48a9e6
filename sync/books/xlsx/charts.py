"""The charts of a sheet of ours: put beside whatever else is drawn there, and brought up to date.

A chart is known by the name of its frame. Where it stands, how large it is and how it looks is
hers from the moment it stands; only what it shows is written again: the cells that it takes its
title, names and numbers from, what these say, and the words for who cannot see it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sync.books.base import OwnChart
from sync.books.xlsx.chartxml import (
    chart_part,
    drawing_part,
    frame_xml,
    numbers,
    series_name,
    series_xml,
    shape_name,
    texts,
    title_text,
)
from sync.books.xlsx.frame import parse_area
from sync.books.xlsx.package import Package
from sync.books.xlsx.workbook import Workbook
from sync.books.xlsx.xml import Node, Tree, escape_text

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_LOOSE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"


def spaces_of(workbook: Workbook) -> tuple[str, str, str, str]:
    """Give the namespaces of charts, drawings, relationships, and drawings on sheets."""
    if workbook.strict:
        return (
            f"{_STRICT}drawingml/chart",
            f"{_STRICT}drawingml/main",
            f"{_STRICT}officeDocument/relationships",
            f"{_STRICT}drawingml/spreadsheetDrawing",
        )
    return (
        f"{_LOOSE}drawingml/2006/chart",
        f"{_LOOSE}drawingml/2006/main",
        f"{_LOOSE}officeDocument/2006/relationships",
        f"{_LOOSE}drawingml/2006/spreadsheetDrawing",
    )


class Stood(NamedTuple):
    """What a sheet says as it stands: the table of each row, and the title of each table."""

    tables: dict[int, str]
    titles: dict[str, str]


class Charts:
    """The charts of one sheet."""

    def __init__(
        self, workbook: Workbook, part: str, sheet: str, stood: Stood | None = None
    ) -> None:
        """Look at a sheet. stood: what it said before its rows are written again."""
        self._stood = stood or Stood({}, {})
        self._workbook = workbook
        self._package: Package = workbook.package
        self._part, self._sheet = part, sheet
        self._spaces = spaces_of(workbook)

    @property
    def drawing(self) -> str:
        """The drawing of the sheet; nothing where there is none."""
        found = self._package.linked(self._part, "drawing")
        return found[0].target if found and found[0].target in self._package else ""

    def put(self, charts: Sequence[OwnChart]) -> str:
        """Let exactly these charts of ours stand; give the id of the link to a new drawing, if any.

        Raises BookError where the drawing that stands there cannot be read.
        """
        if not self.drawing:
            return self._draw(charts) if charts else ""
        wanted = {chart.key: chart for chart in charts}
        frames = self._frames()
        for frame in frames:
            if frame.key in wanted and frame.part in self._package:
                self._update(frame.part, wanted[frame.key])
        self._redraw(frames, wanted)
        return ""

    def _draw(self, charts: Sequence[OwnChart]) -> str:
        """Make a drawing with some charts."""
        package = self._package
        name = package.free_name(f"{self._workbook.folder}drawings/", "drawing", ".xml")
        package.put(name, drawing_part((), self._spaces))
        package.add_type(name, DRAWING_TYPE)
        links = [self._add(name, chart) for chart in charts]
        frames = [
            frame_xml(chart, at, link, self._spaces)
            for at, (chart, link) in enumerate(zip(charts, links, strict=True), 2)
        ]
        package.put(name, drawing_part(frames, self._spaces))
        return package.add_link(self._part, self._workbook.link_type("drawing"), name)

    def _add(self, drawing: str, chart: OwnChart) -> str:
        """Add the part of a chart; give the id of the link to it."""
        package = self._package
        name = package.free_name(f"{self._workbook.folder}charts/", "chart", ".xml")
        package.put(name, chart_part(self._sheet, chart, self._spaces))
        package.add_type(name, CHART_TYPE)
        return package.add_link(drawing, self._workbook.link_type("chart"), name)

    def _frames(self) -> list[_Frame]:
        """Give the frames of ours in the drawing; copies that she made of them too.

        Where a program has given them other names, the cells that they show tell.
        """
        links = {link.id: link.target for link in self._package.links(self.drawing)}
        found: list[_Frame] = []
        for at, frame in enumerate(self._package.root(self.drawing).every("graphicFrame")):
            chart = next(frame.every("chart"), None)
            if chart is not None:
                part = links.get(chart.link(), "")
                found.append(_Frame(at, key_of(_name(frame)), part))
        named = {frame.key for frame in found if frame.key}
        others = [self._by_cells(frame) for frame in found if not frame.key]
        return [*(f for f in found if f.key), *(f for f in others if f.key and f.key not in named)]

    def _by_cells(self, frame: _Frame) -> _Frame:
        """Know a chart by the cells that name its bars."""
        if frame.part not in self._package or not self._stood.tables:
            return frame
        for names in self._package.root(frame.part).every("cat"):
            for node in names.every("f"):
                area = parse_area(node.text.rpartition("!")[2])
                table = self._stood.tables.get(area.first_row, "") if area is not None else ""
                return frame._replace(key=table)
        return frame

    def _redraw(self, frames: Sequence[_Frame], wanted: Mapping[str, OwnChart]) -> None:
        """Take off frames that are not wanted, add those that are missing, and tell the rest."""
        drawing, standing = self.drawing, {frame.key for frame in frames}
        fresh = [chart for key, chart in wanted.items() if key not in standing]
        links = [self._add(drawing, chart) for chart in fresh]
        tree = self._package.tree(drawing)
        nodes = [*tree.root.every("graphicFrame")]
        for frame in frames:
            _retell(tree, nodes[frame.at], wanted.get(frame.key))
        taken = [int(n.get("id")) for n in tree.root.every("cNvPr") if n.get("id").isdecimal()]
        first = max(taken, default=1) + 1
        for at, (chart, link) in enumerate(zip(fresh, links, strict=True), first):
            tree.append(tree.root, frame_xml(chart, at, link, self._spaces))
        self._package.put_tree(drawing, tree)
        for frame in frames:
            if frame.key not in wanted:
                self._drop(drawing, frame.part)

    def _drop(self, drawing: str, target: str) -> None:
        """Take off the part of a chart with all that hangs on it alone."""
        from sync.books.xlsx.tabs import drop_attached  # noqa: PLC0415 - tabs puts charts

        for link in self._package.links(drawing):
            if link.target == target and target:
                self._package.drop_link(drawing, link.id)
                drop_attached(self._package, target)
                self._package.drop_type(target)
                self._package.drop(target)
                return

    def _update(self, part: str, chart: OwnChart) -> None:
        """Write anew what a chart shows, and leave how it looks."""
        tree = self._package.tree(part)
        series = [*tree.root.every("ser")]
        if not series:
            return  # nothing is left in it to be brought up to date
        self._update_title(tree, chart)
        for at, node in enumerate(series):
            if at < len(chart.series):
                self._update_series(tree, node, chart, at)
            else:
                tree.remove(node)
        more = range(len(series), len(chart.series))
        new = "".join(series_xml(self._sheet, chart, at) for at in more)
        if new:
            tree.splice(series[-1].end, series[-1].end, self._declared(new))
        self._package.put_tree(part, tree)

    def _declared(self, series: str) -> bytes:
        """Let series that are added declare our prefixes; the chart may use others."""
        mark = f'<c:ser xmlns:c="{self._spaces[0]}" xmlns:a="{self._spaces[1]}">'
        return series.replace("<c:ser>", mark).encode()

    def _update_title(self, tree: Tree, chart: OwnChart) -> None:
        """Bring the title up to date where it is still ours: that of the cell, or its words."""
        holder = tree.root.first("chart")
        title = holder.first("title") if holder is not None else None
        text = title.first("tx") if title is not None else None
        if text is None:
            return
        if text.first("strRef") is not None:
            new = title_text(self._sheet, chart, text.prefix).encode()
            tree.splice(text.start, text.end, new)
            return
        # Some programs make plain words of a title that was taken from a cell.
        words = [*text.every("t")]
        if words and "".join(node.text for node in words) == self._stood.titles.get(chart.key):
            for node, said in zip(words, [chart.title, *[""] * len(words)], strict=False):
                tree.splice(tree.open_end(node), node.close, escape_text(said))

    def _update_series(self, tree: Tree, node: Node, chart: OwnChart, at: int) -> None:
        one, c, sheet = chart.series[at], node.prefix, self._sheet
        new = {
            "tx": series_name(sheet, one, c),
            "cat": texts("cat", sheet, chart.labels_at, chart.labels, c),
            "val": numbers(sheet, one, c),
        }
        for name, xml in new.items():
            old = node.first(name)
            if old is not None:
                tree.splice(old.start, old.end, xml.encode())


class _Frame(NamedTuple):
    """A chart in a drawing: its place among the frames, its key ("": not ours), and its part."""

    at: int
    key: str
    part: str


def key_of(name: str) -> str:
    """Give the key of a chart by the name of its frame; nothing where it is not ours."""
    mark = shape_name("")
    return name.removeprefix(mark) if name.startswith(mark) else ""


def _name(frame: Node) -> str:
    return next((node.get("name") for node in frame.every("cNvPr")), "")


def _retell(tree: Tree, frame: Node, chart: OwnChart | None) -> None:
    """Bring the words of a frame up to date; without a chart, take it off."""
    if chart is not None:
        for node in [*frame.every("cNvPr")][:1]:
            for name, text in (("name", shape_name(chart.key)), ("descr", chart.alt)):
                if node.get(name) != text and not (name == "name" and key_of(node.get(name))):
                    tree.set_attr(node, name, text)
        return
    anchor = frame
    while anchor.parent is not None and anchor.parent is not tree.root:
        anchor = anchor.parent
    tree.remove(anchor)
