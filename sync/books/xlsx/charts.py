"""The charts of a sheet of ours: put beside whatever else is drawn there, and brought up to date.

A chart is known by the name of its frame. Where it stands, how large it is and how it looks is
hers from the moment it stands; only what it shows is written again: the cells that it takes its
title, names and numbers from, what these say, and the words for who cannot see it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from sync.books.xlsx.package import Package
from sync.books.xlsx.workbook import Workbook
from sync.books.xlsx.xml import Node, Tree

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


class Charts:
    """The charts of one sheet."""

    def __init__(self, workbook: Workbook, part: str, sheet: str) -> None:
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
        wanted = {shape_name(chart.key): chart for chart in charts}
        frames = self._frames()
        for name, target in frames:
            if name in wanted and target in self._package:
                self._update(target, wanted[name])
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

    def _frames(self) -> list[tuple[str, str]]:
        """Give the frames of ours in the drawing by name, each with its chart; copies too."""
        links = {link.id: link.target for link in self._package.links(self.drawing)}
        found = []
        for frame in self._package.root(self.drawing).every("graphicFrame"):
            name, chart = _name(frame), next(frame.every("chart"), None)
            if name.startswith(shape_name("")) and chart is not None:
                found.append((name, links.get(chart.link(), "")))
        return found

    def _redraw(self, frames: Sequence[tuple[str, str]], wanted: Mapping[str, OwnChart]) -> None:
        """Take off frames that are not wanted, add those that are missing, and tell the rest."""
        drawing, standing = self.drawing, {name for name, _ in frames}
        fresh = [chart for name, chart in wanted.items() if name not in standing]
        links = [self._add(drawing, chart) for chart in fresh]
        tree = self._package.tree(drawing)
        for frame in [*tree.root.every("graphicFrame")]:
            if _name(frame) in standing:
                _retell(tree, frame, wanted.get(_name(frame)))
        taken = [int(n.get("id")) for n in tree.root.every("cNvPr") if n.get("id").isdecimal()]
        first = max(taken, default=1) + 1
        for at, (chart, link) in enumerate(zip(fresh, links, strict=True), first):
            tree.append(tree.root, frame_xml(chart, at, link, self._spaces))
        self._package.put_tree(drawing, tree)
        for name, target in frames:
            if name not in wanted:
                self._drop(drawing, target)

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
        """Bring the title up to date where it is still that of the cell."""
        holder = tree.root.first("chart")
        title = holder.first("title") if holder is not None else None
        text = title.first("tx") if title is not None else None
        if text is not None and text.first("strRef") is not None:
            new = title_text(self._sheet, chart, text.prefix).encode()
            tree.splice(text.start, text.end, new)

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


def _name(frame: Node) -> str:
    return next((node.get("name") for node in frame.every("cNvPr")), "")


def _retell(tree: Tree, frame: Node, chart: OwnChart | None) -> None:
    """Bring the words of a frame up to date; without a chart, take it off."""
    if chart is not None:
        for node in [*frame.every("cNvPr")][:1]:
            if node.get("descr") != chart.alt:
                tree.set_attr(node, "descr", chart.alt)
        return
    anchor = frame
    while anchor.parent is not None and anchor.parent is not tree.root:
        anchor = anchor.parent
    tree.remove(anchor)
