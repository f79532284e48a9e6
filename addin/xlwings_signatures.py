"""Sheet functions as xlwings wants them: plain functions with positional arguments.

xlwings looks at a function's signature and writes the formula's arguments after it. Excel on
Windows and xlwings Lite take the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from typing import TypeAlias

from addin.registry import Answers, SheetFunction

Answering: TypeAlias = Callable[[str, Sequence[object]], Answers]
"""Answers a formula: its name, and what stands in its arguments."""
Formula: TypeAlias = Callable[..., Answers]

HELP = 255
"""Excel shows no more characters of a help text."""


def formula(function: SheetFunction, answering: Answering) -> Formula:
    """Make the function that xlwings registers under the formula's name.

    Its arguments are those of the registry, in their order; one that may be left out is None.
    """

    def given(*cells: object) -> Answers:
        return answering(function.name, cells)

    given.__name__ = given.__qualname__ = function.name
    given.__doc__ = help_text(function.summary)
    given.__signature__ = signature(function)  # type: ignore[attr-defined]
    given.__annotations__ = {}  # xlwings would convert what is annotated
    return given


def signature(function: SheetFunction) -> Signature:
    """Give the signature of a sheet function: real positional arguments, in order."""
    return Signature(
        [
            Parameter(
                one.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=None if one.optional else Parameter.empty,
            )
            for one in function.parameters
        ]
    )


def help_text(text: str) -> str:
    """Give a text for Excel's function wizard: one line, and no longer than it shows."""
    line = " ".join(text.split())
    return line if len(line) <= HELP else line[: HELP - 1].rstrip() + "…"
