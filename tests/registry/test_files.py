"""The list as files: nothing private in them, nothing that runs, and the disclaimers in each."""

from __future__ import annotations

import csv
import json
from html import unescape
from io import StringIO

import jsonschema
import pytest

from models.language import LANGUAGES, speak
from sync.registry.choices import choices, traits
from sync.registry.files import RegistryReport, as_csv, as_html, as_json
from sync.registry.words import disclaimers, left_out
from tests.registry.rosters import made, row

LISTED = made(
    row("Ana Ruiz", setting="both", region="North", remote="yes", languages="English, Spanish",
        outsiders="yes", contact="ana@r.example", number="SECRET-77"),
    row("Bo <b>Oak</b>", region='"><script>alert(1)</script>', contact="javascript:alert(1)"),
    row("=HYPERLINK(1)", languages="@SUM(1)", contact="https://oak.example/rsc"),
    row("Di Fir", listed="no"),
    row("Ed Yew", listed="perhaps"),
)  # fmt: skip


@pytest.mark.parametrize("write", [as_html, as_csv, as_json])
def test_nothing_private_is_in_a_file(write) -> None:
    """No e-mail of the roster, no member number, nobody who did not agree."""
    text = write(LISTED)
    assert "Ana Ruiz" in text
    for private in ("private.example", "SECRET-77", "Di Fir", "Ed Yew"):
        assert private not in text


def test_what_somebody_typed_is_text_and_never_markup() -> None:
    """A name or a region with markup in it is shown as it was typed; no link runs anything."""
    page = as_html(LISTED)
    assert "<b>Oak" not in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert page.count("<script>") == 1
    assert 'href="mailto:ana@r.example"' in page
    assert 'href="https://oak.example/rsc"' in page


def test_a_spreadsheet_runs_nothing_of_the_csv() -> None:
    """A text that begins like a formula is made harmless."""
    cells = [cell for line in csv.reader(StringIO(as_csv(LISTED))) for cell in line]
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]
    assert "'=HYPERLINK(1)" in cells


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_says_as_of_when_and_who_decides(code) -> None:
    """Whoever gets hold of one file only reads the day, the rules and the disclaimers there."""
    with speak(code):
        page, report = as_html(LISTED), json.loads(as_json(LISTED))
        lines = list(csv.reader(StringIO(as_csv(LISTED))))
        for line in disclaimers():
            assert line in report["notes"]
            assert line in unescape(page)
    assert "2026" in report["notes"][0]
    assert f'lang="{code}"' in page
    assert all("2026" in line[-1] and line[-2] == "2026-11-22" for line in lines[1:])


def test_the_page_needs_nothing_else() -> None:
    """One file: no address of anything to load; what runs is named in its own policy."""
    page = unescape(as_html(LISTED))
    assert "src=" not in page
    assert "<link" not in page
    assert "default-src 'none'" in page


def test_the_page_is_the_same_however_often_it_is_made() -> None:
    """The same roster on the same day makes the same bytes."""
    assert as_html(LISTED) == as_html(LISTED)


def test_json_is_of_the_published_form() -> None:
    """What a website reads is what the schema says, and of the list nothing else."""
    report = json.loads(as_json(LISTED))
    jsonschema.validate(report, RegistryReport.model_json_schema())
    assert "left_out" not in report


def test_the_filters_offer_what_somebody_has_and_find_them() -> None:
    """Each choice of each filter is fulfilled by somebody."""
    for choice in choices(LISTED):
        for value, text in choice.options:
            assert text
            assert any(value in traits(one)[choice.name] for one in LISTED.providers)


def test_a_filter_that_leaves_nobody_out_is_not_offered() -> None:
    """What all have alike, or one alone, is no choice; what tells them apart is one."""
    alike = [row(name, setting="both", remote="yes", region=region)
             for name, region in (("Ana Ruiz", "North"), ("Bo Oak", "South"))]  # fmt: skip
    assert [choice.name for choice in choices(made(*alike))] == ["region"]
    assert choices(made(alike[0])) == []
    assert choices(made()) == []


def test_an_empty_list_is_a_page_too() -> None:
    """Where nobody is listed the page says so, and the coordinator reads what to do."""
    page = as_html(made(row("Cy Elm", "IFS", listed="")))
    assert "Nobody is listed." in page
    assert "<table" not in page
    assert "#providers" not in page, "a link to a table that is not there"


def test_the_coordinator_reads_how_many_are_left_out() -> None:
    """Counts by reason, and no name."""
    text = "\n".join(left_out(LISTED))
    assert "Not listed: 2 people." in text
    assert "said no: 1 person" in text
    assert "Ed" not in text
