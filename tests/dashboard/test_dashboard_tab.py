"""The Dashboard tab: figures with native charts, in her workbook, and hers to arrange."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from models.figures import Grade, figures
from sync.books.xlsx.chartxml import LOOKS
from sync.reports.dashboard import dashboard_sheet, told_again
from tests.dashboard.hand import (
    DAY,
    SAMPLES,
    change,
    chart_named,
    check,
    clear,
    part_of,
    parts,
    sample,
)
from tests.needs import office
from tests.samples.test_answers import ANSWERS, checked

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
LATER = date(2027, 2, 10)
BOTH = ("dashboard", "board")
LARGE = ("three-year", "attested", "applicants-and")
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/_rels/.*|xl/styles\.xml|rostercheck/.*"
    r"|xl/comments\d*\.xml|xl/drawings/vmlDrawing\d+\.vml|xl/worksheets/.*|xl/tables/.*"
)


@pytest.fixture(scope="module")
def checked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = sample(tmp_path_factory.mktemp("checked"))
    check(path)
    return path


@pytest.fixture
def book(tmp_path: Path, checked_once: Path) -> Path:
    return Path(shutil.copy(checked_once, tmp_path))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(path.name, marks=[pytest.mark.slow] if path.name.startswith(LARGE) else [])
        for path in sorted(SAMPLES.glob("*.xlsx"))
    ],
)
def test_clear_gives_back_the_identical_parts(tmp_path: Path, name: str) -> None:
    """Charts, drawing, sheet, links and types: all of it comes and goes without a trace."""
    path = sample(tmp_path, name)
    before = parts(path)
    check(path, tabs=BOTH)
    marked = parts(path)
    new = [name for name in marked if name not in before and "/charts/" in name]
    assert new
    assert all(marked[name] == before[name] for name in before if not MAY_CHANGE.fullmatch(name))
    clear(path)
    assert parts(path) == before


@pytest.mark.slow
def test_a_second_check_changes_nothing(book: Path) -> None:
    """Neither the same day, nor after a clearing and a check."""
    once = book.read_bytes()
    assert check(book) == 0
    assert book.read_bytes() == once
    clear(book)
    check(book)
    assert check(book) == 0


def test_the_charts_show_the_cells(tmp_path: Path) -> None:
    """Every name and number that a chart holds is what stands in the cells it points to."""
    path = sample(tmp_path)
    check(path, tabs=BOTH)
    workbook = openpyxl.load_workbook(path)
    for name, least in (("Dashboard", 8), ("Board dashboard", 6)):
        sheet = workbook[name]
        assert len(sheet._charts) >= least
        for chart in sheet._charts:
            for series in chart.series:
                _same(sheet, series.cat.strRef.f, [p.v for p in series.cat.strRef.strCache.pt])
                cache = {p.idx: float(p.v) for p in series.val.numRef.numCache.pt}
                cells = _cells(sheet, series.val.numRef.f)
                numbers = {n: c for n, c in enumerate(cells) if isinstance(c, int | float)}
                assert cache == numbers
                _same(sheet, series.tx.strRef.f, [p.v for p in series.tx.strRef.strCache.pt])


def _cells(sheet, reference: str) -> list[object]:
    title, _, area = reference.rpartition("!")
    assert title.strip("'") == sheet.title
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    return [sheet.cell(r, c).value for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _same(sheet, reference: str, said: list[str]) -> None:
    assert [str(value) for value in _cells(sheet, reference)] == said


@pytest.mark.slow
def test_words_for_who_cannot_see_and_looks_for_who_sees_no_colour(book: Path) -> None:
    """Each chart has words that tell its numbers, its numbers at the bars, and bars told apart."""
    drawing = parts(book)[part_of(book, b'name="Rostercheck roster"', "xl/drawings/drawing")]
    words = re.findall(rb'name="Rostercheck (\w+)" descr="([^"]*)"', drawing)
    assert len(words) >= 8
    assert all(len(text) > 40 and re.search(rb"\d", text) for _, text in words)
    assert len(set(LOOKS)) == len(LOOKS)
    chart = parts(book)[chart_named(book, "categories")]
    fills = re.findall(rb"</c:tx><c:spPr>(.*?)<a:ln", chart)
    assert len(fills) == len(set(fills)) == 4
    assert chart.count(b'<c:showVal val="1"/>') == 4


def test_a_moved_chart_and_her_looks_stay(book: Path) -> None:
    """Next month: new numbers, in the chart where she put it, in the colour she gave it."""
    drawing = part_of(book, b'name="Rostercheck cycle"', "xl/drawings/drawing")
    chart = chart_named(book, "cycle")
    sheet = part_of(book, b"hours.table", "xl/worksheets/")
    hers = b"<xdr:from><xdr:col>25</xdr:col><xdr:colOff>7</xdr:colOff><xdr:row>3</xdr:row>"
    moved = re.compile(rb"<xdr:from>(?:(?!<xdr:from>).)*?</xdr:row>(?=(?:(?!<xdr:from>).)*cycle)")
    blue = b'<a:solidFill><a:srgbClr val="00B0F0"/></a:solidFill>'
    change(
        book,
        {
            drawing: lambda data: moved.sub(hers, data, count=1),
            chart: lambda data: data.replace(
                b'<a:solidFill><a:srgbClr val="1F3A5F"/></a:solidFill><a:ln w="9525">',
                blue + b'<a:ln w="9525">', 1,
            ),
            sheet: lambda data: data.replace(b'width="52"', b'width="71.5"'),
        },
    )  # fmt: skip
    before = parts(book)[chart]
    assert hers in parts(book)[drawing]
    assert blue in before
    assert check(book, LATER) > 0
    after = parts(book)
    assert hers in after[drawing]
    assert blue in after[chart]
    assert after[chart] != before
    assert b'width="71.5"' in after[sheet]
    assert b"As of 10 Feb 2027" in after[sheet]


@pytest.mark.slow
def test_a_renamed_and_moved_tab_is_the_same_tab(book: Path) -> None:
    """She calls it Numbers and puts it first; it is written there, and the charts follow."""
    chart = chart_named(book, "roster")
    name = re.compile(rb'<sheet name="Dashboard"[^>]*/>')

    def first(data: bytes) -> bytes:
        entry = name.search(data)
        assert entry is not None
        data = name.sub(b"", data)
        again = entry[0].replace(b'"Dashboard"', b'"Numbers"')
        data = data.replace(b"<sheets>", b"<sheets>" + again)
        return re.sub(rb"<definedNames>.*</definedNames>", b"", data, flags=re.DOTALL)

    change(
        book,
        {
            "xl/workbook.xml": first,
            chart: lambda data: data.replace(b"'Dashboard'!", b"Numbers!"),
        },
    )
    assert check(book, LATER) > 0
    workbook = openpyxl.load_workbook(book)
    assert workbook.sheetnames[0] == "Numbers"
    assert "Dashboard" not in workbook.sheetnames
    assert b"&#39;Numbers&#39;!" in parts(book)[chart] or b"'Numbers'!" in parts(book)[chart]
    assert check(book, LATER) == 0


@pytest.mark.slow
def test_what_she_typed_beside_and_below_stays(book: Path) -> None:
    """Her notes right of the charts go with their row, those below the last table stay below."""
    sheet = part_of(book, b"hours.table", "xl/worksheets/")
    row = _row_of(parts(book)[sheet], "hours.total")
    last = max(int(n) for n in re.findall(rb'<row r="(\d+)"', parts(book)[sheet]))
    beside = b'<c r="T%d" t="inlineStr"><is><t>ask Jo</t></is></c></row>' % row
    below = b'<row r="%d"><c r="B%d"><v>42</v></c></row></sheetData>' % (last + 3, last + 3)
    pattern = re.compile(rb'(<row r="%d"(?:(?!</row>).)*)</row>' % row)
    change(
        book,
        {
            sheet: lambda data: pattern.sub(lambda m: m[1] + beside, data).replace(
                b"</sheetData>", below
            )
        },
    )
    assert check(book) == 0, "her words are no reason to write the tab again"
    check(book, LATER)
    cells = openpyxl.load_workbook(book)["Dashboard"]
    data = parts(book)[sheet]
    assert cells.cell(_row_of(data, "hours.total"), 20).value == "ask Jo"
    assert 42 in [row[1].value for row in cells.iter_rows(min_row=last)]


def _row_of(data: bytes, key: str) -> int:
    found = re.search(rb'<row r="(\d+)"(?:(?!</row>).)*<t[^>]*>%s<' % key.encode(), data)
    assert found is not None
    return int(found[1])


def test_a_deleted_chart_comes_back_and_her_own_stays(book: Path) -> None:
    """Only charts of ours are ours: one that she added stays, whatever happens to the others."""
    drawing = part_of(book, b'name="Rostercheck cycle"', "xl/drawings/drawing")
    end = rb"</xdr:twoCellAnchor>"
    frame = re.compile(rb"<xdr:twoCellAnchor(?:(?!%s).)*Rostercheck hours\".*?%s" % (end, end))
    own = (
        b"<xdr:twoCellAnchor><xdr:from><xdr:col>30</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1"
        b"</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>33</xdr:col><xdr:colOff>0"
        b'</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" '
        b'textlink=""><xdr:nvSpPr><xdr:cNvPr id="900" name="My box"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        b"<xdr:spPr/></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    change(book, {drawing: lambda data: frame.sub(b"", data).replace(b"</xdr:wsDr>", own)})
    assert b'Rostercheck hours"' not in parts(book)[drawing]
    check(book, LATER)
    assert b'Rostercheck hours"' in parts(book)[drawing]
    assert b'name="My box"' in parts(book)[drawing]
    openpyxl.load_workbook(book)


@pytest.mark.slow
def test_a_chart_that_another_program_renamed_is_known_by_its_cells(book: Path) -> None:
    """Some programs give every chart a name of their own; none appears twice."""
    drawing = part_of(book, b'name="Rostercheck cycle"', "xl/drawings/drawing")
    before = parts(book)[drawing].count(b"<xdr:graphicFrame")
    rename = re.compile(rb'name="Rostercheck (\w+)"')
    change(book, {drawing: lambda data: rename.sub(b'name="Chart"', data)})
    check(book, LATER)
    after = parts(book)[drawing]
    assert after.count(b"<xdr:graphicFrame") == before
    assert after.count(b'name="Rostercheck ') == before


def test_a_title_in_her_words_stays_and_ours_is_told_anew(book: Path) -> None:
    """A title of ours that a program made plain words of follows the numbers; hers does not."""
    titles = re.compile(rb"<c:title><c:tx>.*?</c:tx>", re.DOTALL)
    plain = b"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>%s</a:t></a:r></a:p></c:rich></c:tx>"
    ours = b"11 of 66 people endorsed are short of hours, 10 days after 31 Dec 2026"
    cycle, hours = chart_named(book, "cycle"), chart_named(book, "hours")
    assert ours in parts(book)[hours]
    change(
        book,
        {
            cycle: lambda data: titles.sub(plain % b"How we do", data),
            hours: lambda data: titles.sub(plain % ours, data),
        },
    )
    check(book, LATER)
    after = parts(book)
    assert b"<a:t>How we do</a:t>" in after[cycle]
    assert b"41 days after 31 Dec 2026</a:t>" in after[hours]


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
@pytest.mark.parametrize("grade", Grade)
def test_an_undo_can_make_it_again_from_its_lines(path: Path, grade: Grade) -> None:
    """Cells, looks, charts and pages: all follow from what the lines say."""
    c = checked(path)
    kind = {Grade.COORDINATOR: "dashboard", Grade.BOARD: "board"}[grade]
    made = dashboard_sheet("D", kind, figures(c.roster, c.judged, c.pack, grade=grade))
    again = told_again("D", [[cell.value for cell in row] for row in made.rows])
    assert again is not None
    assert again.charts == made.charts
    assert again.page_ends == made.page_ends
    assert [[c.value for c in r] for r in again.rows] == [[c.value for c in r] for r in made.rows]
    shown = [(at, n) for at, r in enumerate(made.rows) for n, c in enumerate(r) if c.value]
    looks = [made.rows[at][n].format for at, n in shown[:-1] if n < len(made.rows[at]) - 1]
    told = [again.rows[at][n].format for at, n in shown[:-1] if n < len(made.rows[at]) - 1]
    assert told == looks
    assert told_again("D", [["Dashboard"], ["spoilt"]]) is None


def test_it_is_kept_up_to_date_without_being_asked_for(book: Path) -> None:
    """Once it stands, a check without the word writes it, too."""
    assert check(book, LATER, tabs=()) > 0
    assert b"10 Feb 2027" in parts(book)[part_of(book, b"hours.table", "xl/worksheets/")]
    assert check(book, LATER, tabs=()) == 0


def test_charts_of_xlsxwriter_have_the_same_order_of_elements(tmp_path: Path, book: Path) -> None:
    """Excel repairs a chart whose elements stand in another order; XlsxWriter knows the order."""
    import xlsxwriter  # noqa: PLC0415 - only here

    path = tmp_path / "reference.xlsx"
    with xlsxwriter.Workbook(path) as reference:
        sheet = reference.add_worksheet("D")
        chart = reference.add_chart({"type": "bar", "subtype": "stacked"})
        for column in "BC":
            chart.add_series({
                "name": f"=D!${column}$1", "categories": "=D!$A$2:$A$4",
                "values": f"=D!${column}$2:${column}$4",
                "fill": {"color": "#1F3A5F"},
                "data_labels": {"value": True, "position": "center", "num_format": "0"},
            })  # fmt: skip
        chart.set_title({"name": "=D!$A$1", "name_font": {"size": 11}})
        chart.set_y_axis({"reverse": True, "label_position": "low", "line": {"width": 1}})
        chart.set_x_axis({"visible": False, "min": 0})
        chart.set_legend({"position": "bottom", "font": {"size": 9}})
        chart.set_chartarea({"border": {"width": 1}})
        sheet.insert_chart("F2", chart)
    theirs = _orders(parts(path)["xl/charts/chart1.xml"])
    ours = _orders(parts(book)[chart_named(book, "categories")])
    assert set(theirs) >= {"ser", "barChart", "catAx", "valAx", "dLbls", "title", "chart"}
    for name, order in ours.items():
        known = [child for child in theirs.get(name, order) if child in order]
        assert known == [child for child in order if child in known], name


def _orders(data: bytes) -> dict[str, list[str]]:
    """Give the children of each element of a chart in their order, by the element's name."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    found: dict[str, list[str]] = {}
    for node in ET.fromstring(data).iter():
        names = list(dict.fromkeys(child.tag.rpartition("}")[2] for child in node))
        if names:
            found.setdefault(node.tag.rpartition("}")[2], names)
    return found


@pytest.mark.slow
def test_libreoffice_opens_saves_and_prints_it(tmp_path: Path, book: Path) -> None:
    """It shows the charts, and a book saved by it is brought up to date with the same charts."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for form in ("pdf", "xlsx"):
        out = tmp_path / form
        subprocess.run(
            [office(), profile, "--headless", "--convert-to", form, "--outdir", out, book],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
    saved = tmp_path / "xlsx" / book.name
    names = re.findall(rb'name="Rostercheck \w+"', b"".join(_drawings(saved)))
    assert len(names) >= 8
    check(saved, LATER)
    again = re.findall(rb'name="Rostercheck \w+"', b"".join(_drawings(saved)))
    assert sorted(again) == sorted(names)
    assert b"41 days after 31 Dec 2026" in parts(saved)[chart_named(saved, "hours")]
    assert openpyxl.load_workbook(saved)["Dashboard"]["A2"].value.startswith("As of 10 Feb 2027")


def _drawings(path: Path) -> list[bytes]:
    return [data for name, data in parts(path).items() if name.startswith("xl/drawings/drawing")]


def test_the_day_is_the_day_of_the_check(book: Path) -> None:
    """The tab says as of when, and by which rules."""
    sheet = openpyxl.load_workbook(book)["Dashboard"]
    assert sheet["A2"].value.startswith(f"As of {DAY.day} Jan 2027. Rules: Wisconsin")
    assert sheet.column_dimensions["Q"].hidden
