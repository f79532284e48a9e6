"""What formulas remember, what they forget, and what they log."""

from __future__ import annotations

import gc
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from addin import checking, judged
from addin.functions import answer
from addin.wire import from_wire
from models.cells import CellError
from models.roster import Person
from tests.addin.contract.checking import BOTH as WIRED

TODAY = date(2026, 11, 22)
BOTH = from_wire(WIRED)


def arguments(name: str = "Ana Ruiz", rules: str = "wisconsin") -> list[object]:
    rows = [BOTH[0], [name, *BOTH[1][1:]], BOTH[2]]
    return [rows, None, None, None, rules]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    judged.forget()


def judgings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count how often a workbook is really judged."""
    counted: list[object] = []
    really = judged.assess

    def counting(*given: object) -> object:
        counted.append(None)
        return really(*given)

    monkeypatch.setattr(judged, "assess", counting)
    return counted


def test_the_columns_of_one_list_judge_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Status, what is missing, due date and explanations of one range cost one judging."""
    counted = judgings(monkeypatch)
    for name in ("ROSTER_STATUS", "ROSTER_MISSING", "ROSTER_DUE", "ROSTER_CHECK"):
        answer(name, arguments(), TODAY)
    answer("ROSTER_EXPLAIN", ["Bo Chen", *arguments()], TODAY)
    assert len(counted) == 1


def test_anything_else_judges_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another cell, day, kind of number, rules or place: nothing is mistaken for another."""
    counted = judgings(monkeypatch)
    variants = [
        (arguments(), TODAY),
        (arguments("Ana Diaz"), TODAY),
        (arguments(), date(2026, 11, 23)),
        (arguments(rules="virginia"), TODAY),
        ([BOTH, BOTH and None, [["Name", "Date", "Hours", "Provider"], ["x", 1, 1, "y"]], None,
          "wisconsin"], TODAY),
        ([[BOTH[0], [*BOTH[1][:3], True]], None, None, None, "wisconsin"], TODAY),
        ([[BOTH[0], [*BOTH[1][:3], 1]], None, None, None, "wisconsin"], TODAY),
        ([[BOTH[0], [*BOTH[1][:3], "1"]], None, None, None, "wisconsin"], TODAY),
    ]  # fmt: skip
    got = [answer("ROSTER_CHECK", given, today) for given, today in variants]
    assert len(counted) == len(variants)
    assert got[5] != got[6]


def test_an_error_is_not_taken_for_its_letters() -> None:
    """An error that only one host knows, and the same letters as text, are two workbooks."""
    hours = [CellError("#ODD"), "#ODD"]
    got = [
        answer("ROSTER_EXPLAIN", ["Ana Ruiz", [BOTH[0], [*BOTH[1][:3], one]]], TODAY)
        for one in hours
    ]
    assert got[0] != got[1]


def test_few_workbooks_are_remembered() -> None:
    """However many are asked about, the people of at most a few stay in memory."""
    for at in range(3 * judged.REMEMBERED):
        answer("ROSTER_CHECK", arguments(f"Zora {at}"), TODAY)
    assert len(people("Zora")) == judged.REMEMBERED


def test_forgetting_leaves_nobody() -> None:
    """A host that keeps nothing has nobody in memory after it answered."""
    answer("ROSTER_CHECK", arguments("Zita"), TODAY)
    assert people("Zita")
    judged.forget()
    assert not people("Zita")


def people(name: str) -> list[Person]:
    """Give everybody of a name who is in memory; nobody else in the tests bears it."""
    gc.collect()
    everybody = (one for one in gc.get_objects() if isinstance(one, Person))
    return [one for one in everybody if one.name.startswith(name)]


def test_many_at_once_answer_as_one() -> None:
    """Formulas that are answered at the same time, in two languages, do not mix."""
    spanish = [["rules", "wisconsin"], ["language", "es"]]

    def ask(at: int) -> object:
        given = arguments(f"Member {at % 7}")
        given[4] = spanish if at % 2 else "wisconsin"
        return answer("ROSTER_STATUS", given, TODAY)[1:]

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(ask, range(60)))
    assert got == [ask(at) for at in range(60)]
    assert gc.isenabled()


def test_a_fault_is_a_sentence_and_no_name_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw is said in the cell; the log has the place in the program, no cell."""

    def broken(line: object, where: str) -> object:
        raise ValueError(f"Ana Ruiz {line} {where}")

    monkeypatch.setattr(checking, "line_of", broken)
    with caplog.at_level(logging.ERROR, "rostercheck.formulas"):
        got = answer("ROSTER_CHECK", arguments(), TODAY)
    assert got == [[
        "ROSTER_CHECK could not be worked out: something went wrong in Rostercheck itself, and "
        "nothing was changed. Please tell whoever looks after it."
    ]]  # fmt: skip
    assert "ROSTER_CHECK failed: ValueError" in caplog.text
    assert "Ana" not in caplog.text
