"""Keeps the tables in README.md true: which finding and which status is shown where."""

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
    found = Counter(
        (f.claim.rule, answers.book, f.claim.outcome) for answers in everything
        for f in answers.findings
    )  # fmt: skip
    books = [answers.book for answers in everything]
    text = _head(["findings by rule", *(f"`{book}`" for book in books)])
    for rule in sorted({rule for rule, _, _ in found}):
        cells = []
        for book in books:
            parts = [
                f"{found[rule, book, outcome]} {outcome}"
                for outcome in OUTCOMES
                if found[rule, book, outcome]
            ]
            cells.append(", ".join(parts))
        text += _row([f"`{rule}`", *cells])
    return text
