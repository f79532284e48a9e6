"""The formulas, and answers that they give, worked out here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from addin import parameters
from addin.blocks import LARGEST
from addin.functions import FUNCTIONS, answer
from addin.judged import REMEMBERED
from addin.registry import Parameter, SheetFunction, Takes
from models.layering import shipped
from pages.tables import code, listed, table

TAKES = {
    Takes.TABLE: "a range with headers",
    Takes.CELL: "one cell",
    Takes.COLUMN: "one cell or a column",
}
WHOLE = "ROSTER_CHECK"
AS_OF = date(2026, 11, 22)
MEMBERS = [
    ["Name", "Category", "Date endorsed", "Training hours"],
    ["Ana Ruiz", "IFA", "2020-05-01", 15],
    ["Bo Chen", "Level I", "1 May 2020", "6 hrs"],
    ["Cy Diaz", "IFA", "2019-05-01", None],
]
LOG = [
    ["Name", "Date", "Hours", "Topic"],
    ["Ana Ruiz", "2026-01-10", "3 hrs", "DEI"],
    ["Ana Ruiz", "2026-05-10", 6, ""],
    ["Bo Chen", "2026-03-01", "90 min", "DEI"],
]
RULES = [["rules", "wisconsin"]]


def summary() -> str:
    """List every formula with what it is for."""
    rows = [(f"[`{one.name}`](#{one.name.lower()})", one.summary) for one in FUNCTIONS]
    return table(("formula", "what it gives"), rows)


def reference() -> str:
    """Tell all of every formula: how it is typed, its arguments, and an answer."""
    return "\n".join(part for one in FUNCTIONS for part in _function(one))


def _function(one: SheetFunction) -> Iterator[str]:
    yield f"### {one.name}\n"
    yield f"{one.summary}\n"
    yield f"```\n{one.example}\n```\n"
    own, whole = list(one.parameters), parameters.BOOK
    as_check = one.name != WHOLE and one.parameters[-len(whole) :] == whole
    if as_check:
        own = own[: -len(whole)]
    if own:
        yield table(("argument", "what belongs there"), list(_arguments(own))) + "\n"
    if as_check:
        then = "Then its" if own else "Its"
        yield f"{then} arguments are those of [`{WHOLE}`](#{WHOLE.lower()}).\n"
    shown = _answers().get(one.name)
    if shown is not None:
        yield shown


def _arguments(given: Sequence[Parameter]) -> Iterator[tuple[str, str]]:
    """Give a line for each argument; those of one meaning share one."""
    more = [one for one in given if one in parameters.MORE]
    for one in given:
        if one in more[1:]:
            continue
        name = code(one.name)
        if one in more:
            name = f"{name} to {code(more[-1].name)}"
        need = "may be left out" if one.optional else "needed"
        takes = "one cell, or a range" if one is parameters.SETTINGS else TAKES[one.takes]
        yield f"{name}<br>{takes}, {need}", one.help


def _answers() -> dict[str, str]:
    """Work out what some formulas answer of the small list on this page."""
    book = [MEMBERS, None, None, AS_OF, RULES]
    asked = {
        "ROSTER_CHECK": book,
        "ROSTER_EXPLAIN": ["Bo Chen", *book],
        "ROSTER_HOURS": [[["Ana Ruiz"], ["Bo Chen"]], LOG, "DEI"],
        "ROSTER_NEED": ["IFS", "renewal.training", AS_OF, RULES],
        "ROSTER_CATEGORY": [[["Level II"], ["ifa"], ["IFX"]]],
    }
    return {name: _block(answer(name, given, AS_OF)) for name, given in asked.items()}


def _block(rows: Sequence[Sequence[object]]) -> str:
    head, *others = [[_shown(cell) for cell in row] for row in rows]
    if not others:
        return f"It answers: `{head[0]}`.\n"
    if len(head) == 1:
        return "It answers:\n\n" + table(("answer",), [head, *others]) + "\n"
    return "It answers:\n\n" + table(head, others) + "\n"


def _shown(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def example() -> str:
    """Show the small list of which the answers on this page are."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in MEMBERS]
    return table(rows[0], rows[1:])


def limits() -> str:
    """Say how much a formula takes."""
    return (
        f"A formula takes up to {LARGEST:,} cells in all its ranges together; blank rows at the "
        f"end of a range, or of a whole column, do not count. Within a spreadsheet program the "
        f"last {REMEMBERED} workbooks that were judged are remembered, so that several formulas "
        f"over the same ranges cost no more than one.\n"
    )


def packs() -> str:
    """List the names of the rules that can be given."""
    return f"The rules that ship: {listed(shipped())}.\n"
