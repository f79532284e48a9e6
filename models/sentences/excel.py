"""What the buttons in Excel say."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "excel.marked": (
        "The flags stand in the open workbook ({changes}). It is not saved yet: save it to keep "
        'them. Undo (Ctrl+Z) does not take them back; "Clear marks" does.'
    ),
    "excel.cleared": (
        "Everything that Rostercheck wrote was taken off. The workbook is not saved yet: save it "
        "to keep it so."
    ),
    "excel.nothing": "Nothing of Rostercheck's stands in this workbook; it was left as it is.",
    "excel.nobody": (
        'In row {row} of "{sheet}" there is nobody of your list. Click a cell in the row of a '
        'person in {tabs}, then "Explain this row".'
    ),
    "excel.cloud": (
        "This workbook is in the cloud and has no folder on this computer, so no rostercheck.toml "
        "was found that says which rules hold. Let OneDrive sync its folder, and put the file "
        "there."
    ),
    "excel.no_book": "No workbook is open. Open your list, and click again.",
    "excel.failed": (
        "Rostercheck could not do this ({kind}). What you typed is untouched. Click again; if it "
        "happens again, save, close and open the workbook, or type in a console: "
        '"rostercheck addin doctor".'
    ),
    "excel.close": "Close",
}
BRIEF: Mapping[str, str] = {}
