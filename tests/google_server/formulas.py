"""A few formulas, enough for what rosters hold: sums, references, spills, errors, LOADING.

A formula that is not understood comes to `#NAME?`, as in a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from tests.google_server.formats import serial
from tests.google_server.ranges import letters, number

_REF = re.compile(
    r"(?P<text>\"[^\"]*\")|(?P<sheet>(?:'(?:[^']|'')*'|[A-Za-z_]\w*)!)?"
    r"(?P<dc>\$?)(?P<c>[A-Za-z]{1,3})(?P<dr>\$?)(?P<r>[0-9]+)(?![\w(])"
)
Move = Callable[[str, int, int], "tuple[int, int] | None"]
_TOKEN = re.compile(
    r"\s*(?:(?P<num>\d+\.?\d*)|(?P<str>\"(?:[^\"]|\"\")*\")|(?P<fun>[A-Z][A-Z0-9.]*)\("
    r"|(?P<ref>(?:(?:'(?:[^']|'')*'|[A-Za-z_]\w*)!)?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)"
    r"|(?P<bool>TRUE|FALSE)|(?P<op>[-+*/&(),;]))"
)
Value = dict[str, Any]
Cells = list[list[Value]]


class FormulaError(Exception):
    """A formula comes to an error of this type."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def moved(formula: str, home: str, move: Move) -> str:
    """Give a formula with its references moved; `move` takes sheet title, row and column from 0."""

    def change(found: re.Match[str]) -> str:
        if found["text"]:
            return found[0]
        title = (found["sheet"] or "")[:-1].strip("'").replace("''", "'") or home
        to = move(title, int(found["r"]) - 1, number(found["c"]))
        if to is None:
            return "#REF!"
        row, column = to
        sheet = found["sheet"] or ""
        return f"{sheet}{found['dc']}{letters(column)}{found['dr']}{row + 1}"

    return _REF.sub(change, formula)


def shifted(formula: str, rows: int, columns: int) -> str:
    """Give a formula as it reads when it is copied so many rows and columns further."""

    def change(found: re.Match[str]) -> str:
        if found["text"]:
            return found[0]
        row = int(found["r"]) + (0 if found["dr"] else rows)
        column = number(found["c"]) + (0 if found["dc"] else columns)
        if row < 1 or column < 0:
            return "#REF!"
        return f"{found['sheet'] or ''}{found['dc']}{letters(column)}{found['dr']}{row}"

    return _REF.sub(change, formula)


class Reader:
    """Evaluates one formula; `look` gives the effective values of a range."""

    def __init__(
        self, look: Callable[[str | None, int, int, int, int], Cells], today: date
    ) -> None:
        self._look, self._today = look, today
        self._tokens: list[tuple[str, str]] = []
        self._at = 0

    def value(self, formula: str) -> Cells:
        """Give the result, a block of one cell or of several that spill."""
        try:
            self._tokens = list(_tokens(formula[1:]))
            self._at = 0
            found = self._sum()
            self._end()
        except FormulaError as error:
            return [[{"errorValue": {"type": error.kind, "message": f"It is a {error.kind}."}}]]
        except RecursionError:
            return [[{"errorValue": {"type": "REF", "message": "Circular dependency detected."}}]]
        return found

    def _end(self) -> None:
        if self._at != len(self._tokens):
            raise FormulaError("ERROR")

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _sum(self) -> Cells:
        left = self._product()
        while self._peek()[0] == "op" and self._peek()[1] in "+-&":
            op = self._next()[1]
            right = self._product()
            left = _join(left, right) if op == "&" else _arith(op, left, right)
        return left

    def _product(self) -> Cells:
        left = self._atom()
        while self._peek()[0] == "op" and self._peek()[1] in "*/":
            op = self._next()[1]
            left = _arith(op, left, self._atom())
        return left

    def _atom(self) -> Cells:
        kind, text = self._next()
        if kind == "num":
            return _number(float(text))
        if kind == "str":
            return [[{"stringValue": text[1:-1].replace('""', '"')}]]
        if kind == "bool":
            return [[{"boolValue": text == "TRUE"}]]
        if kind == "ref":
            return self._range(text)
        if kind == "fun":
            return self._function(text)
        if (kind, text) == ("op", "("):
            inner = self._sum()
            self._close()
            return inner
        if (kind, text) == ("op", "-"):
            return _arith("-", _number(0), self._atom())
        raise FormulaError("ERROR")

    def _close(self) -> None:
        if self._next() != ("op", ")"):
            raise FormulaError("ERROR")

    def _arguments(self) -> list[Cells]:
        found: list[Cells] = []
        if self._peek() == ("op", ")"):
            self._next()
            return found
        while True:
            found.append(self._sum())
            _, text = self._next()
            if text == ")":
                return found
            if text not in {",", ";"}:
                raise FormulaError("ERROR")

    def _range(self, text: str) -> Cells:
        title, _, cells = text.rpartition("!")
        first, _, last = cells.replace("$", "").partition(":")
        one, two = _place(first), _place(last or first)
        name = title.strip("'").replace("''", "'") if title else None
        return self._look(name, one[0], one[1], two[0] + 1, two[1] + 1)

    def _function(self, name: str) -> Cells:
        given = self._arguments()
        if name == "SUM":
            return _number(sum(_numbers(given)))
        if name in {"ARRAYFORMULA", "SORT"}:
            return given[0]
        if name == "HYPERLINK":
            return given[-1]
        if name in {"TODAY", "NOW"}:
            return _number(serial(self._today))
        if name == "SEQUENCE":
            return [_number(n + 1)[0] for n in range(int(_numbers(given)[0]))]
        if name == "NA":
            raise FormulaError("N_A")
        if name in {"IMPORTRANGE", "GOOGLEFINANCE"}:
            raise FormulaError("LOADING")
        raise FormulaError("NAME")


def _tokens(text: str) -> Sequence[tuple[str, str]]:
    at, found = 0, []
    while at < len(text.rstrip()):
        token = _TOKEN.match(text, at)
        if token is None:
            raise FormulaError("ERROR" if "#REF!" not in text else "REF")
        kind = str(token.lastgroup)
        found.append((kind, token[kind]))
        at = token.end()
    return found


def _place(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Za-z]+)(\d+)", text)
    if found is None:
        raise FormulaError("REF")
    return int(found[2]) - 1, number(found[1])


def _number(value: float) -> Cells:
    return [[{"numberValue": int(value) if value == int(value) else value}]]


def _numbers(blocks: Sequence[Cells]) -> list[float]:
    found = []
    for block in blocks:
        for row in block:
            for cell in row:
                if "errorValue" in cell:
                    raise FormulaError(cell["errorValue"]["type"])
                if "numberValue" in cell:
                    found.append(cell["numberValue"])
    return found


def _arith(op: str, left: Cells, right: Cells) -> Cells:
    rows, columns = max(len(left), len(right)), max(len(left[0]), len(right[0]))
    return [
        [_one(op, _pick(left, r, c), _pick(right, r, c)) for c in range(columns)]
        for r in range(rows)
    ]


def _pick(block: Cells, row: int, column: int) -> Value:
    cells = block[row if len(block) > 1 else 0]
    return cells[column if len(cells) > 1 else 0]


def _one(op: str, left: Value, right: Value) -> Value:
    for side in (left, right):
        if "errorValue" in side:
            raise FormulaError(side["errorValue"]["type"])
        if "stringValue" in side:
            raise FormulaError("VALUE")
    a, b = (side.get("numberValue", 0) for side in (left, right))
    if op == "/" and b == 0:
        raise FormulaError("DIVIDE_BY_ZERO")
    value = {"+": a + b, "-": a - b, "*": a * b}.get(op) if op != "/" else a / b
    return _number(float(value or 0))[0][0]


def _join(left: Cells, right: Cells) -> Cells:
    texts = []
    for block in (left, right):
        cell = block[0][0]
        if "errorValue" in cell:
            raise FormulaError(cell["errorValue"]["type"])
        texts.append(str(next(iter(cell.values()), "")))
    return [[{"stringValue": "".join(texts)}]]
