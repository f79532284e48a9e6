"""A book may be checked in one language and then in another: nothing is lost, all comes off."""

from __future__ import annotations

import copy
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.cells import DateOrder
from models.language import LANGUAGES, speak
from sync.books import open_book
from sync.books.memory import MemoryBook
from sync.marks import owned
from sync.marks.notes import token_of, with_block, without_block
from sync.marks.words import GAPS_TAB, HEADERS, forms, gaps_tabs, outcomes_by_word
from sync.run import carry_out, judge, plan_clearing, plan_marks, read_book
from tests.books.marking import members
from tests.examples import tries
from tests.marks.test_hers_stays_hers import DAYS, HEAD, PACK, check, clear, do, rosters, state
from tests.marks.test_hers_stays_hers import cell_edits as edits

ROW = ["W-1", "Ana Ruiz", "IFS", date(2020, 5, 1), date(2026, 6, 30), 11]
SPANISH = ["Estado", "Qué falta", "Próxima fecha", "Revisado al"]
SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"


def one_book() -> MemoryBook:
    return MemoryBook({"Members": [list(HEAD), list(ROW)]})


def check_in(code: str, book: MemoryBook, as_of: date = DAYS[0]) -> int:
    with speak(code):
        return check(book, as_of)


def test_a_book_flagged_in_english_is_flagged_anew_in_spanish() -> None:
    """Headers, words, notes and the tab are said in the language of the last check."""
    book = one_book()
    check_in("en", book)
    check_in("es", book)
    sheet = book.sheets["Members"]
    assert sheet.rows[0] == [*HEAD, *SPANISH]
    assert sheet.rows[1][6] == "Falta"
    assert "Parece cumplir" not in sheet.rows[1]
    assert "Faltantes" in book.sheets
    assert GAPS_TAB not in book.sheets
    said = "\n".join(sheet.notes.values())
    assert "Siguiente paso: Pida al miembro que renueve la membresía" in said
    assert "— fin de Rostercheck" in said
    assert "Next step" not in said
    assert check_in("es", book) == 0


@settings(max_examples=tries(60, few=12), deadline=None)
@given(rosters(), st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3), st.data())
def test_checks_in_any_languages_and_clear_equal_no_check(book, codes, data) -> None:
    """Whatever languages the checks were in, and the clearing is in, nothing of ours is left."""
    shadow = copy.deepcopy(book)
    for code in codes:
        check_in(code, book, data.draw(st.sampled_from(DAYS)))
        edit = data.draw(edits)
        do(book, edit)
        do(shadow, edit)
    with speak(data.draw(st.sampled_from(LANGUAGES))):
        clear(book)
    assert state(book) == state(shadow)


@settings(max_examples=tries(30, few=12), deadline=None)
@given(rosters(), st.sampled_from(DAYS))
def test_a_book_checked_in_another_language_is_as_if_checked_in_it_at_once(book, as_of) -> None:
    """Check in English, then in Spanish: the same as a first check in Spanish."""
    once = copy.deepcopy(book)
    check_in("es", once, as_of)
    check_in("en", book, as_of)
    check_in("es", book, as_of)
    assert _said(book) == _said(once)
    assert check_in("es", book, as_of) == 0


def _said(book: MemoryBook) -> object:
    found = {name: (sheet.rows, sheet.notes, sheet.fills) for name, sheet in book.sheets.items()}
    return sorted(found.items())


def test_her_words_in_our_columns_stay_in_every_language() -> None:
    """What somebody typed into our columns is left alone, and said aloud."""
    book = one_book()
    check_in("en", book)
    book.sheets["Members"].put(2, 8, "called her on Monday")
    check_in("es", book)
    assert book.sheets["Members"].rows[1][7] == "called her on Monday"


def test_her_tab_and_columns_of_our_spanish_names_are_hers() -> None:
    """Where she has such a tab and such a column, ours have the longer name; hers stay."""
    rows = [[*HEAD, "Estado"], [*ROW, "activa"]]
    book = MemoryBook({"Members": rows, "Faltantes": [["mis notas"], ["llamar a Ana"]]})
    before = state(copy.deepcopy(book))
    check_in("en", book)
    check_in("es", book)
    assert book.sheets["Members"].rows[0][6:8] == ["Estado", "Estado (Rostercheck)"]
    assert "Faltantes (Rostercheck)" in book.sheets
    assert check_in("es", book) == 0
    clear(book)
    assert state(book) == before


def test_a_tab_that_she_has_renamed_keeps_her_name() -> None:
    """Our tab under a name of hers stays under that name in the other language, too."""
    book = one_book()
    check_in("en", book)
    book.sheets["To do"] = book.sheets.pop(GAPS_TAB)
    book.sheets["To do"].name = "To do"
    check_in("es", book)
    assert "To do" in book.sheets
    assert not gaps_tabs() & set(book.sheets)
    assert book.sheets["To do"].rows[0][0] == "Faltantes que encontró Rostercheck"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("token", ["", "0a1b2c"])
def test_our_block_in_a_note_is_known_in_every_language(code: str, token: str) -> None:
    """Words before and after our block, and its token, are found whatever language it is in."""
    with speak(code):
        note = with_block("Call her", ["line"], token) + "\nand him"
    assert without_block(note) == "Call her\nand him"
    assert token_of(note) == token


def test_our_words_are_told_apart_in_every_language() -> None:
    """No word of one language means something else in another one."""
    assert len(outcomes_by_word()) == 5 * len(LANGUAGES)
    with speak("es"):
        spanish = {forms(header)[0] for header in HEADERS}
    assert spanish == set(SPANISH)


@pytest.mark.parametrize(
    "name", ["small-totals.xlsx", pytest.param("wisconsin-full.xlsx", marks=pytest.mark.slow)]
)
def test_a_workbook_is_the_same_to_the_byte_after_both_languages(name: str, tmp_path) -> None:
    """English, Spanish, clear: every part of the package is the original one again."""
    path = Path(shutil.copy(SAMPLES / name, tmp_path / name))
    for code in ("en", "es"):
        with speak(code):
            book = open_book(path)
            reading = read_book(book, PACK)
            plan = plan_marks(book, judge(reading, PACK, DateOrder.MDY, DAYS[0]))
            assert carry_out(book, plan).refused == []
    assert owned(open_book(path).read()).gaps_tab == "Faltantes"
    book = open_book(path)
    carry_out(book, plan_clearing(book))
    assert members(path) == members(SAMPLES / name)
