"""The commands in Spanish: all that is ours is Spanish, and programs read what they read before."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from models.layering import load_pack
from models.wording import BRIEF, SENTENCES
from sync.books import open_book
from sync.marks import hers, owned
from sync.marks.notes import without_block

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
WISCONSIN = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2026-11-22")
ES = ("--language", "es")
HEAD = 5  # rows of the tab before the findings
RULE, SOURCE = 10, 11


def english() -> list[str]:
    """Give the fixed words of every English text that a check may say: two or more in a row."""
    pack = load_pack("wisconsin")
    groups = {"pack", "page", "diff"}
    texts = [t for key, t in SENTENCES.items() if key.split(".")[0] not in groups]
    texts += [*BRIEF.values(), *(r.action for r in pack.requirements)]
    texts += [r.title for r in pack.requirements]
    pieces = {piece.strip(' .,;:()"?') for t in texts for piece in re.split(r"\{[^}]*\}|[.:;]", t)}
    return sorted(p for p in pieces if len(p) > 7 and re.search(r"[a-z] [a-z]", p))


ENGLISH = english()


def assert_spanish(text: str) -> None:
    """Hold a text against the English ones."""
    assert [piece for piece in ENGLISH if piece in text] == []


def sample(tmp_path: Path, name: str = "wisconsin-full.xlsx") -> Path:
    return Path(shutil.copy(SAMPLES / name, tmp_path / name))


def our_words(path: Path) -> str:
    """Give every text of ours in a flagged workbook, without the names of rules and sources."""
    snapshot = open_book(path).read()
    ours, said = owned(snapshot), []
    for sheet in snapshot.sheets:
        if sheet.name == ours.gaps_tab:
            said += [sheet.name, *(str(raw) for row in sheet.rows[:HEAD] for raw in row if raw)]
            for row in sheet.rows[HEAD:]:
                said += [str(row[at]) for at in (2, 3, 8) if at < len(row) and row[at]]
            continue
        for at, note in sheet.notes.items():
            if sheet.name != ours.memory_tab:
                said.append(note.removeprefix(without_block(sheet.notes[at])))
        for column in ours.columns.get(sheet.name, {}).values():
            start = ours.header_rows[sheet.name] - 1
            said += [str(row[column - 1]) for row in sheet.rows[start:] if len(row) >= column]
    return "\n".join(said)


@pytest.mark.parametrize(
    "name", ["wisconsin-full.xlsx", "applicants.xlsx", "three-year-cycle.xlsx"]
)
def test_a_workbook_checked_in_spanish_has_no_english_of_ours(run, tmp_path, name: str) -> None:
    """Columns, notes, tab and terminal hold none of the words of the English sentences."""
    path = sample(tmp_path, name)
    result = run("check", path, *WISCONSIN, *ES)
    assert result.code == 1
    assert_spanish(result.out)
    words = our_words(path.with_name(f"{path.stem}-flagged.xlsx"))
    assert "Favor de revisar" in words
    assert "Faltantes que encontró Rostercheck" in words
    assert_spanish(words)


def test_everybody_is_explained_in_spanish(run, tmp_path) -> None:
    """An explanation says in Spanish what counted, what did not, and why."""
    path = sample(tmp_path)
    for who in ("Amelia Thorpe", "Delphine Rousseau", "Farida Osman"):
        result = run("explain", path, who, *WISCONSIN, *ES)
        assert result.code == 0
        assert "Contadas:" in result.out
        assert "  Siguiente paso: " in result.out
        assert_spanish(re.sub(r"  Fuente: .*", "", result.out))


@pytest.mark.parametrize(
    "words",
    [("forecast",), ("suggest",), ("what-if", "--pack", "michigan"),
     ("what-if", "--pack", "michigan", "--counts")],
)  # fmt: skip
def test_looking_ahead_in_spanish(run, tmp_path, words) -> None:
    """The commands that look ahead speak Spanish as well."""
    name = "applicants.xlsx" if words == ("suggest",) else "wisconsin-full.xlsx"
    path = sample(tmp_path, name)
    day = "--today" if words[0] == "what-if" else "--as-of"
    pack = () if words[0] == "what-if" else ("--pack", "wisconsin")
    result = run(words[0], path, *words[1:], *pack, "--date-order", "mdy", day, "2026-06-22", *ES)
    assert result.code == 0, result.err
    assert_spanish(re.sub(r"(?m)^ *Fuente: .*", "", result.out))


def test_programs_read_the_same_keys_and_codes(run, tmp_path) -> None:
    """In JSON only messages, next steps and notices differ; all else is as in English."""
    path = sample(tmp_path)
    one = json.loads(run("check", path, *WISCONSIN, "--dry-run", "--format", "json").out)
    two = json.loads(run("check", path, *WISCONSIN, *ES, "--dry-run", "--format", "json").out)
    assert any(
        a["message"] != b["message"] for a, b in zip(one["findings"], two["findings"], strict=True)
    )
    for report in (one, two):
        report.pop("notices")
        for finding in report["findings"]:
            for key in ("message", "action", "source"):
                finding.pop(key)
    assert one == two


def test_the_language_of_a_book_stands_in_its_config(run, members) -> None:
    """`init --language es` writes it; checks speak it, later ones too; an option goes first."""
    run("init", members, "--pack", "wisconsin", "--date-order", "mdy", "--yes", *ES)
    config = members.with_name("rostercheck.toml")
    assert 'language = "es"' in config.read_text("utf-8")
    assert "Reglas: " in run("check", members, "--as-of", "2026-11-22").out
    assert "Rules: " in run("check", members, "--as-of", "2026-11-22", "--language", "en").out
    run("init", members, "--pack", "wisconsin", "--date-order", "mdy", "--yes")
    assert 'language = "es"' in config.read_text("utf-8")


def test_a_config_without_a_language_is_read_as_before(run, members) -> None:
    """A config from before there were languages speaks English."""
    run("init", members, "--pack", "wisconsin", "--date-order", "mdy", "--yes")
    assert "language" not in members.with_name("rostercheck.toml").read_text("utf-8")
    assert "Rules: " in run("check", members, "--as-of", "2026-11-22").out


def test_a_language_that_there_is_not_is_a_sentence(run, members) -> None:
    """The config says which languages there are."""
    run("init", members, "--pack", "wisconsin", "--date-order", "mdy", "--yes", *ES)
    config = members.with_name("rostercheck.toml")
    config.write_text(config.read_text("utf-8").replace('"es"', '"fr"'), "utf-8")
    result = run("check", members)
    assert result.code == 2
    assert "language" in result.err
    assert "'en' or 'es'" in result.err


def test_a_check_in_another_language_is_no_unchanged_book(run, members) -> None:
    """A workbook that is flagged already is flagged anew when the language changes."""
    words = ("check", members, *WISCONSIN, "--in-place")
    run(*words)
    assert "Revisado al" not in our_words(members)
    assert "cambios" in run(*words, *ES).out
    assert "Revisado al" in our_words(members)
    again = run(*words, *ES)
    assert "quedan como están" in again.out
    assert again.out.splitlines()[0].endswith("revisado al 22 nov 2026")


def test_clear_takes_off_what_was_written_in_spanish(run, members) -> None:
    """`clear` needs no language."""
    before = members.read_bytes()
    names = set(hers(open_book(members).read(), owned(open_book(members).read())))
    run("check", members, *WISCONSIN, "--in-place", *ES)
    assert run("clear", members).code == 0
    snapshot = open_book(members).read()
    assert not owned(snapshot).anything
    assert {sheet.name for sheet in snapshot.sheets} == names
    assert len(before) > 0
