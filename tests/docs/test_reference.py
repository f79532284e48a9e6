"""Everything that a person can meet is in the docs, and the generated pages say what is so."""

from __future__ import annotations

import pytest
import typer
from write_docs import pages, written

from models.findings import Outcome
from models.intake.fields import FIELDS
from models.layering import load_pack, shipped
from models.wording import SENTENCES
from sync.cli import app
from sync.marks.words import FILLS, GAPS_TAB, HEADERS, STATUS_WORDS
from tests.docs.project import ids, text

COMMANDS = typer.main.get_command(app).commands
SUFFIXES = (".xlsx", ".xlsm", ".csv", ".ods", ".xls")


LONG = {"first-hour.md", "forecast-and-what-if.md", "spanish.md"}
"""Pages that print what many commands say."""


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[pytest.mark.slow] * (page.name in LONG)) for page in pages()],
    ids=ids,
)
def test_page_is_in_step(page) -> None:
    """A generated table, and what a printed command prints, is what the program says now."""
    assert written(page) == page.read_text(encoding="utf-8"), 'Run "make docs".'


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    """The page of commands knows every command with every option and argument."""
    section = text("docs/commands.md").split(f"\n## {name}\n")[1].split("\n## ")[0]
    for parameter in COMMANDS[name].params:
        for word in parameter.opts:
            assert word in section


@pytest.mark.parametrize(
    ("name", "below"),
    [(name, word) for name, one in COMMANDS.items() for word in getattr(one, "commands", ())],
)
def test_every_command_below_another_is_documented(name: str, below: str) -> None:
    """Each has a section of its own with every option and argument."""
    page = text("docs/commands.md")
    section = page.split(f"\n### {name} {below}\n")[1].split("\n## ")[0].split("\n### ")[0]
    for parameter in COMMANDS[name].commands[below].params:
        for word in parameter.opts:
            assert word in section


def test_every_rule_and_sentence_is_documented() -> None:
    """The page of messages knows every rule id of every pack, and every sentence."""
    page = text("docs/messages.md")
    requirements = {r.id for pack in shipped() for r in load_pack(pack).requirements}
    missing = [one for one in {*requirements, *SENTENCES} if f"`{one}`" not in page]
    assert missing == []


def test_every_rule_is_explained() -> None:
    """The page that says what is flagged names every rule that can be flagged."""
    page = text("docs/what-is-flagged.md")
    checks = {".".join(key.split(".")[:2]) for key in SENTENCES if key.startswith(("row", "log"))}
    requirements = {r.id for pack in shipped() for r in load_pack(pack).requirements}
    missing = [r for r in {*checks, *requirements, "total.disagrees"} if f"`{r}`" not in page]
    assert missing == []


@pytest.mark.parametrize("page", ["docs/what-is-flagged.md", "docs/first-hour.md"])
def test_every_outcome_is_explained(page: str) -> None:
    """A coordinator finds every word of the Status column explained."""
    assert [word for word in STATUS_WORDS.values() if word not in text(page)] == []


def test_every_outcome_is_in_the_json_page() -> None:
    """A program that reads the report finds every outcome."""
    assert [one for one in Outcome if f"`{one.value}`" not in text("docs/json.md")] == []


def test_every_field_is_documented() -> None:
    """The page on reading a sheet knows every kind of table and every field in it."""
    page = text("docs/reading-your-sheet.md")
    for kind, fields in FIELDS.items():
        section = page.split(f"\n### {kind.value}\n")[1].split("\n### ")[0]
        assert [f.key for f in fields if f"`{f.key}`" not in section] == []


def test_every_pack_is_documented() -> None:
    """Every pack has its page, and the page of rules leads there."""
    for pack_id in shipped():
        pack = load_pack(pack_id)
        assert f"(packs/{pack_id}.md)" in text("docs/rules.md")
        page = text(f"docs/packs/{pack_id}.md")
        assert f"# {pack.name}" in page
        assert f"Pack {pack_id}, version {pack.version}." in page


def test_our_marks_are_explained() -> None:
    """The first hour names our columns and our tab as they stand in the sheet."""
    page = " ".join(text("docs/first-hour.md").split())
    assert [word for word in (*HEADERS, GAPS_TAB) if f"{word}" not in page] == []
    assert len(FILLS) == 3  # the page says which words have a colour by showing them


def test_every_kind_of_file_is_documented() -> None:
    """The page on reading a sheet names every kind of file."""
    page = text("docs/reading-your-sheet.md")
    assert [suffix for suffix in SUFFIXES if suffix not in page] == []
