"""One raw cell -> one e-mail address, as a key: lower case, nothing around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.cells.raw import CellError, Parsed, Raw, error_problem, wrong
from models.cells.text import plain

_LONGEST = 254  # characters that an address may have
_LOCAL = r"[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)*"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+{_LABEL}")
_USUAL = re.compile(
    r"[a-z0-9_+-]++(?:\.[a-z0-9_+-]++)*+@(?:[a-z0-9]++(?:-++[a-z0-9]++)*+\.)+[a-z0-9]++"
)
"""Most addresses: nothing in them has to be folded or taken off. What is found is never given back,
which is quicker; no other split of an address would fit."""
_NAMED = re.compile(r"[^<>@]*<([^<>]*)>")


def parse_email(raw: Raw) -> Parsed[str]:
    """Read one address, folded to lower case; "Ann Lee <ann@example.org>" gives its address.

    >>> parse_email(" Ann@Example.ORG ").value
    'ann@example.org'
    """
    if raw.__class__ is str and len(raw) <= _LONGEST and _USUAL.fullmatch(raw):
        return tuple.__new__(Parsed, (raw, None))  # half the time; there is one in every row
    if raw is None:
        return Parsed(None)
    if isinstance(raw, CellError):
        return Parsed(None, error_problem(raw))
    if not isinstance(raw, str):
        return Parsed(None, _not_address(raw))
    text = plain(raw)
    return _from_text(text, raw) if text else Parsed(None)


def parse_emails(cells: Iterable[Raw]) -> list[Parsed[str]]:
    """Read many cells, each as `parse_email` does."""
    usual, new = _USUAL.fullmatch, tuple.__new__
    return [
        new(Parsed, (raw, None)) if raw.__class__ is str and len(raw) <= _LONGEST and usual(raw)
        else parse_email(raw)
        for raw in cells
    ]  # fmt: skip


def _from_text(text: str, raw: str) -> Parsed[str]:
    """Take off a name and "mailto:", then see whether one address is left."""
    if text.count("@") > 1:
        return Parsed(None, wrong("cell.email.two", raw))
    named = _NAMED.fullmatch(text)
    address = (named[1].strip() if named else text).casefold().removeprefix("mailto:")
    if len(address) <= _LONGEST and _ADDRESS.fullmatch(address):
        return Parsed(address)
    return Parsed(None, _not_address(raw))


def _not_address(raw: Raw) -> str:
    """Say that it is no address."""
    return wrong("cell.email", raw)
