"""The declarations from which every host makes what it needs."""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
from datetime import date, datetime

import pytest

from addin.functions import FUNCTIONS, answer, function
from addin.registry import Parameter, SheetFunction, Takes

TODAY = date(2026, 11, 22)
VBA_WORDS = """
and as boolean byref byte byval call case const currency date decimal dim do double each
else elseif end enum eqv erase error event exit false for friend function get global gosub
goto if imp implements in input integer is let like lock long loop lset me mod name new next
not nothing null object on open option optional or paramarray preserve print private
property public put raiseevent redim rem resume return rset seek select set single static
step stop string sub then to true type until variant wend while with withevents xor
"""
VBA = frozenset(VBA_WORDS.split())
"""Words that Visual Basic keeps for itself."""
SCRIPT_WORDS = """
break case catch class const continue debugger default delete do else enum export extends
false finally for function if import in instanceof new null return super switch this throw
true try typeof var void while with yield let static await
"""
SCRIPT = frozenset(SCRIPT_WORDS.split())
"""Words that JavaScript keeps for itself."""
functions = pytest.mark.parametrize("one", FUNCTIONS, ids=lambda one: one.name)


@functions
def test_help_fits_every_host(one: SheetFunction) -> None:
    """Excel shows at most 255 characters of help; all of it ends as a sentence."""
    for text in (one.summary, *(parameter.help for parameter in one.parameters)):
        assert 20 < len(text) <= 255
        assert text[-1] in ".:"


@functions
def test_names_can_be_used_in_every_host(one: SheetFunction) -> None:
    """Names are plain, no words of Python, Visual Basic or JavaScript, and no cells."""
    assert re.fullmatch(r"ROSTER_[A-Z_]+", one.name)
    names = [parameter.name for parameter in one.parameters]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"[a-z][a-z_]*[a-z0-9]", name)
        assert not keyword.iskeyword(name)
        assert name not in VBA | SCRIPT
        assert not re.fullmatch(r"[a-z]{1,3}[0-9]+", name)


@functions
def test_optional_arguments_come_last(one: SheetFunction) -> None:
    """Nothing that is needed stands behind something that may be left out."""
    optional = [parameter.optional for parameter in one.parameters]
    assert optional == sorted(optional)


PLACES = {
    "ROSTER_CHECK": "rows training rsc as_of settings",
    "ROSTER_STATUS": "rows training rsc as_of settings",
    "ROSTER_MISSING": "rows training rsc as_of settings",
    "ROSTER_DUE": "rows training rsc as_of settings",
    "ROSTER_EXPLAIN": "person rows training rsc as_of settings",
    "ROSTER_HOURS": "person log topic from_day to_day",
    "ROSTER_BEST_WINDOW": "person rsc months",
    "ROSTER_PROVIDER_OK": "provider receiver day rows",
    "ROSTER_NEED": "category requirement as_of settings",
    "ROSTER_CATEGORY": "text",
    "ROSTER_SUGGEST": "answers",
    "ROSTER_RULE": "rule settings",
    "ROSTER_VERSION": "",
}


@functions
def test_an_argument_keeps_its_place(one: SheetFunction) -> None:
    """Formulas stand in sheets for years: whatever comes to be added is added at the end."""
    names = [parameter.name for parameter in one.parameters]
    agreed = PLACES[one.name].split()
    assert names[: len(agreed)] == agreed


@functions
def test_the_example_is_the_formula_itself(one: SheetFunction) -> None:
    """It names the function, and gives at least the arguments that are needed and not too many."""
    name, inner = re.fullmatch(r"=([A-Z_]+)\((.*)\)", one.example).groups()
    given = re.sub(r"\([^)]*\)", "", inner).count(",") + 1 if inner else 0
    needed = sum(not parameter.optional for parameter in one.parameters)
    assert name == one.name
    assert needed <= given <= len(one.parameters)


@functions
def test_nothing_given_is_a_sentence_or_blank(one: SheetFunction) -> None:
    """A formula without arguments says which one is missing, and what belongs there."""
    for arguments in ([], [None] * len(one.parameters), [""] * len(one.parameters)):
        (row,) = answer(one.name, arguments, TODAY)
        missing = next((p for p in one.parameters if _needed(p)), None)
        if missing is not None:
            assert row == [f"{one.name}: {missing.name} is blank. {missing.help}"]


def _needed(parameter: Parameter) -> bool:
    return not parameter.optional and parameter.takes is not Takes.COLUMN


def test_a_function_is_found_by_its_name() -> None:
    """In capitals in the registry, however it is typed in an answer."""
    assert function("ROSTER_NEED") in FUNCTIONS
    with pytest.raises(KeyError):
        function("ROSTER_NOTHING")
    assert answer(" roster_version ", [], TODAY) == answer("ROSTER_VERSION", [], TODAY)


def test_today_may_be_a_moment() -> None:
    """A host that hands over day and time gets the answer of the day."""
    arguments = ["IFS", "renewal.rsc", None, "virginia"]
    moment = datetime.fromisoformat("2023-06-01T13:00")
    assert answer("ROSTER_NEED", arguments, moment) == [[6]]


def test_the_version_is_that_of_the_package() -> None:
    """One cell with the name and the version."""
    (row,) = answer("ROSTER_VERSION", [], TODAY)
    assert re.fullmatch(r"Rostercheck \d+\.\d+\.\d+", str(row[0]))


def test_formulas_need_nothing_but_the_models() -> None:
    """Neither the sync job, nor anything that is not in Pyodide, is imported to answer."""
    code = (
        "import sys, datetime\n"
        "from addin.functions import FUNCTIONS, answer\n"
        "import addin.wire\n"
        "for one in FUNCTIONS: answer(one.name, [], datetime.date(2026, 11, 22))\n"
        "answer('ROSTER_CHECK', [[['Name', 'Category'], ['Ana', 'IFS']]], datetime.date.min)\n"
        "tops = {name.partition('.')[0] for name in sys.modules}\n"
        "print(*sorted(tops - set(sys.stdlib_module_names) - {'__main__'}))\n"
    )
    said = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    allowed = {
        "addin", "models", "pydantic", "pydantic_core", "annotated_types", "typing_extensions",
        "typing_inspection",
    }  # fmt: skip
    assert {one for one in said if not one.startswith("_sysconfigdata")} <= allowed
