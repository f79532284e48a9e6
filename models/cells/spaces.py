"""Spaces: what no eye can see in a text, and the text without it."""

from __future__ import annotations

import re

INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
"""Spaces that have no width, and marks that only steer layout."""

_AT_ENDS = "".join(c for c in INVISIBLE if c not in "\ufe0e\ufe0f")  # those belong to an emoji
_GAP = re.compile(rf"[\s{_AT_ENDS}]+")
_ENDS = " " + _AT_ENDS


def clean(text: str) -> str:
    """Keep what was typed; take spaces (zero-width too) off the ends, fold runs to one space."""
    if text.isascii():
        return " ".join(text.split())
    return _GAP.sub(_one_space, text).strip(_ENDS)


def _one_space(gap: re.Match[str]) -> str:
    """Give one space for a gap; a gap without width stays: it may join letters of a script."""
    return " " if any(c.isspace() for c in gap[0]) else gap[0]
