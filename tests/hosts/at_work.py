"""A person at work in LibreOffice. Run by a Python that has its `uno`, never by the tests' own.

python at_work.py PROFILE PAIRS: PAIRS is a JSON list of [workbook, copy to be saved].
"""

import json
import sys
from pathlib import Path

import uno
from com.sun.star.table import TableSortField
from in_uno import office, said


def work(sheet):
    """What a person does in an afternoon; `Members` has its header in row 3, data in A4:K8."""
    field = TableSortField()
    field.Field, field.IsAscending = 1, False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    by_name = (said("SortFields", fields), said("ContainsHeader", True))
    sheet.getCellRangeByName("A3:K8").sort(by_name)  # her columns only, as her filter does
    sheet.Rows.insertByIndex(0, 1)
    sheet.Columns.insertByIndex(3, 1)
    sheet.Rows.removeByIndex(8, 1)
    sheet.getCellRangeByName("H5").Value = 15  # mended
    sheet.getCellRangeByName("H6").CellBackColor = 0x7030A0
    annotation = sheet.getCellRangeByName("G6").Annotation
    if annotation.String:
        annotation.String = "Before.\n\n" + annotation.String + "\nAfter."
    else:
        at = sheet.getCellRangeByName("G6").CellAddress
        sheet.Annotations.insertNew(at, "Before.\nAfter.")


def main(profile, pairs):
    program, there = office(profile)
    desktop = there.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    try:
        for source, copy in pairs:
            url = Path(source).as_uri()
            document = desktop.loadComponentFromURL(url, "_blank", 0, (said("Hidden", True),))
            work(document.Sheets.getByName("Members"))
            form = (said("FilterName", "Calc MS Excel 2007 XML"),)
            document.storeToURL(Path(copy).as_uri(), form)
            document.close(True)
    finally:
        desktop.terminate()
        program.wait(60)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
