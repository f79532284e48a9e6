"""The nightly service for Spanish books: what is said, what is mailed, what an undo tells."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import FINE, SHORT, make
from tests.cli.test_service_commands import values
from tests.cli.test_spanish import assert_spanish

DAY = ("--as-of", "2026-11-22")
MAIL = (
    '\n[mail]\nsender = "roster@example.org"\nmembers = true\nsignature = "Red Lakeside"\n'
    'warn = ["ann@example.org"]\n'
)


def book(name: str = "members.xlsx", language: str = "es") -> str:
    return (
        f'[[book]]\npath = "{name}"\npack = "wisconsin"\ndate_order = "mdy"\nflags = "in_place"\n'
        f'recipients = ["joan@example.org"]\nlanguage = "{language}"\n'
    )


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a workbook and a config that asks for Spanish."""
    make(tmp_path / "members.xlsx", FINE, SHORT)
    (tmp_path / "rostercheck.toml").write_text(book() + MAIL)
    return tmp_path


def without_commands(text: str) -> str:
    """Leave out what is to be typed, which is the same in every language."""
    return re.sub(r'"rostercheck [^"]*"', "", text)


def letters(office: Path) -> dict[str, EmailMessage]:
    """Give the drafts, by whom they are for."""
    found = {}
    for path in (office / "drafts").glob("*.eml"):
        draft = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        found[draft["To"]] = draft
    return found


def test_a_night_is_told_in_spanish(run, office) -> None:
    """The line of the book, the summary and what was sent: none of it is English."""
    night = run("nightly", "--words", *DAY)
    assert (night.code, night.err) == (0, "")
    assert night.out.startswith("members.xlsx: pasada 1: 2 personas, 4 hallazgos (nuevos: 4, ")
    assert "Noche 1, al 2026-11-22: revisados: 1.\n" in night.out
    assert "2 cartas en " in night.out
    assert_spanish(night.out)
    again = run("nightly", "--words", *DAY).out
    assert again.startswith("members.xlsx: pasada 2: sin cambios, 4 hallazgos.\n")
    assert "Noche 2, al 2026-11-22: sin cambios: 1.\n" in again


@pytest.mark.slow
def test_the_digest_is_spanish(run, office) -> None:
    """Subject and text, with dates as the flags have them, and the name of the tab that stands."""
    run("nightly", "--words", *DAY)
    draft = letters(office)["joan@example.org"]
    assert draft["Subject"] == "members.xlsx: 1 persona con algo por revisar"
    text = draft.get_content()
    assert "la membresía venció el 30 jun 2026" in text.casefold()
    assert "revisión del 22 nov 2026" in text
    assert 'pestaña "Faltantes"' in text
    assert "Faltantes" in values(office / "members.xlsx")
    assert "\nBen Oak\n" in text
    assert_spanish(text)


@pytest.mark.slow
def test_a_member_hears_in_spanish(run, office) -> None:
    """Her notice too; her name and the signature of the association are as they were typed."""
    run("nightly", "--words", *DAY)
    draft = letters(office)["ben@example.org"]
    assert draft["Subject"] == "Su acreditación: lo que viene"
    text = draft.get_content()
    assert "Ben Oak" in text
    assert "Red Lakeside" in text
    assert "era para el 30 jun 2026" in text
    assert_spanish(text)


def test_her_own_words_stand_in_letters_as_she_typed_them(run, office) -> None:
    """A name, a header and a cell that look like English words are not translated."""
    odd = ["W3", "Open Gap", "gap@example.org", "IFS", "soon", *FINE[5:]]
    make(office / "members.xlsx", FINE, odd)
    run("nightly", "--words", *DAY)
    text = letters(office)["joan@example.org"].get_content()
    assert "\nOpen Gap\n" in text
    assert 'Date endorsed: "soon"' in text


def test_a_warning_is_spanish_but_for_the_error(run, office) -> None:
    """When a workbook cannot be read, who is warned reads Spanish around the sentence of why."""
    (office / "members.xlsx").unlink()
    assert run("nightly", "--words", *DAY).code == 1
    draft = letters(office)["ann@example.org"]
    assert draft["Subject"] == "La revisión de la noche: 1 libro sin revisar"
    lines = draft.get_content().splitlines()
    assert sum(line.startswith("  - ") for line in lines) == 1
    assert_spanish("\n".join(line for line in lines if not line.startswith("  - ")))


@pytest.mark.slow
def test_runs_and_history_are_spanish(run, office) -> None:
    """The words of the list of runs and of the stories; paths, names and headers are hers."""
    run("nightly", "--words", *DAY)
    runs = run("runs").out
    assert "members.xlsx: hecha, personas: 2, hallazgos: 4, cambios anotados: " in runs
    assert_spanish(runs)
    for words in (("members.xlsx",), ("Ben Oak",), ("Ben Oak", "--as-of", "2026-11-22")):
        told = run("history", *words)
        assert told.code == 0
        assert "desde el 2026-11-22: " in told.out
        assert_spanish(re.sub(r"(?m)^  Leído en Members como .*: ", "", told.out))


@pytest.mark.slow
def test_an_undo_is_told_in_spanish_and_puts_back_what_stood(run, office) -> None:
    """What would change, what stays and why, and how to take it back; the cells as they were."""
    path = office / "members.xlsx"
    clean = values(path)
    run("nightly", "--words", *DAY)
    flagged = values(path)
    would = run("undo", 1, "--dry-run", *DAY).out
    assert would.endswith("Prueba: no se escribió nada.\n")
    assert_spanish(would)
    undone = run("undo", 1, *DAY).out
    assert "se deshizo la pasada 1" in undone
    assert_spanish(without_commands(undone))
    assert values(path) == clean
    run("undo", 2, *DAY)
    again = values(path)
    assert again["Members"] == flagged["Members"]
    assert again["Faltantes"][0][0] == "Faltantes que encontró Rostercheck"
    assert again["Faltantes"][1:] == flagged["Faltantes"][1:]
    assert "se deshizo la pasada 2" in run("runs").out


@pytest.mark.slow
def test_an_undo_says_in_spanish_what_stays(run, office) -> None:
    """She has typed over one of our cells: that one stays, and the reason is Spanish."""
    path = office / "members.xlsx"
    run("nightly", "--words", *DAY)
    opened = openpyxl.load_workbook(path)
    opened["Members"]["M5"] = "she sent it on Monday"
    opened.save(path)
    out = run("undo", 1, *DAY).out
    assert "Members: 1 celda se queda sin deshacer, por ejemplo M5: ahora ahí hay otra cosa." in out
    assert values(path)["Members"][4][12] == "she sent it on Monday"
    assert_spanish(without_commands(out))


@pytest.mark.slow
def test_each_book_is_told_in_its_own_language(run, office) -> None:
    """With an English and a Spanish book each line, letter and run keeps to its book.

    What is about both is English.
    """
    make(office / "chapter.xlsx", FINE, SHORT)
    (office / "rostercheck.toml").write_text(book() + book("chapter.xlsx", "en"))
    out = run("nightly", "--words", *DAY).out
    assert "members.xlsx: pasada 1: 2 personas, 4 hallazgos (nuevos: 4, resueltos: 0)." in out
    assert "chapter.xlsx: run 2: 2 people, 4 findings (4 new, 0 mended)." in out
    assert "Night 1, as of 2026-11-22: 2 checked." in out
    first, second = run("runs").out.splitlines()
    assert "chapter.xlsx: done, 2 people" in first
    assert "members.xlsx: hecha, personas: 2" in second
    assert "run 2 was undone" in run("undo", 2, *DAY).out
    assert "se deshizo la pasada 1" in run("undo", 1, *DAY).out


@pytest.mark.slow
def test_a_change_of_language_does_not_send_a_letter_twice(run, office) -> None:
    """What was sent is known by book, kind and stage, whatever language it was written in."""
    run("nightly", "--words", *DAY)
    before = letters(office)
    (office / "rostercheck.toml").write_text(book(language="en") + MAIL)
    out = run("nightly", "--words", *DAY).out
    assert "letter" not in out
    assert letters(office).keys() == before.keys()
    assert letters(office)["ben@example.org"]["Subject"] == "Su acreditación: lo que viene"
