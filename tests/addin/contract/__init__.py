"""What every host has to answer: the same cases for Excel, Google Sheets, LibreOffice and Pyodide.

`CASES` are plain data, and so is `HUGE`, which some hosts cannot hold; `python -m
tests.addin.contract` prints the former as JSON. The expected answers are written by reasoning from
the rules, never by running the program.
"""

from __future__ import annotations

from tests.addin.contract import (
    checking,
    disguises,
    explaining,
    hours,
    mistakes,
    providers,
    rules,
    words,
)
from tests.addin.contract.case import Case

CASES: tuple[Case, ...] = (
    *checking.CASES,
    *disguises.CASES,
    *explaining.CASES,
    *hours.CASES,
    *providers.CASES,
    *rules.CASES,
    *words.CASES,
    *mistakes.CASES,
)

HUGE: tuple[Case, ...] = mistakes.HUGE

__all__ = ["CASES", "HUGE", "Case"]
