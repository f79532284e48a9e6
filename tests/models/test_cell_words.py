"""Degrees, licences, years, scores and words: what a cell says for certain, and nothing more."""

# ruff: noqa: E501  the tables of cells are easier to read with several in a line

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cells import (
    CellError,
    Parsed,
    Raw,
    parse_audit,
    parse_band,
    parse_degree,
    parse_exam_part,
    parse_exam_result,
    parse_fte,
    parse_licence,
    parse_membership_kind,
    parse_mode,
    parse_percent,
    parse_rater_role,
    parse_standing,
    parse_used_for,
    parse_waiver_kind,
    parse_whether_paid,
    parse_work_kind,
    parse_years,
)
from models.cells.degrees import LEVELS
from models.records import DEGREES
from tests.models.cell_strategies import raws

PARSERS: dict[str, Callable[[Raw], Parsed[Any]]] = {
    "degree": parse_degree,
    "licence": parse_licence,
    "years": parse_years,
    "percent": parse_percent,
    "fte": parse_fte,
    "audit": parse_audit,
    "band": parse_band,
    "used for": parse_used_for,
    "rater role": parse_rater_role,
    "work kind": parse_work_kind,
    "paid": parse_whether_paid,
    "exam part": parse_exam_part,
    "exam result": parse_exam_result,
    "standing": parse_standing,
    "waiver kind": parse_waiver_kind,
    "membership kind": parse_membership_kind,
}
every_parser = pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS.keys())


@every_parser
@given(raw=raws)
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
def test_blank_is_blank(parse: Callable[[Raw], Parsed[Any]], raw: Raw) -> None:
    """Nothing, and spaces of every kind, are neither a value nor a problem."""
    assert parse(raw) == (None, None)


@every_parser
def test_an_error_of_a_formula_is_a_problem(parse: Callable[[Raw], Parsed[Any]]) -> None:
    """A broken formula is never read as a word."""
    assert parse(CellError("#N/A")).problem


@every_parser
@pytest.mark.parametrize("raw", [date(2025, 3, 5), 12345.678, "purple", "about 7, I think", "?"])
def test_what_is_not_known_is_a_problem(parse: Callable[[Raw], Parsed[Any]], raw: Raw) -> None:
    """A date, an odd number, a word of another kind: a sentence that says what to type."""
    assert parse(raw).problem


@every_parser
@given(word=st.sampled_from(["?", " ?", " (not sure)", " maybe"]), raw=st.data())
def test_a_doubt_beside_a_word_spoils_it(parse, word: str, raw: st.DataObject) -> None:
    """What she marks as uncertain is not read as certain."""
    text = raw.draw(
        st.sampled_from(["BA", "LCSW", "2", "85%", "0.5", "yes", "group", "leave", "1"])
    )
    assert parse(text + word).value is None


DEGREE_CELLS = {
    "BA": "bachelor", "B.A.": "bachelor", "b.s.": "bachelor", "BSW": "bachelor",
    "Bachelor's": "bachelor", "Bachelor’s degree": "bachelor", "BA, Psychology": "bachelor",
    "BA in Social Work": "bachelor", "Licenciatura en psicología": "bachelor",
    "MSW": "master", "M.Ed.": "master", "M.S. Ed.": "master", "Master of Social Work": "master",
    "MA (psychology)": "master", "MSW, LCSW": "master", "BA/MSW": "master", "Maestría": "master",
    "B.A. and M.A.": "master", "Ph.D.": "doctorate", "PsyD": "doctorate", "doctorado": "doctorate",
    "CDA": "cda", "Child Development Associate": "cda", "AA": "associate", "A.A.S.": "associate",
    "Associate's degree": "associate", "high school": "none", "GED": "none", "none": "none",
}  # fmt: skip


@pytest.mark.parametrize(("text", "level"), DEGREE_CELLS.items())
def test_degrees_that_are_finished(text: str, level: str) -> None:
    """A degree is read in the ways people write it; of several the highest."""
    assert parse_degree(text).value == level


@pytest.mark.parametrize(
    "text",
    [
        "some college", "Master's in progress", "MSW expected 2027", "PhD (c)", "ABD", "PhD candidate",
        "Associate Professor", "Bachelor's or higher", "working toward MSW", "BA?", "MSW 2027",
        "BA, 60 credits", "master's level clinician", "cursando maestría", "LCSW", "yes", "bachiller",
        "do not know", "no idea", "as of May", "college",
    ],
)  # fmt: skip
def test_degrees_that_are_not_certain(text: str) -> None:
    """What is expected, in progress, or more than one thing is for a person to decide."""
    assert parse_degree(text).problem


@given(st.sampled_from(sorted(DEGREE_CELLS)), st.sampled_from(sorted(DEGREE_CELLS)))
def test_two_degrees_are_as_high_as_the_higher(one: str, other: str) -> None:
    """Degrees that stand side by side are all finished, so the highest holds."""
    both = parse_degree(f"{one}; {other}").value
    if both is not None:
        assert both == max(DEGREE_CELLS[one], DEGREE_CELLS[other], key=DEGREES.index)


def test_the_levels_are_those_of_the_records() -> None:
    """The parser and the rules mean the same levels in the same order."""
    assert tuple(DEGREES) == LEVELS


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("LCSW", "yes"), ("LPC", "yes"), ("LCSW-C", "yes"), ("licensed", "yes"), ("yes", "yes"),
        (True, "yes"), ("LCSW 12345", "yes"), ("SW-12345", "yes"), (123456, "yes"), ("#12345", "yes"),
        ("license eligible", "eligible"), ("LMSW (eligible)", "eligible"), ("License-eligible", "eligible"),
        ("no", "no"), (False, "no"), ("not licensed", "no"), ("not eligible", "no"),
        ("expired", None), ("pending", None), ("RN", None), ("LPC associate", None), ("2027", None),
        ("12/31/2027", None), ("n/a", None), ("LCSW?", None), (2027, None), ("provisional", None),
    ],
)  # fmt: skip
def test_licences(raw: Raw, said: str | None) -> None:
    """A licence, its letters or its number is a yes; provisional, expired and dates are not."""
    parsed = parse_licence(raw)
    assert parsed.value == said
    assert (parsed.problem is None) == (said is not None)


@pytest.mark.parametrize(
    ("raw", "years"),
    [
        (2, 2), ("2", 2), ("2 yrs", 2), ("2.5 years", 2.5), ("2,5", 2.5), ("18 months", 1.5),
        ("2 yr 6 mo", 2.5), ("1 1/2 years", 1.5), ("½ year", 0.5), ("2 años", 2), ("none", 0),
        ("since 2019", None), ("2+", None), ("10-12", None), (2019, None), ("2019", None),
        (True, None), (-1, None), ("about 2", None), (math.nan, None), (10**400, None),
    ],
)  # fmt: skip
def test_years(raw: Raw, years: float | None) -> None:
    """Lengths of time are read in years and months; a start, a range or "2+" is not a length."""
    assert parse_years(raw).value == years


@given(st.integers(0, 480))
def test_months_and_years_agree(months: int) -> None:
    """So many months are as long however they are written."""
    one = parse_years(f"{months} months").value
    other = parse_years(f"{months // 12} years {months % 12} months").value
    assert one is not None
    assert one == other == pytest.approx(months / 12, abs=1e-4)


@pytest.mark.parametrize(
    ("raw", "score"),
    [
        (0.85, 85), (85, 85), ("85", 85), ("85%", 85), ("45%", 45), ("85.5 per cent", 85.5),
        ("48/60", 80), ("51 of 60", 85), ("9 out of 10", 90), (0, 0), (100, 100), ("100%", 100),
        (48, None), ("48", None), (1, None), ("9/10", None), (101, None), ("61/60", None), ("5/0", None),
        ("80+", None), ("passed", None), (True, None), ("120%", None), (-5, None),
    ],
)  # fmt: skip
def test_scores(raw: Raw, score: float | None) -> None:
    """Per cent and points are told apart; a bare number that may be either is a problem."""
    assert parse_percent(raw).value == score


@given(st.integers(0, 60))
def test_points_of_sixty_are_never_taken_for_per_cent(points: int) -> None:
    """A number of questions that were right is not a share, unless "of 60" says so."""
    assert parse_percent(points).value in {None, 0.0}
    assert parse_percent(f"{points} of 60").value == pytest.approx(points / 0.6, abs=1e-4)


@pytest.mark.parametrize(
    ("raw", "share"),
    [
        (0.5, 0.5), (1, 1), ("0.8", 0.8), ("50%", 0.5), ("0.5 FTE", 0.5), ("FTE 0.8", 0.8),
        ("half time", 0.5), ("half-time", 0.5), ("full time", 1), ("3/4 time", 0.75),
        ("tiempo completo", 1), ("medio tiempo", 0.5), ("part time", None), ("20 h/wk", None),
        (40, None), (0, None), (True, None), (1.5, None), ("150%", None),
    ],
)  # fmt: skip
def test_shares_of_full_time(raw: Raw, share: float | None) -> None:
    """A share is read as a number or a plain word; hours a week and "part time" are asked about."""
    assert parse_fte(raw).value == share


@pytest.mark.parametrize(
    ("raw", "mode"),
    [
        ("Group", "group"), ("Group (virtual)", "group"), ("G", "group"), ("individual", "individual"),
        ("1:1", "individual"), ("Ind.", "individual"), ("peer", "peer"), ("Peer group", "peer"),
        ("individual and group", None), ("in person", None), ("", None), (None, None), (7, None),
        (CellError("#REF!"), None),
    ],
)  # fmt: skip
def test_modes(raw: Raw, mode: str | None) -> None:
    """Individual, group and peer are found among other words; anything else says nothing."""
    assert parse_mode(raw) == (mode, None)


@pytest.mark.parametrize(
    ("parse", "raw", "meaning"),
    [
        (parse_band, "0–3", "infant"), (parse_band, "IMH-E®", "infant"), (parse_band, "3-5", "early"),
        (parse_band, "birth to five", "both"), (parse_used_for, "Initial", "application"),
        (parse_used_for, "renewal", "renewal"), (parse_audit, "Selected", "selected"),
        (parse_audit, "passed", "passed"), (parse_audit, "no", "none"),
        (parse_rater_role, "RSC Provider", "rsc_provider"), (parse_rater_role, "Co-worker", "colleague"),
        (parse_work_kind, "Direct, giving RSC", {"direct", "giving_rsc"}),
        (parse_work_kind, "policy/administration", {"policy"}), (parse_whether_paid, "unpaid", False),
        (parse_whether_paid, True, True), (parse_exam_part, 1, "1"), (parse_exam_part, "Part II", "2"),
        (parse_exam_part, "both", ""), (parse_exam_result, "Pass", True),
        (parse_exam_result, "pending", None), (parse_standing, "Vetted", "vetted"),
        (parse_waiver_kind, "medical leave", "leave"), (parse_waiver_kind, "prórroga", "extension"),
        (parse_membership_kind, "Agency", "organisational"),
    ],
)  # fmt: skip
def test_words_mean_what_people_mean_by_them(parse, raw: Raw, meaning: object) -> None:
    """The words that people use are known, in English and often in Spanish."""
    assert parse(raw) == (meaning, None)


@pytest.mark.parametrize(
    ("parse", "raw"),
    [
        (parse_audit, "yes"), (parse_audit, "x"), (parse_used_for, "both"),
        (parse_rater_role, "supervisor / RSC provider"), (parse_work_kind, "direct, juggling"),
        (parse_paid := parse_whether_paid, "stipend"), (parse_exam_part, 3), (parse_standing, "good"),
    ],
)  # fmt: skip
def test_words_with_two_meanings_are_asked_about(parse, raw: Raw) -> None:
    """A tick for an audit, two roles of one rater: nobody can say, so nobody guesses."""
    assert parse(raw).problem
