"""`rostercheck packs`: read, check, compare and begin rule packs; and packs of one's own."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from models.layering import shipped

OURS = """\
schema = 1
id = "ours"
extends = "wisconsin"
name = "Ours (not confirmed)"
version = "1"
summary = "As Wisconsin, but 20 hours."

[source.OURS]
title = "Our page"
where = "example.org"

[[requirement]]
id = "renewal.training"
need = [{ value = 20, source = "OURS", checked_on = 2026-11-22 }]
"""


@pytest.fixture
def ours(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    return path


@pytest.mark.parametrize("words", [("packs",), ("packs", "list")])
def test_the_packs_are_listed(run, words) -> None:
    """Every pack stands in the list with its summary, with and without the word list."""
    result = run(*words)
    assert result.code == 0
    for pack_id in shipped():
        assert f"\n{pack_id}: " in f"\n{result.out}"


def test_a_pack_is_shown_as_a_page(run) -> None:
    """Figures, days, sources and doubts stand there in words, by category."""
    result = run("packs", "show", "wisconsin", "--as-of", "2026-11-22")
    assert result.code == 0
    for said in ("Family Specialist\n-----", "To renew by 31 Dec 2026", "- 15 hours of training.",
                 "Not verified: nobody has confirmed it.",
                 "wiaimh.org/imh-endorsement"):  # fmt: skip
        assert said in result.out


def test_a_page_goes_by_its_day(run) -> None:
    """The national page of 2023 asks for 15 hours, that of 2026 for 45."""
    assert (
        "- 15 hours of training." in run("packs", "show", "national", "--as-of", "2023-06-01").out
    )
    assert (
        "- 45 hours of training." in run("packs", "show", "national", "--as-of", "2026-06-01").out
    )


class Tags(HTMLParser):
    """Follows the tags of a page, and what it would load."""

    VOID = ("meta", "!doctype", "br", "link", "img")

    def __init__(self) -> None:
        super().__init__()
        self.open, self.loads, self.seen = [], [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.loads += [v for k, v in attrs if k in {"src", "href"}]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_html_page_needs_nothing_else(run, tmp_path) -> None:
    """One file, well formed, that loads nothing and has a style for paper."""
    out = tmp_path / "page.html"
    result = run("packs", "show", "virginia", "--format", "html", "--out", out)
    assert result.code == 0
    text = out.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert tags.loads == []
    assert {"h1", "h2", "ul", "table", "style"} <= tags.seen
    assert "script" not in tags.seen
    assert "@media print" in text


def test_words_of_a_pack_are_no_marks(run, tmp_path) -> None:
    """What a pack says stands in the page as it was written, in HTML and in Markdown."""
    path = tmp_path / "odd.toml"
    text = OURS.replace("20 hours.", "<b>20</b> *hours* | [x](y)")
    path.write_text(text, encoding="utf-8")
    html = run("packs", "show", path, "--format", "html").out
    assert "&lt;b&gt;20&lt;/b&gt; *hours* | [x](y)" in html
    markdown = run("packs", "show", path, "--format", "markdown").out
    assert r"\<b>20\</b> \*hours\* | \[x\](y)" in markdown
    assert markdown.startswith("# Ours")


def test_two_packs_are_compared(run, ours) -> None:
    """A file of one's own is held against the pack that it lies over."""
    result = run("packs", "diff", "wisconsin", ours)
    assert result.code == 0
    said = " ".join(result.out.split())
    assert "Renewal, everybody: 20 hours of training instead of 15 hours of training." in said


def test_one_pack_is_compared_on_two_days(run) -> None:
    """What changed between two days is said in sentences."""
    result = run("packs", "diff", "national", "--from", "2023-01-01", "--to", "2026-01-01")
    assert "45 hours of training instead of 15 hours" in " ".join(result.out.split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("packs", "diff", "national"), "or two days of this one"),
        (("packs", "diff", "national", "--from", "2023-01-01"), "or two days of this one"),
        (("packs", "diff", "national", "texas", "--from", "2023-01-01"), "not both"),
        (
            ("packs", "diff", "national", "--from", "2023", "--to", "2024-01-01"),
            "no day for --from",
        ),
        (("packs", "show", "national", "--as-of", "9999-12-31"), "too far away for --as-of"),
        (("packs", "show", "national", "--as-of", "0001-01-01"), "too far away for --as-of"),
        (("packs", "show", "wisconsn"), 'Is "wisconsin" meant?'),
        (("packs", "show", "nowhere.toml"), "There is no rule pack nowhere.toml"),
        (("packs", "check", "."), "There is no rule pack"),
        (("packs", "new", "mine.txt"), "ends in .toml"),
        (("packs", "new", "no/such/ours.toml"), "There is no folder"),
        (("packs", "new", "ours.toml", "--extends", "nowhere"), "There is no rule pack"),
    ],
)
def test_words_that_do_not_fit_are_a_sentence(run, words, says) -> None:
    """Exit code 2, one sentence with what to do, and no traceback."""
    result = run(*words)
    assert result.code == 2
    assert says in result.err
    assert "Traceback" not in result.err
    assert result.err.count("\n") == 1


def test_a_file_that_is_no_pack_is_a_sentence(run, tmp_path) -> None:
    """Bytes that are no text, and a file that is far too large, are said to be that."""
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "large.toml").write_bytes(b"#" * 2_000_001)
    assert "is not UTF-8 text" in run("packs", "check", "bytes.toml").err
    assert "too large to be a rule pack" in run("packs", "show", "large.toml").err


def test_check_says_what_is_wrong_and_where(run, ours) -> None:
    """Exit code 0 for a pack that holds, 1 with line and hint for one that does not."""
    assert run("packs", "check", ours).code == 0
    ours.write_text(OURS.replace("value = 20", "valeu = 20"), encoding="utf-8")
    result = run("packs", "check", ours)
    assert result.code == 1
    line = OURS.splitlines().index(next(x for x in OURS.splitlines() if "value" in x)) + 1
    assert f"line {line}: requirement renewal.training, need 1" in result.out
    assert 'Is "value" meant?' in result.out
    assert "cannot be used as it stands" in result.out


def test_a_new_pack_holds_at_once(run, tmp_path) -> None:
    """The template passes the check, and a file that is there is never replaced."""
    result = run("packs", "new", "our rules.toml", "--extends", "virginia")
    assert result.code == 0
    assert run("packs", "check", "our rules.toml").code == 0
    text = (tmp_path / "our rules.toml").read_text(encoding="utf-8")
    assert re.search(r'^id = "our-rules"$', text, re.MULTILINE)
    again = run("packs", "new", "our rules.toml")
    assert again.code == 2
    assert "is there already" in again.err
    assert (tmp_path / "our rules.toml").read_text(encoding="utf-8") == text


def test_a_new_pack_may_lie_over_a_file(run, ours, tmp_path) -> None:
    """A pack of one's own can be the base of another."""
    run("packs", "new", tmp_path / "next.toml", "--extends", ours)
    assert run("packs", "check", tmp_path / "next.toml").code == 0
    assert "- 20 hours of training." in run("packs", "show", tmp_path / "next.toml").out


def test_a_pack_of_ones_own_goes_wherever_an_id_goes(run, ours, fine) -> None:
    """check, explain, what-if, forecast and init take a file; init remembers the way to it."""
    how = ("--date-order", "mdy", "--as-of", "2026-11-22")
    checked = run("check", fine, "--pack", ours, *how, "--dry-run")
    assert checked.code == 1
    assert "training: 15 of 20 h" in checked.out
    assert "15 of 20 hours" in run("explain", fine, "W1", "--pack", ours, *how).out
    assert "15 of 20 h" in run("forecast", fine, "--pack", ours, *how).out
    assert run("init", fine, "--pack", ours, "--date-order", "mdy", "--yes").code == 0
    assert 'pack = "ours.toml"' in (fine.parent / "rostercheck.toml").read_text(encoding="utf-8")
    assert "training: 15 of 20 h" in run("check", fine, *how[2:], "--dry-run").out


def test_the_way_to_a_pack_starts_from_the_config(run, fine, ours, tmp_path, monkeypatch) -> None:
    """From another folder the same pack is found, by the config beside the book."""
    run("init", fine, "--pack", ours, "--date-order", "mdy", "--yes")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert "15 of 20 h" in run("check", fine, "--as-of", "2026-11-22", "--dry-run").out


def test_init_asks_until_there_is_such_a_pack(run, fine, ours) -> None:
    """A slip in the name is answered with the nearest one; a file is taken."""
    result = run("init", fine, typed="wisconsn\nours.toml\n" + "\n" * 30)
    assert 'Is "wisconsin" meant?' in result.out
    assert result.code == 0


def test_packs_that_lie_over_each_other_are_a_sentence(run, tmp_path) -> None:
    """A circle of files ends with a sentence."""
    head = OURS.replace('"wisconsin"', '"./b.toml"')
    (tmp_path / "a.toml").write_text(head, encoding="utf-8")
    (tmp_path / "b.toml").write_text(head.replace("b.toml", "a.toml"), encoding="utf-8")
    result = run("packs", "show", "a.toml")
    assert result.code == 2
    assert "extends itself" in result.err
