"""What xlwings generates for Excel from our formulas."""

from __future__ import annotations

import re
import subprocess
import sys
from types import ModuleType

import pytest

from addin.excel.vba import FUNCTIONS_FILE, module_source
from addin.functions import FUNCTIONS
from tests.addin.excel.generating import MODULE, imported

RESERVED = frozenset(
    """
abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur
cdate cdbl cdec cdecl cint circle clng clnglng clngptr close const csng cstr currency cvar
cverr date debug decimal declare defbool dim do doevents double each else elseif empty end
endif enum eqv erase error event exit false fix for friend function get global gosub goto if
imp implements in input inputb int integer is lbound len lenb let like local lock long
longlong longptr loop lset me mod new next not nothing null object on open option optional or
paramarray preserve print private property pset public put raiseevent redim rem resume return
rset scale seek select set sgn shared single spc static step stop string sub tab then to true
type typeof ubound unlock until variant wend while width with withevents write xor caller
    """.split()  # noqa: SIM905 - a list of words
)
"""Words that VBA keeps for itself, and the one that xlwings does."""


def test_the_module_is_what_xlwings_generates(udfs: ModuleType) -> None:
    """The VBA that ships is what xlwings' own generator makes of the formulas of today.

    To write it anew: python -m tests.addin.excel.generating
    """
    assert imported().source == FUNCTIONS_FILE.read_text(encoding="utf-8")


def test_every_formula_is_described(udfs: ModuleType) -> None:
    """The function wizard gets a category, and a text for each formula and each argument."""
    described = {one["name"]: one for one in imported().described}
    assert set(described) == {f"'rostercheck.xlam'!{one.name}" for one in FUNCTIONS}
    for one in FUNCTIONS:
        said = described[f"'rostercheck.xlam'!{one.name}"]
        assert said["Category"] == "Rostercheck"
        assert said["Description"] == one.summary
        texts = [parameter.help for parameter in one.parameters]
        assert said["ArgumentDescriptions"] == (texts or None)


def test_no_help_text_is_cut_short() -> None:
    """Every text fits the 255 characters that Excel shows."""
    for one in FUNCTIONS:
        for text in (one.summary, *(parameter.help for parameter in one.parameters)):
            assert len(" ".join(text.split())) <= 255, text


def test_arguments_are_no_words_of_vba() -> None:
    """No argument bears a name with which the module would not compile."""
    for one in FUNCTIONS:
        assert not RESERVED & {parameter.name.casefold() for parameter in one.parameters}


def test_optional_arguments_may_be_left_out(udfs: ModuleType) -> None:
    """Each function has its arguments in their order, those that may be left out as Optional."""
    source = imported().source
    for one in FUNCTIONS:
        names = [f"{'Optional ' * parameter.optional}{parameter.name}"
                 for parameter in one.parameters]  # fmt: skip
        assert f"Function {one.name}({', '.join(names)})" in source
        assert f'XLPy.CallUDF("{MODULE}", "{one.name}", Array(' in source
    assert "Volatile" not in source


def test_the_add_in_module_describes_them_too() -> None:
    """The add-in tells the wizard the same when it is opened, in lines that VBA can read."""
    source = module_source("Rostercheck")
    for one in FUNCTIONS:
        assert f'RostercheckDescribe "{one.name}", _' in source
        said = one.summary.replace('"', '""')
        assert f'Attribute {one.name}.VB_Description = "{said}"' in source
        for text in (one.summary, *(parameter.help for parameter in one.parameters)):
            assert text.replace('"', '""') in source
    assert max(map(len, source.split("\r\n"))) < 1023
    assert max(len(run) for run in re.findall(r"(?:[^\r]* _\r\n)+", source)) < 24 * 300
    source.encode("cp1252")


@pytest.mark.parametrize("code", ["import addin.excel.udfs", "import addin.excel.ribbon"])
def test_the_paid_part_is_never_imported(code: str) -> None:
    """Nothing of ours imports the part of xlwings that has another licence."""
    watch = (
        "import sys\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        frame = sys._getframe(1)\n"
        "        while frame and 'importlib' in frame.f_code.co_filename:\n"
        "            frame = frame.f_back\n"
        "        asks = frame.f_globals.get('__name__', '') if frame else ''\n"
        "        if name.startswith('xlwings.pro') and not asks.startswith('xlwings'):\n"
        "            print('imported by', asks)\n"
        "sys.meta_path.insert(0, Watch())\n"
        f"try:\n    {code}\nexcept Exception as error:\n    print(type(error).__name__)\n"
    )
    ran = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert ran.stdout.split() in ([], ["HostMissing"])


def test_formulas_work_without_the_paid_part(xlwings: ModuleType, udfs: ModuleType) -> None:
    """All of these tests run with the paid part barred: to import it would fail."""
    assert sys.modules["xlwings.pro"] is None
    assert not xlwings.__pro__


def test_elsewhere_than_on_windows_it_fails_aloud() -> None:
    """On Linux and a Mac, where xlwings would do nothing, a sentence names what works there."""
    code = "import addin.excel.udfs"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    last = ran.stderr.strip().splitlines()[-1]
    assert "only in Excel on Windows" in last
    assert "rostercheck addin libreoffice" in last
    assert "xlwings Lite" in last
