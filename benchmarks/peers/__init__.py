"""The peers, on the rules that they can express."""

from __future__ import annotations


def compared(count: int, names: str, *, quick: bool) -> str:
    """Compare."""
    return f"peers {count} {names} {quick}"
