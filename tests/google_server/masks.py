"""Field masks: `a(b,c/d),e.f,*` as the parameter `fields`, and `a.b,c` inside requests."""

from __future__ import annotations

from typing import Any

from tests.google_server.errors import bad

Mask = dict[str, Any]
"""A tree of names; an empty tree takes everything below."""


def parse(text: str) -> Mask:
    """Read a mask. Raises a 400 as the API does when it is not one."""
    mask, at = _list(text.replace(" ", "").replace("\n", ""), 0)
    if at != len(text.replace(" ", "").replace("\n", "")):
        raise bad(f"Invalid field mask: {text}")
    return mask


def _list(text: str, at: int) -> tuple[Mask, int]:
    mask: Mask = {}
    while at < len(text):
        start = at
        while at < len(text) and text[at] not in ",()":
            at += 1
        path = text[start:at].replace("/", ".").split(".")
        if not all(path):
            raise bad(f"Invalid field mask: {text}")
        below: Mask = {}
        if at < len(text) and text[at] == "(":
            below, at = _list(text, at + 1)
            if at >= len(text) or text[at] != ")":
                raise bad(f"Invalid field mask: {text}")
            at += 1
        _add(mask, path, below)
        if at >= len(text) or text[at] == ")":
            return mask, at
        at += 1
    return mask, at


def _add(mask: Mask, path: list[str], below: Mask) -> None:
    first, *rest = path
    if rest:
        inner = mask.setdefault(first, {})
        if inner or first not in mask or not mask[first]:
            _add(inner, rest, below)
    else:
        mask.setdefault(first, {}).update(below)


def take(data: Any, mask: Mask) -> Any:
    """Give what a mask lets through of a reply."""
    if not mask or "*" in mask:
        return data
    if isinstance(data, list):
        return [take(one, mask) for one in data]
    if not isinstance(data, dict):
        return data
    return {key: take(value, mask[key]) for key, value in data.items() if key in mask}


def lay_over(old: Any, new: Any, mask: Mask) -> Any:
    """Give `old` with the fields of the mask as they are in `new`; a field not in `new` goes."""
    if not mask or "*" in mask:
        return new
    result = dict(old or {})
    source = new or {}
    for key, below in mask.items():
        value = lay_over(result.get(key), source.get(key), below)
        if value is None or (value == {} and key not in source):
            result.pop(key, None)
        else:
            result[key] = value
    return result or None
