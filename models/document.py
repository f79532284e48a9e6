"""A page as a list of blocks, before anybody decides how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Heading(NamedTuple):
    """A heading; level 1 is the title of the page."""

    level: int
    text: str


class Para(NamedTuple):
    """A paragraph."""

    text: str


class Item(NamedTuple):
    """One thing in a list: what it says, details below it, and where it is written."""

    text: str
    details: Sequence[str] = ()
    source: str = ""


class Items(NamedTuple):
    """A list."""

    items: Sequence[Item]


class Rows(NamedTuple):
    """A table."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Para | Items | Rows
Page = Sequence[Block]


def plain(texts: Sequence[str]) -> Items:
    """Give a list of plain sentences."""
    return Items([Item(text) for text in texts])
