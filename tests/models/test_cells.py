"""What one cell says: the promises of `models.cells`."""

# ruff: noqa: DTZ001  a date in a cell has no time zone

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.cells import (
    UNCALCULATED,
    CellError,
    DateOrder,
    Memo,
    Parsed,
    Raw,
    emails,
    fold,
    fold_accents,
    parse_count,
    parse_date,
    parse_email,
    parse_hours,
    parse_signed,
    parse_text,
    parse_yes_no,
    quoted,
    shown,
)
from models.cells.memo import LONGEST_KEY, MOST_ENTRIES
from models.cells.text import plain
from tests.models.cell_strategies import odd_texts, raws

MDY, DMY = DateOrder.MDY, DateOrder.DMY
MARCH_4 = date(2025, 3, 4)

PARSERS: dict[str, Callable[[Raw], Parsed[Any]]] = {
    "text": parse_text,
    "date": parse_date,
    "date mdy": partial(parse_date, order=MDY),
    "date dmy": partial(parse_date, order=DMY),
    "hours": parse_hours,
    "yes or no": parse_yes_no,
    "signed": partial(parse_signed, order=MDY),
    "count": parse_count,
    "email": parse_email,
}
every_parser = pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS.keys())


@every_parser
@given(raw=raws)
@example(raw=10**5000)
@example(raw="\ud800")
@example(raw=-(10**400))
@example(raw="9" * 40_000)
@example(raw=(" \u200b" * 20_000) + "x")
def test_never_raises(parse: Callable[[Raw], Parsed[Any]], raw: Raw) -> None:
    """Whatever stands in a cell, a parser gives a value, or a sentence, or says blank."""
    parsed = parse(raw)
    assert parsed.value is None or parsed.problem is None
    if parsed.problem is not None:
        assert parsed.problem.endswith(".")
        assert parsed.problem.startswith(('"', "The formula"))
        assert "\n" not in parsed.problem
        assert len(parsed.problem) < 320


@every_parser
@pytest.mark.parametrize("raw", [None, "", " ", "\t\n", "\u00a0", "\u200b", "\ufeff \u00a0"])
def test_blank(parse: Callable[[Raw], Parsed[Any]], raw: Raw) -> None:
    """Nothing, and spaces of every kind, are blank: neither a value nor a problem."""
    assert parse(raw) == (None, None)
    assert parse(raw).blank


@every_parser
@pytest.mark.parametrize("name", ["#REF!", "#N/A", "#DIV/0!"])
def test_spreadsheet_errors(parse: Callable[[Raw], Parsed[Any]], name: str) -> None:
    """The error of a formula is a problem that names the error, never text."""
    value, problem = parse(CellError(name))
    assert value is None
    assert problem
    assert problem.startswith(f'"{name}"')


@every_parser
def test_formula_without_a_result(parse: Callable[[Raw], Parsed[Any]]) -> None:
    """A formula that was never calculated is a problem that says to save the file."""
    assert "save it" in (parse(UNCALCULATED).problem or "")


@every_parser
@given(raw=st.one_of(odd_texts, st.sampled_from(["15 hrs", "3/4/2025", "yes", "1 1/2", "a@b.org"])))
def test_spaces_and_width_do_not_count(parse: Callable[[Raw], Parsed[Any]], raw: str) -> None:
    """Spaces around, non-breaking or without width, change nothing; nor do full-width digits."""
    plainly = parse(raw)
    for other in (f"  {raw} ", f"\u00a0{raw}\u200b", f"\ufeff{raw}\t", raw.replace(" ", "\u00a0 ")):
        assert parse(other) == plainly


@pytest.mark.parametrize("parse", [parse_date, parse_hours, parse_count, parse_yes_no])
@pytest.mark.parametrize("text", ["2025-03-04", "4 Mar 2025", "12.5 hrs", "1:30", "12", "1", "0"])
def test_full_width(parse: Callable[[Raw], Parsed[Any]], text: str) -> None:
    """Digits and letters from an Asian keyboard mean the same."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert parse(wide).value == parse(text).value


# --- text


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("Ann\u00a0Lee\u200b", "Ann Lee"),
        ("Ann\nLee", "Ann Lee"),
        ("IMH-E®", "IMH-E®"),
        ("José", "José"),
        (12.0, "12"),
        (12, "12"),
        (-0.0, "0"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (date(2025, 3, 4), "2025-03-04"),
        (datetime(2025, 3, 4), "2025-03-04"),
        (datetime(2025, 3, 4, 9, 5), "2025-03-04 9:05"),
        (time(13, 30), "13:30"),
        (timedelta(hours=36), "36:00"),
        (timedelta(minutes=-90), "-1:30"),
    ],
)
def test_text(raw: Raw, value: str) -> None:
    """Text stays as it was typed, but for spaces; an id typed as a number has no ".0"."""
    assert parse_text(raw) == (value, None)


@given(st.text())
def test_text_is_stable(text: str) -> None:
    """Reading what was read changes nothing."""
    once = parse_text(text)
    assert parse_text(once.value) == once


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_ids_as_numbers(number: int) -> None:
    """An id reads the same whether the file keeps it as 12 or as 12.0."""
    assert parse_text(float(number)) == parse_text(number) == (str(number), None)


@pytest.mark.parametrize("raw", [1234567890123456, 1234567890123456.0, 1e300, 10**400])
def test_ids_that_lost_digits(raw: float) -> None:
    """A number of more than 15 digits is a problem: the sheet has changed its last digits."""
    assert "15 digits" in (parse_text(raw).problem or "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "O’BRIEN"),
        ("Smith-Jones, Ann", "smith jones  ann"),
        ("IMH-E®", "imh e"),
        ("Reflective Supervision™ hrs.", "Reflective supervision (hrs)"),
        ("Ａnn", "Ann"),
        ("Straße", "STRASSE"),
        ("José", "Jose\u0301"),
        ("Ann\u200bLee", "AnnLee"),
        ("Level II", "level   ii"),
        ("Level Ⅱ", "Level II"),
    ],
)
def test_fold(one: str, other: str) -> None:
    """Case, marks, punctuation, width and spaces do not tell two names apart."""
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("José", "Jose"), ("Müller", "Muller"), ("Ann Lee", "AnnLee"), ("Level I", "Level II")],
)
def test_fold_keeps_people_apart(one: str, other: str) -> None:
    """Accents and word borders do tell two names apart: they may be two people."""
    assert fold(one) != fold(other)


def test_fold_accents() -> None:
    """For headers and aliases accents do not count."""
    assert fold_accents("Fecha de Renovación") == fold_accents("FECHA DE RENOVACION")
    assert fold_accents("Jose\u0301") == fold_accents("José") == "jose"


@given(st.text())
@example("\u0345")
@example("ﷺ")
@example("İ")
def test_fold_is_stable(text: str) -> None:
    """Folding twice gives the same key as folding once, whatever the case of the letters."""
    assert fold(fold(text)) == fold(text)
    assert fold_accents(fold_accents(text)) == fold_accents(text)


# --- yes or no, signed


@pytest.mark.parametrize(
    "raw",
    ["y", "Yes", "YES.", "x", "X", "✓", "✔", "✔\ufe0f", "☑", "✅", "true", "TRUE", "1", "checked",
     "on file", "sí", "Si", True, 1, 1.0],
)  # fmt: skip
def test_yes(raw: Raw) -> None:
    """These are a yes."""
    assert parse_yes_no(raw).value is True
    assert parse_signed(raw).value is True


@pytest.mark.parametrize(
    "raw", ["n", "No", "no.", "false", "FALSE", "0", "unchecked", "☐", "not on file", False, 0, 0.0]
)
def test_no(raw: Raw) -> None:
    """These are a no."""
    assert parse_yes_no(raw).value is False
    assert parse_signed(raw).value is False


@pytest.mark.parametrize(
    "raw", ["maybe", "n/a", "-", "yes?", "✗", "☒", 2, 0.5, date(2025, 3, 4), "3/14/25", time(1)]
)
def test_neither_yes_nor_no(raw: Raw) -> None:
    """Anything else is a problem; a date is not a yes."""
    value, problem = parse_yes_no(raw)
    assert value is None
    assert problem
    assert problem.startswith(f"{quoted(raw)} is neither yes nor no.")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("3/4/25", MARCH_4),
        (45720, MARCH_4),
        (MARCH_4, MARCH_4),
        ("signed", True),
        ("received", True),
        ("not signed", False),
    ],
)
def test_signed(raw: Raw, value: date | bool) -> None:
    """A cell about a signature holds its date, or yes, or no."""
    assert parse_signed(raw, MDY) == (value, None)


@pytest.mark.parametrize(
    ("raw", "words"),
    [("maybe", "neither a date nor yes or no"), ("signed 3/4/25", "more than a date"),
     ("3/4/25", "could be"), (2, "neither a date nor yes or no")],
)  # fmt: skip
def test_not_signed(raw: Raw, words: str) -> None:
    """Anything else is a problem; an uncertain date says so."""
    value, problem = parse_signed(raw)
    assert value is None
    assert problem
    assert words in problem


# --- count, e-mail


@pytest.mark.parametrize(
    ("raw", "value"), [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3), (" 03 ", 3), ("none", 0), (0, 0)]
)
def test_count(raw: Raw, value: int) -> None:
    """Whole numbers are read however the file keeps them."""
    assert parse_count(raw) == (value, None)
    assert type(parse_count(raw).value) is int


@pytest.mark.parametrize(
    "raw",
    ["three", "10+", "3 families", "1,500", 3.5, "3.5", -1, "-1", True, math.nan, date.max, "²"],
)
def test_not_a_count(raw: Raw) -> None:
    """Anything else is a problem."""
    value, problem = parse_count(raw)
    assert value is None
    assert problem
    assert problem.startswith(f"{quoted(raw)} is not a whole number.")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (" Ann@Example.ORG ", "ann@example.org"),
        ("mailto:ann@example.org", "ann@example.org"),
        ("Ann Lee <ann@example.org>", "ann@example.org"),
        ("a.b+c@mail.example.co.uk", "a.b+c@mail.example.co.uk"),
        ("ann@example.org\u200b", "ann@example.org"),
        ("josé@exämple.org", "josé@exämple.org"),
    ],
)
def test_email(raw: Raw, value: str) -> None:
    """One address is read as a key in lower case, without what stands around it."""
    assert parse_email(raw) == (value, None)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("ann@example.org; ann@work.org", "more than one address"),
        ("ann@example.org/ann@work.org", "more than one address"),
        ("ann at example.org", "not an e-mail address"),
        ("ann@example", "not an e-mail address"),
        ("ann.@example.org", "not an e-mail address"),
        ("ann@example..org", "not an e-mail address"),
        ("ann@-example.org", "not an e-mail address"),
        ("none", "not an e-mail address"),
        (12, "not an e-mail address"),
        ("a" * 260 + "@example.org", "not an e-mail address"),
    ],
)
def test_not_an_email(raw: Raw, words: str) -> None:
    """Two addresses in one cell, and what is no address, are problems."""
    value, problem = parse_email(raw)
    assert value is None
    assert problem
    assert words in problem


# --- errors, quotes, memo


def test_an_error_is_no_text() -> None:
    """A spreadsheet error never equals somebody's words, so the two never share a key."""
    error, words = CellError("#N/A"), "#N/A"
    assert (error == words, words == error, error != words, words != error) == (0, 0, 1, 1)
    assert error == CellError("#N/A") != CellError("#REF!")
    assert len({error, words, CellError("#N/A")}) == 2
    assert shown(error) == "#N/A"
    assert error.startswith("#")


def test_quotes_are_short() -> None:
    """A sentence quotes at most 60 characters of a cell, on one line."""
    assert quoted("a\n b") == '"a b"'
    assert len(quoted("word " * 50)) <= 62
    assert quoted("word " * 50).endswith('…"')


@every_parser
@given(cells=st.lists(raws, max_size=20))
@example(cells=[1, True, 1.0, "1", "TRUE", False, 0, 0.0, -0.0])
@example(cells=[True, 1, False, 0])
@example(cells=["#N/A", CellError("#N/A"), "#N/A"])
@example(cells=[CellError("x"), "x", CellError("x")])
@example(cells=[math.nan, math.nan, datetime(2025, 3, 4), date(2025, 3, 4), 12, 12.0])
def test_memo(parse: Callable[[Raw], Parsed[Any]], cells: list[Raw]) -> None:
    """A memo gives what the parser gives, whatever was asked before."""
    memo = Memo(parse)
    for cell in cells + cells:
        found, direct = memo[cell], parse(cell)
        assert found == direct
        assert type(found.value) is type(direct.value)


def test_memo_parses_once() -> None:
    """The same text is parsed once."""
    asked: list[Raw] = []

    def parse(raw: Raw) -> Parsed[str]:
        asked.append(raw)
        return parse_text(raw)

    memo = Memo(parse)
    assert [memo["15 hrs"].value for _ in range(3)] == ["15 hrs"] * 3
    assert asked == ["15 hrs"]


def test_memo_is_bounded() -> None:
    """A memo does not grow without end, and keeps no long notes."""
    memo = Memo(parse_text)
    assert memo["x" * (LONGEST_KEY + 1)].value
    assert not memo
    for number in range(2, MOST_ENTRIES + 100):
        assert memo[f"{number}"].value == f"{number}"
    assert len(memo) == MOST_ENTRIES


@settings(deadline=None)
@given(st.from_regex(emails._USUAL, fullmatch=True))
def test_an_address_that_is_read_at_a_glance_is_read_as_with_care(text: str) -> None:
    """The short way to read an address gives what the long way gives."""
    assert parse_email(text) == emails._from_text(plain(text), text)


@settings(deadline=None)
@given(st.text(st.sampled_from("aZ09éß ß-_.'\u00ad\u200b"), max_size=8))
def test_a_word_folds_alone_as_it_folds_among_others(text: str) -> None:
    """The short way to fold one plain word gives what the long way gives."""
    assert fold(f"{text} !").split() == fold(text).split()
