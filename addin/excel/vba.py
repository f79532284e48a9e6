"""The VBA of the add-in: the formulas as xlwings generates them, the ribbon, and the help texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from addin.functions import FUNCTIONS
from addin.registry import SheetFunction
from addin.xlwings_signatures import help_text
from models.wording import sentence

FUNCTIONS_FILE = Path(__file__).with_name("functions.bas")
"""What xlwings' generator writes for our formulas; a test holds it in step."""
CATEGORY = "Rostercheck"
BUTTONS = {
    "RostercheckCheckNow": "check_now",
    "RostercheckExplainRow": "explain_row",
    "RostercheckClearMarks": "clear_marks",
}
"""What the buttons of the ribbon call, and the functions of `addin.excel.ribbon` behind them."""


def module_source(name: str) -> str:
    """Give the whole VBA module of the add-in, under a name, with the line ends that VBA has."""
    lines = [f'Attribute VB_Name = "{name}"']
    lines += _functions()
    lines += ["", *_ribbon(), "", *_help(FUNCTIONS)]
    return "\r\n".join(lines) + "\r\n"


def _functions() -> Iterable[str]:
    """Give the formulas, without the name of the module that they were generated for.

    Below each stands what it is for, in the form in which VBA keeps it with a function.
    """
    texts = {one.name: quoted(help_text(one.summary)) for one in FUNCTIONS}
    for line in FUNCTIONS_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("Attribute VB_Name"):
            continue
        yield line
        if line.startswith("Function "):
            name = line.removeprefix("Function ").partition("(")[0]
            yield f"Attribute {name}.VB_Description = {texts[name]}"


def _ribbon() -> Iterable[str]:
    """Give what the buttons call."""
    nothing = quoted(sentence("excel.no_book", {}))
    yield "Private Sub RostercheckRun(work As String)"
    yield "    If ActiveWorkbook Is Nothing Then"
    yield f"        MsgBox {nothing}, vbInformation, {quoted(CATEGORY)}"
    yield "    Else"
    yield '        RunPython "from addin.excel import ribbon; ribbon." & work & "()"'
    yield "    End If"
    yield "End Sub"
    for macro, work in BUTTONS.items():
        yield ""
        yield f"Sub {macro}(control As IRibbonControl)"
        yield f"    RostercheckRun {quoted(work)}"
        yield "End Sub"


def _help(functions: Sequence[SheetFunction]) -> Iterable[str]:
    """Give what tells the function wizard about formulas and arguments, once Excel is at rest.

    Excel takes the texts only while a workbook is open; until then it goes without.
    """
    when, name = 'Now + TimeValue("00:00:03")', '"\'" & ThisWorkbook.Name & "\'!RostercheckHelp"'
    yield "Sub Auto_Open()"
    yield "    On Error Resume Next"
    yield f"    Application.OnTime {when}, {name}"
    yield "End Sub"
    yield ""
    yield "Sub RostercheckHelp()"
    for one in functions:
        yield from _described(one)
    yield "End Sub"
    yield ""
    yield "Private Sub RostercheckDescribe(work As String, said As String, ParamArray texts())"
    yield "    Dim given As Variant"
    yield "    On Error Resume Next"
    yield "    given = texts"
    for macro in ('"\'" & ThisWorkbook.Name & "\'!" & work', "work"):  # Excel wants one or other
        yield "    Err.Clear"
        yield f"    {_options(macro, '')}"
        yield f"    If UBound(given) >= 0 Then {_options(macro, ', ArgumentDescriptions:=given')}"
        yield "    If Err.Number = 0 Then Exit Sub"
    yield "End Sub"


def _options(macro: str, more: str) -> str:
    what = f"Macro:={macro}, Category:={quoted(CATEGORY)}, Description:=said{more}"
    return f"Application.MacroOptions {what}"


def _described(function: SheetFunction) -> Iterable[str]:
    texts = [function.summary, *(one.help for one in function.parameters)]
    yield f"    RostercheckDescribe {quoted(function.name)}, _"
    for at, text in enumerate(texts):
        yield f"        {quoted(help_text(text))}{', _' if at < len(texts) - 1 else ''}"


def quoted(text: str) -> str:
    """Give a text as VBA writes it.

    >>> quoted('Level "II"')
    '"Level ""II\"""'
    """
    return '"' + text.replace('"', '""') + '"'
