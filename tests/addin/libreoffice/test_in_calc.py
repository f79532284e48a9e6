"""What Calc itself makes of the extension: names, help, kinds of cells, and a worker in trouble."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from addin.functions import FUNCTIONS
from tests.addin.libreoffice.office import Calc, installed
from tests.needs import office_python

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def echo() -> Iterator[Calc]:
    """An office whose worker shows what it is sent."""
    python = office_python()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        profile = Path(name)
        installed(profile)
        shown = profile / "echo-python"
        shown.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" "{HERE / "echo_worker.py"}" "{profile / "died"}"\n'
        )
        shown.chmod(0o755)
        office = Calc(python, profile, {"ROSTERCHECK_PYTHON": str(shown)})
        yield office
        office.close()


def sent(echo: Calc, cells: dict[str, str], formula: str, *, array: bool = False) -> Any:
    """Give what came over the wire for the arguments of a formula that was typed into Calc."""
    done = echo.ask("typed", cells=cells, formula=formula, array=array)
    assert done["error"] == 0, done
    return json.loads(done["text"])


def test_every_formula_is_in_the_function_wizard_with_the_help_of_the_registry(echo: Calc) -> None:
    """She finds each formula by its name, with a sentence, and a sentence for each argument."""
    echo.ask("typed", cells={}, formula="=ROSTER_VERSION()")  # Calc loads an add-in at first use
    found = echo.ask("wizard")
    assert found == {
        one.name: {
            "help": one.summary,
            "arguments": [[each.name, each.help] for each in one.parameters],
        }
        for one in FUNCTIONS
    }


def test_a_list_of_people_arrives_as_it_stands_in_the_sheet(echo: Calc) -> None:
    """A date is a date, an error an error, a tick a tick, a length of time is not its number."""
    cells = {
        "A1": "Name", "B1": "2025-03-04", "C1": "15", "D1": "=NA()",
        "A2": "=1/0", "B2": "2025-03-04 13:30:00", "C2": "=TRUE()", "D2": "36:00:00",
        "A3": "  15 hrs ", "B3": "=DATE(2025,3,4)", "C3": "3/4/25", "D3": '=""',
    }  # fmt: skip
    rows = sent(echo, cells, "=ROSTER_CHECK(A1:D3)")[0]
    assert rows[0] == ["Name", {"date": "2025-03-04"}, 15, {"error": "#N/A"}]
    assert rows[1] == [{"error": "#DIV/0!"}, {"date": "2025-03-04T13:30:00"}, True, "36:00"]
    assert rows[2] == ["  15 hrs ", {"date": "2025-03-04"}, {"date": "2025-03-04"}, None]


def test_whole_columns_are_cut_at_the_last_row_in_use(echo: Calc) -> None:
    """A:B is a million rows; what travels is what stands there."""
    cells = {"A1": "Name", "B1": "Category", "A2": "Ann"}
    rows = sent(echo, cells, "=ROSTER_CHECK(A:B)")[0]
    assert [row[:2] for row in rows] == [["Name", "Category"], ["Ann", None]]
    rows, log = sent(echo, cells, "=ROSTER_CHECK(A1:B2,A:B)")[:2]
    assert log == [["Name", "Category"], ["Ann", None]]


def test_what_is_left_out_in_the_middle_or_at_the_end_is_left_out(echo: Calc) -> None:
    """The same commas as in Excel; a missing argument is none, a blank cell is nothing."""
    cells = {"A1": "Name", "B1": "2025-03-04"}
    assert sent(echo, cells, '=ROSTER_CHECK(A1:A1,,,B1,"wisconsin")') == [
        [["Name"]], None, None, 45720, "wisconsin", *[None] * 7,
    ]  # fmt: skip


def test_a_block_that_another_formula_made_is_taken_where_an_argument_may_be_left_out(
    echo: Calc,
) -> None:
    """The way around an error in a log: IFERROR in the argument, which leaves blanks blank."""
    cells = {"A1": "Name", "A2": "Ann", "D1": "Hours", "D2": "=NA()", "E1": "x"}
    done = echo.ask(
        "formula",
        formula="ROSTER_CHECK",
        arguments=[[["Name"]], [["Hours", "x"], [{"error": "#N/A"}, None]]],
        loose=[1],
        shape=[1, 1],
    )
    assert json.loads(done["cells"][0][0])[1] == [["Hours", "x"], ["#N/A", None]]
    made = sent(echo, {"A1": "Name", "D1": "1:30"}, '=ROSTER_CHECK(A1:A1,,D1:D2&"x")', array=True)
    assert made[2] == [["0.0625x"], ["x"]]
    refused = echo.ask("typed", cells=cells, formula="=ROSTER_CHECK(A1:A2,D1:E2)")
    assert refused["error"] == 504  # Calc refuses before it asks us: docs/libreoffice.md says so


def test_a_log_that_may_be_left_out_arrives_with_its_formats_too(echo: Calc) -> None:
    """1:30 in a log is an hour and a half, not 0.0625; a date is no number of hours."""
    cells = {
        "A1": "Name", "A2": "Ann", "D1": "Hours", "D2": "1:30", "D3": "2025-03-04", "E1": "When",
        "E2": "2025-03-04", "E3": "=NA()",
    }  # fmt: skip
    log = sent(echo, cells, '=ROSTER_CHECK(A1:A2,,IFERROR(D1:E5,"#N/A"))', array=True)[2]
    assert log == [
        ["Hours", "When"],
        ["1:30", {"date": "2025-03-04"}],
        [{"date": "2025-03-04"}, {"error": "#N/A"}],
    ]


def test_a_date_is_right_in_a_workbook_that_counts_from_1904(echo: Calc) -> None:
    """Days are counted from the workbook's own first day; of bare numbers, a sentence says so."""
    echo.ask("first_day", year=1904, month=1, day=1)
    try:
        rows = sent(echo, {"A1": "2025-03-04"}, "=ROSTER_CHECK(A1:A1)")[0]
        assert rows == [[{"date": "2025-03-04"}]]
        assert sent(echo, {"A1": "2025-03-04"}, "=ROSTER_CHECK(A1:A1,A1:B1)")[1] == [
            [{"date": "2025-03-04"}, None]
        ]
        made = "=ROSTER_CHECK(A1:A1,A1:B2+0)"
        done = echo.ask("typed", cells={"A1": "2025-03-04"}, formula=made, array=True)
        assert "counts its days from 1904-01-01" in done["text"]
    finally:
        echo.ask("first_day", year=1899, month=12, day=30)


def test_a_worker_that_died_is_started_anew(echo: Calc) -> None:
    """Nobody has to start the office again because a process was ended."""
    first, again = (
        echo.ask("formula", formula="ROSTER_CATEGORY", arguments=[["who"]], loose=[], shape=[1, 2])
        for _ in range(2)
    )
    pid = int(first["cells"][0][1])
    assert again["cells"][0][1] == pid  # one worker for the session
    psutil.Process(pid).kill()
    assert sent(echo, {}, '=ROSTER_CATEGORY("Level II")') == ["Level II", None]
    assert sent(echo, {}, '=ROSTER_CATEGORY("die")') == ["die", None]


def test_an_answer_that_cannot_be_read_is_a_sentence(echo: Calc) -> None:
    """Never an error value without a word."""
    done = echo.ask("typed", cells={}, formula='=ROSTER_CATEGORY("babble")')
    assert "cannot be read" in done["text"]


def test_an_answer_that_does_not_come_is_a_sentence_and_the_next_formula_works() -> None:
    """The office does not stand still for ever."""
    python = office_python()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        profile = Path(name)
        installed(profile)
        shown = profile / "echo-python"
        shown.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE / "echo_worker.py"}" died\n')
        shown.chmod(0o755)
        office = Calc(
            python, profile, {"ROSTERCHECK_PYTHON": str(shown), "ROSTERCHECK_SECONDS": "2"}
        )
        try:
            done = office.ask("typed", cells={}, formula='=ROSTER_CATEGORY("hang")')
            assert "did not answer within 2 seconds" in done["text"]
            assert sent(office, {}, '=ROSTER_CATEGORY("FS")') == ["FS", None]
        finally:
            office.close()


def test_the_worker_ends_with_the_office() -> None:
    """Nothing of ours runs on when the last window is closed."""
    python = office_python()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        profile = Path(name)
        installed(profile)
        office = Calc(python, profile, {"ROSTERCHECK_PYTHON": ""})
        done = office.ask("typed", cells={}, formula="=ROSTER_VERSION()")
        children = psutil.Process(office.process.pid).children(recursive=True)
        workers = [one for one in children if "addin.worker" in " ".join(one.cmdline())]
        office.close()
        assert done["text"]
        assert len(workers) == 1
        psutil.wait_procs(workers, timeout=20)
        assert not any(one.is_running() for one in workers)


@pytest.mark.parametrize(("ending", "form"), [("ods", "calc8"), ("xlsx", "Calc MS Excel 2007 XML")])
def test_a_formula_is_kept_in_a_saved_workbook(
    calc: Calc, tmp_path: Path, ending: str, form: str
) -> None:
    """Saved in either form and opened again, it stands there by its name and gives the same."""
    cells = {
        "A1": "Name", "B1": "Category", "C1": "Date endorsed", "D1": "Training hours",
        "A2": "Ana Ruiz", "B2": "IFA", "C2": "2020-05-01", "D2": "6",
    }  # fmt: skip
    done = calc.ask(
        "kept",
        path=str(tmp_path / f"kept.{ending}"),
        form=form,
        cells=cells,
        formula='ROSTER_CHECK(A1:D2;;;"2026-11-22";"wisconsin")',
        area="F1:H2",
    )
    assert done["before"] == done["after"]
    assert done["after"]["cells"][1] == ["Open", "• training: 6 of 15 h", "2026-12-31"]
    assert done["shown"] == '{=ROSTER_CHECK(A1:D2,,,"2026-11-22","wisconsin")}'
