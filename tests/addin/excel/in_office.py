"""Reads and compiles macros as LibreOffice does. Run by a Python that has the office's `uno`.

python in_office.py PROFILE FILE SOURCE...: prints JSON: the source of each module of the file by
its name, cell B2 of every sheet, and what the function `Probe` of each source gives, which runs
only if the whole source can be compiled.
"""

import contextlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "hosts"))
from in_uno import office, said


def main(profile, file, *sources):
    program, there = office(profile)
    desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    try:
        probed = [probe(desktop, source) for source in sources]
        print(json.dumps({**read(desktop, file), "probed": probed}))
    finally:
        with contextlib.suppress(Exception):  # it goes
            desktop.terminate()
        program.wait(60)


def read(desktop, file):
    """Read the modules, and cell B2 of every sheet."""
    how = (
        said("Hidden", True),
        said("MacroExecutionMode", 0),
        said("FilterName", "Calc MS Excel 2007 VBA XML"),
    )
    document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, how)
    found = {}
    for library in document.BasicLibraries.ElementNames:
        document.BasicLibraries.loadLibrary(library)
        modules = document.BasicLibraries.getByName(library)
        found |= {name: modules.getByName(name) for name in modules.ElementNames}
    sheets = document.Sheets
    cells = {n: sheets.getByName(n).getCellByPosition(1, 1).String for n in sheets.ElementNames}
    document.close(True)
    return {"modules": found, "sheets": cells}


def probe(desktop, source):
    """Compile a source in a new document, and run its function `Probe`."""
    how = (said("Hidden", True), said("MacroExecutionMode", 4))
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, how)
    libraries = document.BasicLibraries
    if not libraries.hasByName("Standard"):
        libraries.createLibrary("Standard")
    text = "Option VBASupport 1\n" + Path(source).read_text(encoding="utf-8")
    libraries.getByName("Standard").insertByName("Ours", text)
    name = "vnd.sun.star.script:Standard.Ours.Probe?language=Basic&location=document"
    given = document.getScriptProvider().getScript(name).invoke((), (), ())[0]
    document.close(True)
    return given


main(*sys.argv[1:])
