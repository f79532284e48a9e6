"""The PDF of a pack, as a screen reader finds it: everything tagged, named, and in its place.

What a machine can tell of ISO 14289-1 (PDF/UA) without a validator: each test names the clause.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream, IndirectObject

from sync.board.issue import Order, issue
from sync.board.paper import paper_of
from sync.ledger import open_ledger
from sync.ledger.boards import digest_of
from tests.board.conftest import DAY, LATER, roster, write
from tests.board.test_two_packs import checked

pytestmark = pytest.mark.slow

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "Warichu",
        "Figure",
        "Formula",
        "Form",
    ]
)
"""ISO 32000-1, 14.8.4: the kinds that every reader knows."""
PAINTS = frozenset(
    (b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"Do", b"sh")
)
Element = dict[str, Any]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, pypdf.PdfReader]:
    """Give the page and the PDF of a second pack: with charts, trends, and what changed."""
    folder = tmp_path_factory.mktemp("paper")
    ledger = open_ledger(folder / "ledger.sqlite")
    for day, fine in ((DAY, 25), (LATER, 40)):
        found = checked(write(folder / "members.xlsx", roster(12, fine)), day)
        issued = issue(ledger, Order("members.xlsx", title="Lakeside & Friends"), found)
    ledger.close()
    assert issued.as_of == date.fromisoformat(LATER)
    assert issued.paper is not None
    return issued.page.decode(), pypdf.PdfReader(io.BytesIO(issued.paper))


@pytest.fixture(scope="module")
def pdf(pack: tuple[str, pypdf.PdfReader]) -> pypdf.PdfReader:
    return pack[1]


def tree(pdf: pypdf.PdfReader) -> Iterator[tuple[Element, list[str]]]:
    """Give every element of the tree of tags, in reading order, with the kinds above it."""

    def walk(node: Any, above: list[str]) -> Iterator[tuple[Element, list[str]]]:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                yield from walk(one, above)
        elif isinstance(node, dict) and "/S" in node:
            yield node, above
            kids = node.get("/K", [])
            for one in kids if isinstance(kids, list) else [kids]:
                if isinstance(one, IndirectObject | dict):
                    yield from walk(one, [*above, node["/S"]])

    yield from walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"], [])


def kind(element: Element) -> str:
    return str(element["/S"])[1:]


def test_the_document_says_what_it_is(pdf: pypdf.PdfReader) -> None:
    """5, 7.1, 7.2: its mark as PDF/UA, that it is tagged, its language, a title for the window."""
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert not root["/MarkInfo"].get("/Suspects", False)
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    told = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", told)
    assert "Lakeside &amp; Friends: Board pack, 20 Sep 2026" in told
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Lakeside & Friends: Board pack, 20 Sep 2026"


def test_every_kind_of_tag_is_known(pdf: pypdf.PdfReader) -> None:
    """7.1: no tag is of a kind that readers do not know; everything is within the document."""
    found = list(tree(pdf))
    assert {kind(one) for one, _ in found} <= STANDARD
    assert [kind(one) for one, above in found if not above] == ["Document"]


def test_nothing_is_painted_without_a_tag(pdf: pypdf.PdfReader) -> None:
    """7.1: every word and line is within a tag or marked as ornament; no tag is without words."""
    parents = {}
    for one, _ in tree(pdf):
        kids = one.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                parents[one["/Pg"].indirect_reference.idnum, int(kid)] = one
    for page in pdf.pages:
        mine, depth = set(), []
        contents = page.get_contents()
        assert contents is not None
        for operands, operator in ContentStream(contents, pdf).operations:
            if operator in (b"BDC", b"BMC"):
                more = operands[1] if len(operands) > 1 else {}
                depth.append(operands[0])
                if isinstance(more, dict) and "/MCID" in more:
                    mine.add((page.indirect_reference.idnum, int(more["/MCID"])))
            elif operator == b"EMC":
                depth.pop()
            elif operator in PAINTS:
                assert depth, (operator, operands)
        assert depth == []
        assert mine
        assert mine <= parents.keys(), "a mark that no tag knows"
        assert {key for key in parents if key[0] == page.indirect_reference.idnum} <= mine


def test_headings_go_down_step_by_step(pdf: pypdf.PdfReader) -> None:
    """7.4.2: one first heading, and none is left out on the way down."""
    levels = [int(kind(one)[1]) for one, _ in tree(pdf) if re.fullmatch(r"H[1-6]", kind(one))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_has_words_and_a_place(pack: tuple[str, pypdf.PdfReader]) -> None:
    """7.3: each chart has the words that the page has for it, and says where it stands."""
    page, pdf = pack
    pictures = [one for one, _ in tree(pdf) if kind(one) == "Figure"]
    assert len(pictures) == page.count("<svg ") > 3
    for one in pictures:
        assert len(one["/Alt"]) > 30
        assert len(one["/A"]["/BBox"]) == 4


def test_every_cell_leads_to_its_headers(pack: tuple[str, pypdf.PdfReader]) -> None:
    """7.5: each header says its direction and has a name; each cell names a row and a column."""
    pdf = pack[1]
    found = list(tree(pdf))
    names = pdf.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"]
    listed = [str(name) for name in names[::2]]
    assert listed == sorted(listed), "or a reader finds none of them"
    leads = dict(zip(listed, (place.get_object() for place in names[1::2]), strict=True))
    for one, above in found:
        if kind(one) in {"TH", "TD"}:
            assert above[-1] == "/TR"
        if kind(one) == "TH":
            assert one["/A"]["/Scope"] == ("/Column" if above[-2] == "/THead" else "/Row")
            assert leads[str(one["/ID"])] == one
        if kind(one) == "TD":
            directions = [leads[str(name)]["/A"]["/Scope"] for name in one["/A"]["/Headers"]]
            assert sorted(directions) == ["/Column", "/Row"]
    tables = [one for one, _ in found if kind(one) == "Table"]
    assert len(tables) > 5
    for one in tables:
        inside = {kind(kid.get_object()) for kid in one["/K"]}
        assert {"THead", "TBody"} <= inside <= {"Caption", "THead", "TBody"}
    assert sum(kind(one) == "Caption" for one, _ in found) == pack[0].count("<caption>")


def test_lists_and_links_are_what_they_say(pack: tuple[str, pypdf.PdfReader]) -> None:
    """7.6, 7.18: lists hold items; a link says where it leads and is reached by the keyboard."""
    page, pdf = pack
    for one, above in tree(pdf):
        if kind(one) == "LI":
            assert above[-1] == "/L"
        if kind(one) == "LBody":
            assert above[-1] == "/LI"
    words = {text.strip() for text in re.findall(r'<a\b[^>]*href="#[^"]+"[^>]*>([^<]+)</a>', page)}
    told = set()
    for one in pdf.pages:
        for note in one.get("/Annots", []):
            link = note.get_object()
            assert one["/Tabs"] == "/S"
            assert link["/Subtype"] == "/Link"
            assert "/StructParent" in link
            told.add(str(link["/Contents"]).replace("&", "&amp;"))
    assert told
    assert told <= words


def test_every_font_is_in_the_file_and_can_be_read_aloud(pdf: pypdf.PdfReader) -> None:
    """7.21: fonts are embedded, and each sign of them leads back to letters."""
    fonts = [font.get_object() for page in pdf.pages
             for font in page["/Resources"]["/Font"].values()]  # fmt: skip
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        inner = font["/DescendantFonts"][0].get_object()
        described = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_the_foot_of_a_page_is_no_part_of_the_text(pdf: pypdf.PdfReader) -> None:
    """7.8: the line with the page number is on each page, and is not read aloud with the text."""
    for number, page in enumerate(pdf.pages, 1):
        assert f"Page {number} of {len(pdf.pages)}" in page.extract_text()
        contents = page.get_contents()
        assert contents is not None
        assert b"/Pagination" in contents.get_data()


def test_the_same_page_gives_the_same_bytes(pack: tuple[str, pypdf.PdfReader]) -> None:
    """Nothing that completes the tags depends on chance."""
    page = pack[0].encode()
    assert paper_of(page, digest_of(page)) == paper_of(page, digest_of(page))


def test_a_page_without_tables_or_links_is_printed(tmp_path: Path) -> None:
    """Where there is nothing to complete, nothing breaks."""
    page = b'<!doctype html><html lang="en"><title>t</title><h1>Nothing</h1></html>'
    assert pypdf.PdfReader(io.BytesIO(paper_of(page, digest_of(page)))).pages
