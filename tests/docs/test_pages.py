"""The pages hang together: links lead somewhere, pictures are there, records are in order."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.project import PAGES, ROOT, ids, text

LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PLACES = re.compile(r"/work/|/tmp/|/root/|/home/|localhost|\bpip\.conf\b", re.IGNORECASE)
RECORDS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))


def anchors(page: Path) -> set[str]:
    """Give the anchors of a page's headings, as code hosts make them."""
    headings = HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    plain = (re.sub(r"[`*®]|\[|\]\([^)]*\)", "", one) for one in headings)
    return {re.sub(r"[^\w\- ]", "", one.strip().lower()).replace(" ", "-") for one in plain}


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link leads to a file that is there, and to a heading that is in it."""
    broken = []
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        if not found.exists() or (anchor and anchor not in anchors(found)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_nothing_of_one_machine(page: Path) -> None:
    """No page names a place that only one computer has."""
    assert PLACES.findall(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_one_spelling(page: Path) -> None:
    """Prose keeps to one spelling; code, links and names of files have their own."""
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)", "", prose)
    assert re.findall(r"\b(?:color|license|behavior|recogniz\w+)\b", prose) == []


def test_every_page_is_linked() -> None:
    """Every page of the docs can be reached from the README or from another page."""
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and target.partition("#")[0]
    }
    assert [ids(page) for page in PAGES if page not in linked and page.name != "README.md"] == []


@pytest.mark.parametrize("record", RECORDS, ids=ids)
def test_a_record_says_context_decision_consequences(record: Path) -> None:
    """A record of a decision has its number in the heading and its three parts, and is listed."""
    page = record.read_text(encoding="utf-8")
    assert page.startswith(f"# {record.name[:4]}: ")
    parts = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences"]
    assert f"({record.name})" in text("docs/adr/README.md")


def test_no_two_records_have_one_number() -> None:
    """Records count up from 0001; those of one subject may start at a round number."""
    numbers = [r.name[:4] for r in RECORDS]
    assert numbers[0] == "0001"
    assert numbers == sorted(set(numbers))


def test_changelog_has_one_sentence_an_entry() -> None:
    """Each entry is one sentence; what is released bears the version of the package."""
    lines = text("CHANGELOG.md").splitlines()
    entries = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    assert entries
    assert [e for e in entries if not e.endswith(".") or re.search(r"[.!?] [A-Z]", e)] == []
    sections = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
    known = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(sections) <= known
    releases = re.findall(r"^## \[(.+?)\]", text("CHANGELOG.md"), re.MULTILINE)
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert releases[0] == "Unreleased"
    assert releases[1:2] in ([], [version])


def test_readme_names_every_dependency() -> None:
    """The README names the licences of all that the program needs directly."""
    needed = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    names = [re.split(r"[<>=\[ ]", one)[0] for one in needed]
    readme = text("README.md").lower()
    assert [name for name in names if name.lower() not in readme] == []
