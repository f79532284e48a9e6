"""What is still in the memory of a process; and a worker that can be asked for it."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator

from addin.server import sheet_work


def held() -> Iterator[str]:
    """Give every text that is reachable from anything that Python still keeps."""
    gc.collect()
    seen: set[int] = set()
    todo: list[object] = [*gc.get_objects(), *(vars(m) for m in list(sys.modules.values()) if m)]
    while todo:
        one = todo.pop()
        if isinstance(one, str | bytes | bytearray):
            yield one if isinstance(one, str) else bytes(one).decode("utf-8", "replace")
            continue
        if id(one) in seen or one is todo:
            continue
        seen.add(id(one))
        if isinstance(one, dict | list | tuple | set | frozenset) or not gc.is_tracked(one):
            todo += gc.get_referents(one)


def leftovers(word: str) -> list[str]:
    """Give the texts that hold a word, other than the word itself."""
    return sorted({text[:80] for text in held() if word in text and text != word})


def work(request: bytes) -> bytes:
    """Do the work of a sheet; or, asked with a "?", say what of a word is left of it."""
    if request.startswith(b"?"):
        return json.dumps(leftovers(request[1:].decode())).encode()
    return sheet_work.work(request)
