"""Keeps the tables in README.md true: which status and which finding is shown where."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sample_workbooks.answers import CANNOT_TELL, GAP, MEETS, NOT_APPLICABLE, OPEN, Answers

START, END = "<!-- tables: written by the script -->\n", "<!-- end of tables -->\n"
OUTCOMES = (GAP, CANNOT_TELL, OPEN, MEETS, NOT_APPLICABLE)
SOURCE = Path(__file__).resolve().parent / "README.md"


def write(folder: Path, everything: list[Answers]) -> None:
    """Write README.md with its tables renewed."""
    text = SOURCE.read_bytes().decode()
    before, rest = text.split(START)
    after = rest.split(END)[1]
    tables = f"\n{_statuses(everything)}\n{_rules(everything)}\n"
    (folder / "README.md").write_bytes(f"{before}{START}{tables}{END}{after}".encode())


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _head(cells: list[str]) -> str:
    return _row(cells) + "|" + "---|" * len(cells) + "\n"


def _statuses(everything: list[Answers]) -> str:
    text = _head(["people (rows) by status", *(f"`{outcome}`" for outcome in OUTCOMES), "all"])
    for answers in everything:
        counts = Counter(person.status for person in answers.people)
        numbers = [str(counts[outcome]) for outcome in OUTCOMES]
        text += _row([f"`{answers.book}`", *numbers, str(len(answers.people))])
    return text


def _rules(everything: list[Answers]) -> str:
    found = Counter((f.claim.rule, f.claim.outcome) for a in everything for f in a.findings)
    places = {
        rule: [a.book for a in everything if any(f.claim.rule == rule for f in a.findings)]
        for rule, _ in found
    }
    text = _head(["findings by rule", *(f"`{outcome}`" for outcome in OUTCOMES), "shown in"])
    for rule in sorted(places):
        counts = [str(found[rule, outcome] or "") for outcome in OUTCOMES]
        text += _row([f"`{rule}`", *counts, ", ".join(places[rule])])
    return text
