"""The package for xlwings Lite inside Pyodide, with the versions that Lite uses: in Node."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from addin.functions import FUNCTIONS, answer
from addin.lite.files import write
from tests.addin.contract import CASES, HUGE, Case
from tests.addin.core.samples import book, paths
from tests.addin.lite.office_js import book_as_excel_sends, matrix
from tests.needs import needs, program

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
ROOT = HERE.parents[2]
BLANKS = [pytest.param(None, id="null"), pytest.param("", id="empty")]
"""How Excel passes a blank cell: null on the web, an empty text on the desktop."""


LARGE = [
    Case("a whole column", "ROSTER_CATEGORY", [[["Level II"], *[[None]] * 1_048_575]],
         [["FS"], [""]]),
    *HUGE,
]  # fmt: skip


def sent(case: Case, blank: Any) -> dict[str, Any]:
    return {
        "function": case.function,
        "arguments": [matrix(one, blank) for one in case.arguments],
        "today": case.today,
    }


def ready() -> None:
    """Fetch what is missing."""
    program("npm")
    fetched = subprocess.run(
        [sys.executable, ROOT / "scripts" / "fetch_pyodide.py"], capture_output=True, check=False
    )
    needs(not fetched.returncode, fetched.stdout.decode())


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run every case once in Pyodide, with both kinds of blank cells."""
    ready()
    folder = tmp_path_factory.mktemp("lite")
    main, _requirements, ours = write(folder)
    jobs = [sent(case, blank.values[0]) for blank in BLANKS for case in CASES]
    jobs += [sent(case, None) for case in LARGE]
    for path in paths():
        cells = [book_as_excel_sends(one) for one in book(path).arguments]
        jobs.append({"function": "ROSTER_CHECK", "arguments": cells, "today": "2001-01-01"})
    cases = folder / "cases.json"
    cases.write_text(json.dumps({"main": main.read_text(), "cases": jobs}))
    script = [program("node"), HERE / "run.mjs"]
    words = [*script, HERE / ".wheels", ours, cases, HERE / "in_pyodide.py"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    answers = said.pop("answers")
    half = len(CASES)
    said["answers"] = {None: answers[:half], "": answers[half : 2 * half]}
    said["large"] = answers[2 * half : 2 * half + len(LARGE)]
    said["books"] = dict(zip(paths(), answers[2 * half + len(LARGE) :], strict=True))
    return dict(said)


def test_it_is_the_python_and_the_xlwings_of_lite(lite: dict[str, Any]) -> None:
    """Another version would prove nothing of the one that she has."""
    assert (lite["python"][:4], lite["xlwings"]) == ("3.14", "0.37.8")


def test_lite_registers_every_formula_with_its_help(lite: dict[str, Any]) -> None:
    """The one line of main.py is enough: names, help, arguments, and none is volatile."""
    meta = {one["id"]: one for one in lite["meta"]["functions"]}
    assert set(meta) == {one.name for one in FUNCTIONS}
    for function in FUNCTIONS:
        known = meta[function.name]
        assert (known["name"], known["description"]) == (function.name, function.summary)
        assert not known["options"].get("volatile")
        assert [
            (one["name"], one["description"], bool(one.get("optional")))
            for one in known["parameters"]
        ] == [(one.name, one.help, one.optional) for one in function.parameters]


def test_nothing_of_the_sync_job_is_loaded(lite: dict[str, Any]) -> None:
    """What reads files, talks to Google or keeps a ledger is not in her workbook's Python."""
    foreign = {"sync", "gspread", "google", "sqlalchemy", "structlog", "typer", "requests"}
    assert not foreign & set(lite["modules"])


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("at", range(len(CASES)), ids=[f"{c.function}-{c.name}" for c in CASES])
def test_lite_gives_the_answer_of_the_contract(lite: dict[str, Any], at: int, blank: Any) -> None:
    """Each case gives in Excel what it gives everywhere; a time without its format is asked about.

    Excel hands an add-in 6:30 as 0.270833, and nobody can tell that from a number.
    """
    if CASES[at].function not in {one["id"] for one in lite["meta"]["functions"]}:
        assert CASES[at].function not in {one.name for one in FUNCTIONS}
        return  # Excel itself shows #NAME?
    said = lite["answers"][blank][at]
    assert "raised" not in said, said["raised"]
    assert said["answer"] == (CASES[at].bare or CASES[at].expected)


@pytest.mark.parametrize("at", range(len(LARGE)), ids=[case.name for case in LARGE])
def test_a_million_blank_rows_are_none_and_a_million_full_ones_too_many(
    lite: dict[str, Any], at: int
) -> None:
    """A whole column gives what its first rows give; too much is refused with a sentence."""
    assert lite["large"][at] == {"answer": LARGE[at].expected}


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.name)
def test_a_workbook_gives_in_lite_what_a_formula_gives_in_process(
    lite: dict[str, Any], path: Path
) -> None:
    """Which is what the check says. Only hours that are formatted as a time are asked about."""
    said = lite["books"][path]
    assert "raised" not in said, said["raised"]
    sample = book(path)
    expected = answer("ROSTER_CHECK", sample.arguments, date(2001, 1, 1))
    assert len(said["answer"]) == len(expected)
    differ = [one for one, other in zip(said["answer"], expected, strict=True) if one != other]
    assert differ == [] or has_lengths_of_time(sample.arguments), differ
    assert len(differ) <= 1
    assert all(status == "Please look" for status, *_ in differ), differ


def has_lengths_of_time(arguments: Any) -> bool:
    tables = [one for one in arguments if isinstance(one, list)]
    return any(
        isinstance(cell, timedelta | time) for rows in tables for row in rows for cell in row
    )
