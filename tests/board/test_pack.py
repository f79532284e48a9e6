"""A board pack as it comes out of the command: nobody named, whole in itself, the same for ever."""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest

from sync.board import issue as issuing
from sync.board import paper
from tests.board.conftest import DAY, HEAD, LATER, WORDS, member, roster, write

STEM = f"board-pack-1-{DAY}"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook, its ledger, and the first pack, issued by the real program."""
    folder = tmp_path_factory.mktemp("board")
    write(folder / "members.xlsx", roster(12, 25))
    command(folder, "board", "members.xlsx", "--as-of", DAY, *WORDS, "--out", "out")
    return folder


def command(folder: Path, *words: str, **environment: str) -> str:
    """Call the program in a fresh process; give what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "sync", *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def documents(folder: Path, stem: str = STEM) -> tuple[bytes, bytes]:
    return (folder / f"{stem}.html").read_bytes(), (folder / f"{stem}.pdf").read_bytes()


class Page(HTMLParser):
    """What stands in a page, as far as tests ask for it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def everything_in(data: bytes) -> str:
    """Give every text of a PDF: pages, title, outline, and what describes the document."""
    pdf = pypdf.PdfReader(io.BytesIO(data))
    texts = [page.extract_text() for page in pdf.pages]
    texts += [str(value) for value in (pdf.metadata or {}).values()]
    texts += [one.title for one in pdf.outline if not isinstance(one, list)]
    metadata = pdf.trailer["/Root"]["/Metadata"].get_object().get_data()
    return "\n".join((*map(str, texts), metadata.decode()))


@pytest.mark.slow
def test_nobody_is_named(issued: Path) -> None:
    """No name, no address, no id of the roster stands in the page, the PDF, or their metadata."""
    page, pdf = documents(issued / "out")
    texts = (page.decode(), everything_in(pdf), pdf.decode("latin-1"))
    people = [dict(zip(HEAD, row, strict=True)) for row in roster(12, 25)]
    for one in people:
        for key in ("Member ID", "Full Name", "E-mail"):
            assert not [1 for text in texts if str(one[key]) in text]
        last = str(one["Full Name"]).split()[-1]
        assert not re.search(rf"\b{last}\b", page.decode())
    with sqlite3.connect(issued / "rostercheck-ledger.sqlite") as ledger:
        ((content,),) = ledger.execute("SELECT content FROM board_pack")
    kept = json.dumps(json.loads(zlib.decompress(content)))
    assert not [one for one in people if str(one["Full Name"]) in kept]
    assert "members.xlsx" not in page.decode()


def test_the_page_needs_nothing_else(issued: Path) -> None:
    """One file: nothing is fetched, no script runs, links lead to places in the page itself."""
    text = documents(issued / "out")[0].decode()
    page = Page(text)
    assert not page.all("script", "link", "img", "iframe", "object", "form")
    links = [one["href"] or "" for one in page.all("a")]
    ids = {one["id"] for _, one in page.tags if "id" in one}
    assert links
    assert [link for link in links if link[0] != "#" or link[1:] not in ids] == []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []
    assert "url(" not in text.replace("url(#", "")


def test_the_page_can_be_read_aloud(issued: Path) -> None:
    """A language, one first heading, headings in steps, captions, scopes, words for pictures."""
    page = Page(documents(issued / "out")[0].decode())
    assert page.all("html")[0]["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table")) > 5
    assert {one.get("scope") for one in page.all("th")} == {"col", "row"}
    charts = page.all("svg")
    assert charts
    named = {one["id"] for one in page.all("title") if "id" in one}
    assert [one for one in charts if one["aria-labelledby"] not in named] == []
    ids = [one["id"] for _, one in page.tags if "id" in one]
    assert len(ids) == len(set(ids))


def test_the_pdf_is_tagged(issued: Path) -> None:
    """PDF/UA: language, title, outline, a tree of tags with headings, tables and figures."""
    pdf = pypdf.PdfReader(io.BytesIO(documents(issued / "out")[1]))
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Board pack" in pdf.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert pdf.outline
    tags: list[str] = []
    alts: list[object] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            tags.append(str(node.get("/S")))
            if node.get("/S") == "/Figure":
                alts.append(node.get("/Alt"))
            if "/K" in node:
                walk(node["/K"])

    walk(root["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TR", "/TH", "/TD", "/Caption", "/Figure"} <= set(tags)
    assert alts
    assert all(alts)


def test_a_second_call_gives_the_same_pack(run, issued: Path, tmp_path: Path) -> None:
    """The same book and day: the same number, the same bytes, and no new pack in the ledger."""
    book = issued / "members.xlsx"
    said = run("board", book, "--as-of", DAY, *WORDS, "--out", tmp_path / "again")
    assert "made again as it was issued" in said.out
    assert documents(tmp_path / "again") == documents(issued / "out")
    assert run("board", "list", book).out.count("members.xlsx") == 1


@pytest.mark.slow
def test_another_computer_makes_the_same_bytes(issued: Path, tmp_path: Path) -> None:
    """No clock, no chance: a fresh ledger, another time zone and hash seed give the same bytes."""
    shutil.copy(issued / "members.xlsx", tmp_path)
    command(
        tmp_path, "board", "members.xlsx", "--as-of", DAY, *WORDS, "--out", "out",
        TZ="America/Anchorage", PYTHONHASHSEED="99",
    )  # fmt: skip
    assert documents(tmp_path / "out") == documents(issued / "out")


def test_again_gives_what_was_issued_whatever_the_program_does_now(
    run, issued: Path, tmp_path: Path, monkeypatch
) -> None:
    """A later program may write pages otherwise: an issued pack stays byte for byte."""
    monkeypatch.setattr(issuing, "page_of", lambda content: b"<p>quite another page</p>")
    monkeypatch.setattr(issuing, "paper_of", lambda page, digest: b"%PDF-1.7 another")
    done = run("board", "again", 1, "--book", issued / "members.xlsx", "--out", tmp_path / "x")
    assert done.code == 0, done.err
    assert documents(tmp_path / "x") == documents(issued / "out")


@pytest.fixture
def unprinted(monkeypatch):
    """Print nothing: for tests that look at pages only."""

    def nothing(page: bytes, digest: str) -> bytes:
        raise paper.NoPrinter

    monkeypatch.setattr(issuing, "paper_of", nothing)


def test_a_correction_is_numbered_and_says_so(run, members: Path, tmp_path, unprinted) -> None:
    """Other figures for the same day: the pack stays until a new issue is asked for by name."""
    words = ("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    assert run(*words).code == 0
    first = (tmp_path / "out" / f"{STEM}.html").read_bytes()
    write(members, roster(12, 35))
    stays = run(*words)
    assert "--new-issue" in stays.out
    assert (tmp_path / "out" / f"{STEM}.html").read_bytes() == first
    fresh = run(*words, "--new-issue")
    assert "in the place of pack 1" in fresh.out
    second = (tmp_path / "out" / f"board-pack-2-{DAY}.html").read_text()
    assert "This pack replaces pack 1" in second
    assert "nothing to correct" in run(*words, "--new-issue").out
    assert "replaced by 2" in run("board", "list", members).out
    assert (tmp_path / "out" / f"{STEM}.html").read_bytes() == first


def test_another_title_is_another_issue(run, members: Path, tmp_path, unprinted) -> None:
    """A title left out is that of the pack; another one is a correction if it is asked for."""
    words = ("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    run(*words, "--title", "Lakeside")
    assert "--new-issue" not in run(*words).out
    assert "another title" in run(*words, "--title", "Lakeside Network").out
    assert "pack 1" in run(*words, "--title", "Lakeside Network", "--new-issue").out
    text = (tmp_path / "out" / f"board-pack-2-{DAY}.html").read_text()
    assert "<h1>Lakeside Network</h1>" in text


def test_what_changed_by_a_few_is_not_said(run, members: Path, tmp_path, unprinted) -> None:
    """One person more since the last pack: no page says so, in no table and no title."""
    words = (*WORDS, "--out", tmp_path / "out")
    run("board", members, "--as-of", DAY, *words)
    write(members, roster(12, 26))
    assert run("board", members, "--as-of", LATER, *words).code == 0
    text = (tmp_path / "out" / f"board-pack-2-{LATER}.html").read_text()
    assert "People in the roster: about 37" in text
    assert "fewer than 5" in text
    assert not re.search(r">38<|\b38 (of|people)|\b26 (of|people)", text)


def test_what_changed_by_many_is_said(run, members: Path, tmp_path, unprinted) -> None:
    """Ten people more: the pack says then, now and the change, and draws how it went."""
    words = (*WORDS, "--out", tmp_path / "out")
    run("board", members, "--as-of", DAY, *words)
    write(members, roster(12, 35))
    run("board", members, "--as-of", LATER, *words)
    text = (tmp_path / "out" / f"board-pack-2-{LATER}.html").read_text()
    assert "have changed since pack 1 of 10 Jun 2026" in text
    assert re.search(r"Endorsed</th><td[^>]*>37</td><td[^>]*>47</td><td[^>]*>\+10</td>", text)
    assert "from 37 on 10 Jun 2026 to 47 now" in text
    assert "<polyline" in text


def test_the_day_to_compare_with_can_be_said(run, members: Path, tmp_path, unprinted) -> None:
    """--since and --previous choose the earlier day; what does not fit ends in a sentence."""
    out = ("--out", tmp_path / "out")
    for day in ("2026-03-01", DAY):
        assert run("board", members, "--as-of", day, *WORDS, *out).code == 0
    run("board", members, "--as-of", LATER, *WORDS, *out, "--since", "2026-04-01")
    assert "pack 1 of 1 Mar 2026" in (tmp_path / "out" / f"board-pack-3-{LATER}.html").read_text()
    run("board", members, "--as-of", "2026-09-21", *WORDS, *out, "--previous", 2)
    assert "pack 2 of 10 Jun" in (tmp_path / "out" / "board-pack-4-2026-09-21.html").read_text()
    run("board", members, "--as-of", "2026-09-22", *WORDS, *out, "--since", "2026-01-05")
    text = (tmp_path / "out" / "board-pack-5-2026-09-22.html").read_text()
    assert "no figures of 5 Jan 2026 or earlier" in text
    both = run("board", members, "--since", "2026-04-01", "--previous", 1)
    assert (both.code, both.out) == (2, "")
    assert "--since or --previous" in both.err
    assert (
        "no pack of this workbook"
        in run("board", members, "--as-of", "2026-09-23", *WORDS, "--previous", 77).err
    )


@pytest.mark.slow
def test_forget_and_prune_keep_what_was_issued(run, members: Path, tmp_path, unprinted) -> None:
    """A person is forgotten, old runs go: the packs stay, for nobody is named in them."""
    config = tmp_path / "rostercheck.toml"
    config.write_text(
        '[[book]]\npath = "members.xlsx"\npack = "wisconsin"\ndate_order = "mdy"\nflags = "none"\n'
    )
    assert run("nightly", "--as-of", DAY).code == 0
    run("board", members, "--as-of", DAY, "--out", tmp_path / "out")
    first = (tmp_path / "out" / f"{STEM}.html").read_bytes()
    name = roster(12, 25)[0][1]
    assert run("ledger", "forget", name, "--yes").code == 0
    assert run("ledger", "prune", "--days", 1).code == 0
    assert run("board", "again", 1, "--out", tmp_path / "again").code == 0
    assert (tmp_path / "again" / f"{STEM}.html").read_bytes() == first


def test_a_pack_that_was_tampered_with_is_not_given_out(
    run, members: Path, tmp_path, unprinted
) -> None:
    """The ledger was changed by another hand: a sentence, and no document."""
    run("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    with sqlite3.connect(tmp_path / "rostercheck-ledger.sqlite") as ledger:
        ledger.execute("UPDATE board_pack SET page = ?", (zlib.compress(b"<p>all is well</p>"),))
    done = run("board", "again", 1, "--book", members, "--out", tmp_path / "x")
    assert done.code == 2
    assert "not as it was issued" in done.err
    assert not (tmp_path / "x").exists()


def test_a_number_that_was_never_issued(run, members: Path, tmp_path, unprinted) -> None:
    """An unknown number ends in a sentence, and where there is no ledger none is made."""
    nothing = run("board", "list", members)
    assert (nothing.code, nothing.out) == (2, "")
    assert "No board pack was issued here yet" in nothing.err
    assert run("board", tmp_path / "nobody.xlsx", *WORDS).code == 2
    assert not (tmp_path / "rostercheck-ledger.sqlite").exists()
    run("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    done = run("board", "again", 9, "--book", members)
    assert done.code == 2
    assert "no board pack 9" in done.err


def test_without_a_printer_the_page_comes_alone(run, members: Path, tmp_path, monkeypatch) -> None:
    """Without WeasyPrint: the page, and a sentence what to type; the PDF comes the next time."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    words = ("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    done = run(*words)
    assert done.code == 0
    assert 'pip install "rostercheck[pdf]"' in done.out
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".html"]
    assert "no PDF yet" in run("board", "list", members).out
    monkeypatch.setattr(issuing, "paper_of", lambda page, digest: b"%PDF-1.7 printed")
    run(*words)
    assert (tmp_path / "out" / f"{STEM}.pdf").read_bytes() == b"%PDF-1.7 printed"
    assert "no PDF yet" not in run("board", "list", members).out


def test_a_folder_that_cannot_be_made_loses_no_pack(
    run, members: Path, tmp_path, unprinted
) -> None:
    """The pack is issued and kept; the same command with another folder gives that very one."""
    (tmp_path / "notes").write_text("no folder")
    words = ("board", members, "--as-of", DAY, *WORDS, "--out")
    done = run(*words, tmp_path / "notes" / "packs")
    assert done.code == 2
    assert "Board pack 1 is issued and kept" in done.err
    assert "another folder for --out" in done.err
    assert "Board pack 1 as of 10 Jun 2026" in run(*words, tmp_path / "out").out
    assert (tmp_path / "notes").read_text() == "no folder"


def test_a_document_that_stands_there_is_not_written_over(
    run, members: Path, tmp_path, unprinted
) -> None:
    """Another document of the same name stays as it is."""
    (tmp_path / "out").mkdir()
    other = tmp_path / "out" / f"{STEM}.html"
    other.write_text("notes for the meeting")
    done = run("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    assert done.code == 2
    assert "is there already" in done.err
    assert other.read_text() == "notes for the meeting"


def test_a_name_in_a_county_stops_the_issue(run, tmp_path: Path, unprinted) -> None:
    """A cell that is counted holds somebody's name: nothing is issued, and it is said where."""
    rows = roster(12, 25)
    name = str(rows[3][1])
    for row in rows[:9]:
        row[-1] = f"with {name}"
    book = write(tmp_path / "members.xlsx", rows)
    done = run("board", book, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    assert done.code == 2
    assert "county" in done.err
    assert "No board pack was issued" in done.err
    assert "No board pack was issued yet" in run("board", "list", book).out


def test_every_book_of_a_config(run, tmp_path: Path, unprinted) -> None:
    """Without a workbook, each book of the config gets its pack, in the one ledger."""
    for name in ("east", "west"):
        write(tmp_path / f"{name}.xlsx", roster(12, 25))
    entries = "".join(
        f'[[book]]\npath = "{name}.xlsx"\npack = "wisconsin"\n\n' for name in ("east", "west")
    )
    (tmp_path / "rostercheck.toml").write_text(entries)
    done = run("board", "--as-of", DAY, "--out", "out")
    assert done.code == 0, done.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"board-pack-{number}-{DAY}.html" for number in (1, 2)
    ]
    assert run("board", "list").out.count("as of") == 2


def test_a_pack_in_spanish(run, members: Path, tmp_path, unprinted) -> None:
    """The page says in which language it is; each language of a day is a pack of its own."""
    words = ("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    run(*words)
    assert run(*words, "--language", "es").code == 0
    text = (tmp_path / "out" / f"board-pack-2-{DAY}.html").read_text()
    assert '<html lang="es">' in text
    assert "in Spanish" in run("board", "list", members).out


def test_a_title_cannot_break_the_page(run, members: Path, tmp_path, unprinted) -> None:
    """Whatever stands in a title is text, also in the line at the foot of a printed page."""
    title = '<b>"We" & \\they</b>; } body { display: none'
    words = ("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    assert run(*words, "--title", title).code == 0
    text = (tmp_path / "out" / f"{STEM}.html").read_text()
    assert "<b>" not in text
    style = text.split("<style>")[1].split("</style>")[0]
    assert "display: none }" not in style.split("@bottom-left { content:")[-1].split("@bottom")[0]
    assert member(1, 1)[1] not in text
