"""What can go wrong with Google Sheets, and what is said then."""

from __future__ import annotations

from pages.tables import code, table
from sync.books.google.faults import WORDS, Fault

SHEET, WHO, KEY = '"Members"', "rostercheck@...", "key.json"


def faults_page() -> str:
    """Give every kind of trouble with its sentence."""
    rows = [
        (code(kind.value), Fault(kind, "...", "").sentence(sheet=SHEET, who=WHO, key=KEY))
        for kind in WORDS
    ]
    return table(("trouble", "what is said"), rows) + "\n"
