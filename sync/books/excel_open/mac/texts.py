"""What Excel for Mac says stands in cells, in the forms in which it says it."""

from __future__ import annotations

from typing import Any


def rows_of(block: Any) -> list[list[Any]]:
    """Give what a range says as rows; one cell comes as it is, and one row maybe as a plain list.

    >>> rows_of("a"), rows_of(["a", "b"]), rows_of([["a"], ["b"]])
    ([['a']], [['a', 'b']], [['a'], ['b']])
    """
    if not isinstance(block, list):
        return [[block]]
    return block if not block or isinstance(block[0], list) else [block]


def same_text(one: object, other: object) -> bool:
    """Whether two texts are the same but for their line ends and the blanks behind them.

    >>> same_text("a \\rb", "a\\nb\\n"), same_text("a", "ab")
    (True, False)
    """
    return _plain(one) == _plain(other)


def _plain(text: object) -> list[str]:
    return [line.rstrip() for line in str(text).rstrip().splitlines()]
