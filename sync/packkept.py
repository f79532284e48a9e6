"""Packs that ship, kept as they were once they had been checked, as Python keeps compiled modules.

Reading and checking a pack takes ten times as long as taking it back, and one that ships says the
same at each start. It is kept beside the compiled modules, where nobody writes who could not change
the program as well, and on the same terms: where Python is told to write none, nothing is written.
It is taken back only if its texts, the code that checked them and the versions are the very same.
Otherwise, and where what was kept is damaged, the pack is read and checked as ever.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import NamedTuple

from pydantic import VERSION

import models
from models.layering import Reader, Texts, checked, texts_of
from models.packfile import PackFile
from models.rulepack import Pack

_CODE = Path(models.__file__).parent
_FOLDERS = ("", "cells", "requirements")
_SEAL = 32


class Kept(NamedTuple):
    """A pack that was checked: whose texts made it, the uppermost first, and their digest."""

    names: Sequence[str]
    texts: bytes
    file: PackFile


def load_kept(pack_id: str, read: Reader) -> Pack:
    """Load a pack, as `models.layering.load_pack`; one that ships from what was kept of it.

    read: gives the TOML text of a pack by id. Raises PackError.
    """
    texts = tuple((name, read(name)) for name in names_of(pack_id))
    file = taken(texts) if texts else None
    if file is None:
        texts = texts_of(pack_id, read)
        file = checked(texts)
        keep(texts, file)
    return Pack(file)


def keep(texts: Texts, file: PackFile) -> None:
    """Keep a pack that was checked, if all of its texts ship with the program."""
    path = _place(texts[0][0])
    if path is None or sys.dont_write_bytecode or not all(map(_ships, texts)):
        return
    kept_ = Kept([name for name, _ in texts], _digest(*_said(texts)), file)
    content = pickle.dumps(kept_, pickle.HIGHEST_PROTOCOL)
    partial = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(_digest(*_terms(), content) + content)
        partial.replace(path)
    except OSError:  # whoever may not write there checks it each time
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def names_of(pack_id: str) -> Sequence[str]:
    """Give the packs whose texts made a kept one, itself the first; nothing where none is kept."""
    found = _kept(pack_id)
    return found.names if found is not None else ()


def taken(texts: Texts) -> PackFile | None:
    """Give the pack of some texts, if it was kept and they have not changed since."""
    found = _kept(texts[0][0])
    return found.file if found is not None and found.texts == _digest(*_said(texts)) else None


@cache
def _kept(pack_id: str) -> Kept | None:
    path = _place(pack_id)
    try:
        whole = path.read_bytes() if path is not None else b""
    except OSError:
        return None
    seal, content = whole[:_SEAL], whole[_SEAL:]
    if not content or seal != _digest(*_terms(), content):
        return None
    kept_: Kept = pickle.loads(content)  # noqa: S301 - sealed, by this very program
    return kept_


def _place(pack_id: str) -> Path | None:
    """Give where a pack is kept that ships; None: it does not, or nothing is ever kept here."""
    source = _CODE / "packs" / f"{pack_id}.toml"
    if source.parent != _CODE / "packs" or not source.is_file():
        return None
    try:
        return Path(cache_from_source(str(source))).with_suffix(".pack")
    except NotImplementedError:  # this Python keeps no compiled modules, and so no packs
        return None


def _ships(said: tuple[str, str]) -> bool:
    """Whether a text is the one that ships under this name."""
    name, text = said
    source = _CODE / "packs" / f"{name}.toml"
    return source.is_file() and source.read_text(encoding="utf-8") == text


def _said(texts: Texts) -> Iterator[bytes]:
    return (part.encode() for said in texts for part in said)


@cache
def _terms() -> Sequence[bytes]:
    """Give what besides the texts decides what comes of them: the code, and the versions."""
    files = [Path(__file__), *(one for folder in _FOLDERS for one in (_CODE / folder).glob("*.py"))]
    code = sorted(f"{one} {(stat := one.stat()).st_size} {stat.st_mtime_ns}" for one in files)
    return (MAGIC_NUMBER, VERSION.encode(), *(line.encode() for line in code))


def _digest(*parts: bytes) -> bytes:
    """Give a digest of parts, and of where each of them ends."""
    digest = blake2b(digest_size=_SEAL)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.digest()
