"""Works in a real Calc without a window. Run by a Python that has the office's `uno`.

python in_calc.py PROFILE: a line of JSON in is something to do, a line out is what came of it.
The first line out says that the office is there.
"""

import json
import sys
from pathlib import Path

import uno  # noqa: F401 - it makes `com` known
from com.sun.star.util import URL

sys.path.insert(0, str(Path(__file__).parents[2] / "hosts"))
from in_uno import office, said

PREFIX = "ORG.ROSTERCHECK.FORMULAS."
MANY = 1000
"""So many rows are not put cell by cell."""
CLEAR_ALL = 1023
ERRORS = {
    "#N/A": "=NA()",
    "#DIV/0!": "=1/0",
    "#VALUE!": '=VALUE("x")',
    "#REF!": "=#REF!",
    "#NAME?": "=no_such_name_anywhere",
}


def put(cell, wire):
    """Put into a cell what a person would type there to have it."""
    if wire is None:
        return
    if wire == "":
        cell.Formula = '=""'
    elif isinstance(wire, bool):
        cell.Formula = "=TRUE()" if wire else "=FALSE()"
    elif isinstance(wire, (int, float)):
        cell.Value = wire
    elif isinstance(wire, str):
        cell.String = wire
    elif "error" in wire:
        cell.Formula = ERRORS[wire["error"]]
    elif "date" in wire:
        cell.FormulaLocal = wire["date"].replace("T", " ")
    else:
        cell.FormulaLocal = wire["time"]


def block(argument):
    """Give an argument as rows: a value is one cell, a flat list is one row."""
    if not isinstance(argument, list):
        return [[argument]]
    if any(not isinstance(row, list) for row in argument):
        return [argument]
    return argument


def address(column, top, rows, columns):
    def letters(number):
        text = ""
        number += 1
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(65 + rest) + text
        return text

    first = f"{letters(column)}{top + 1}"
    return (
        f"{first}:{letters(column + columns - 1)}{top + rows}"
        if (rows, columns) != (1, 1)
        else first
    )


def used(sheet):
    """Give the address of what is used of a tab, with the tab's name."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    quoted = sheet.Name.replace("'", "''")
    return f"$'{quoted}'.{address(0, 0, end.EndRow + 1, end.EndColumn + 1)}"


def wrapped(sheet, area):
    """Give a range as an argument; with errors in it, as the manual says."""
    errors = sheet.getCellRangeByName(area.rpartition(".")[2]).queryFormulaCells(4).Count
    return f'IFERROR({area};"#N/A")' if errors else area


def read(area):
    """Give what stands in the cells of an area: values, and the numbers of errors."""
    rows, columns = area.Rows.Count, area.Columns.Count
    errors = [
        [area.getCellByPosition(c, r).getError() for c in range(columns)] for r in range(rows)
    ]
    return {"cells": [list(row) for row in area.getDataArray()], "errors": errors}


class Calc:
    def __init__(self, context):
        self.context = context
        services = context.ServiceManager
        self.desktop = services.createInstance("com.sun.star.frame.Desktop")
        self.book = self.load("private:factory/scalc")

    def load(self, url):
        return self.desktop.loadComponentFromURL(url, "_blank", 0, (said("Hidden", True),))

    def formula(self, formula, arguments, loose, shape):
        """Put the arguments into cells of a new tab, the formula beside them, and read it.

        loose: the numbers of the arguments that Calc refuses when there is an error in them; they
        are wrapped as the manual says.
        """
        sheets = self.book.Sheets
        name = f"T{sheets.Count}"
        sheets.insertNewByName(name, sheets.Count)
        sheet = sheets.getByName(name)
        try:
            words, column = [], 0
            for at, argument in enumerate(arguments):
                if argument is None:
                    words.append("")
                    continue
                rows = block(argument)
                width = max(map(len, rows), default=1) or 1
                if len(rows) > MANY:
                    area = sheet.getCellRangeByPosition(
                        column, 0, column + width - 1, len(rows) - 1
                    )
                    area.setDataArray(tuple(map(tuple, rows)))  # texts and numbers alone
                    rows = []
                for r, row in enumerate(rows):
                    for c, wire in enumerate(row):
                        put(sheet.getCellByPosition(column + c, r), wire)
                where = address(column, 0, max(len(block(argument)), 1), width)
                has_error = any(isinstance(w, dict) and "error" in w for row in rows for w in row)
                wrapped = at in loose and has_error
                words.append(f'IFERROR({where};"#N/A")' if wrapped else where)
                column += width
            while words and not words[-1]:
                words.pop()
            height, width = shape
            area = sheet.getCellRangeByPosition(
                column + 1, 0, column + width + 1, height
            )  # a row and a column more than the answer needs
            area.setArrayFormula(f"={PREFIX}{formula}({';'.join(words)})")
            return {**read(area), "typed": area.getArrayFormula()}
        finally:
            sheets.removeByName(name)

    def typed(self, cells, formula, array=False):
        """Type texts into cells of a new tab, as a person does; give what the formula shows.

        array: the formula is ended with Ctrl+Shift+Enter.
        """
        sheets = self.book.Sheets
        sheets.insertNewByName("Typed", sheets.Count)
        sheet = sheets.getByName("Typed")
        try:
            for where, text in cells.items():
                sheet.getCellRangeByName(where).FormulaLocal = text
            cell = sheet.getCellRangeByName("H1")
            cell.FormulaLocal = formula
            if array:
                kept = cell.Formula
                cell.clearContents(CLEAR_ALL)
                cell.setArrayFormula(kept)
            return {"text": cell.String, "error": cell.getError(), "kept": cell.Formula}
        finally:
            sheets.removeByName("Typed")

    def workbook(self, path, people, others, as_of, settings, columns):
        """Open a workbook and hold the list of people in one tab against the rules by formula.

        others: the tabs with the training log, the RSC log and the providers, None for one that
        there is not, then all others. An error in one of them is wrapped as the manual says.
        settings: what stands in two columns of a tab. Gives one line for each row.
        """
        book = self.load(Path(path).as_uri())
        try:
            areas = {sheet.Name: used(sheet) for sheet in book.Sheets}
            more = [
                wrapped(book.Sheets.getByName(tab), areas[tab]) if tab else "" for tab in others
            ]
            book.Sheets.insertNewByName("Answers", book.Sheets.Count)
            sheet = book.Sheets.getByName("Answers")
            for at, row in enumerate(settings):
                for column, text in enumerate(row):
                    sheet.getCellByPosition(columns + 1 + column, at).String = text
            place = address(columns + 1, 0, len(settings), 2)
            height = (
                book.Sheets.getByName(people)
                .getCellRangeByName(areas[people].rpartition(".")[2])
                .Rows.Count
            )
            area = sheet.getCellRangeByPosition(0, 0, columns - 1, height - 1)
            words = [areas[people], *more[:2], f'"{as_of}"', place, *more[2:]]
            area.setArrayFormula(f"={PREFIX}ROSTER_CHECK({';'.join(words)})")
            return {**read(area), "typed": area.getArrayFormula()}
        finally:
            book.close(True)

    def kept(self, path, form, cells, formula, area):
        """Save a workbook with an array formula, open it again, work it out anew, and read it."""
        book = self.load("private:factory/scalc")
        sheet = book.Sheets.getByIndex(0)
        for where, text in cells.items():
            sheet.getCellRangeByName(where).FormulaLocal = text
        sheet.getCellRangeByName(area).setArrayFormula(f"={PREFIX}{formula}")
        before = read(sheet.getCellRangeByName(area))
        book.storeToURL(Path(path).as_uri(), (said("FilterName", form),))
        book.close(True)
        book = self.load(Path(path).as_uri())
        try:
            book.calculateAll()
            again = book.Sheets.getByIndex(0).getCellRangeByName(area)
            return {"before": before, "after": read(again), "shown": again.getArrayFormula()}
        finally:
            book.close(True)

    def menu(self, path, line, tab, cell, typed=None):
        """Open a workbook, select a cell, choose a line of our menu; give what is to be seen.

        typed: what is typed into the cell before, and not saved.
        """
        book = self.load(Path(path).as_uri())
        frame = book.CurrentController.Frame
        sheet = book.Sheets.getByName(tab)
        frame.Controller.setActiveSheet(sheet)
        frame.Controller.select(sheet.getCellRangeByName(cell))
        if typed is not None:
            sheet.getCellRangeByName(cell).String = typed
        before = {one.RuntimeUID for one in self.books()}
        url = URL()
        url.Complete = f"org.rostercheck:{line}"
        services = self.context.ServiceManager
        _, url = services.createInstance("com.sun.star.util.URLTransformer").parseStrict(url)
        frame.queryDispatch(url, "_self", 0).dispatch(url, ())
        after = frame.Controller.Model
        shown = [
            one for one in self.books() if one.RuntimeUID not in before and one.URL != after.URL
        ]
        texts = [
            [row[0] for row in one.Sheets.getByIndex(0).getCellRangeByName("A1:A60").getDataArray()]
            for one in shown
        ]
        seen = {
            "url": after.URL,
            "tab": frame.Controller.ActiveSheet.Name,
            "selected": frame.Controller.Selection.AbsoluteName,
            "tabs": [one.Name for one in after.Sheets],
            "texts": texts,
            "unsaved": [one.isModified() for one in shown],
        }
        for one in [*shown, after]:
            one.close(True)
        return seen

    def menu_lines(self):
        """Give what stands in our menu, as the office's configuration has it."""
        services = self.context.ServiceManager
        provider = services.createInstance("com.sun.star.configuration.ConfigurationProvider")
        path = "/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar/org.rostercheck.menu"
        node = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", (said("nodepath", path),)
        )
        lines = [node.Submenu.getByName(name) for name in node.Submenu.ElementNames]
        return {
            "title": node.Title,
            "context": node.Context,
            "lines": [[one.Title, one.URL] for one in lines],
        }

    def books(self):
        """Give all workbooks that are open."""
        found, each = [], self.desktop.Components.createEnumeration()
        while each.hasMoreElements():
            found.append(each.nextElement())
        return found

    def first_day(self, year, month, day):
        """Set the day from which the workbook counts."""
        first = self.book.NullDate
        first.Year, first.Month, first.Day = year, month, day
        self.book.NullDate = first
        return {}

    def wizard(self):
        """Give what the Function Wizard says of each of our formulas."""
        services = self.context.ServiceManager
        known = services.createInstance("com.sun.star.sheet.FunctionDescriptions")
        found = {}
        for at in range(known.Count):
            one = {entry.Name: entry.Value for entry in known.getByIndex(at)}
            if one["Name"].startswith("ROSTER_"):
                arguments = [(a.Name, a.Description) for a in one["Arguments"] or ()]
                found[one["Name"]] = {"help": one["Description"], "arguments": arguments}
        return found


def main(profile):
    program, context = office(profile)
    calc = Calc(context)
    print(json.dumps({"there": True}), flush=True)
    try:
        for line in sys.stdin:
            job = json.loads(line)
            try:
                done = getattr(calc, job.pop("do"))(**job)
            except Exception as error:  # noqa: BLE001 - the test is to see it
                done = {"failed": f"{type(error).__name__}: {error}"}
            print(json.dumps(done), flush=True)
    finally:
        calc.book.close(True)
        calc.desktop.terminate()
        program.wait(60)


if __name__ == "__main__":
    main(sys.argv[1])
