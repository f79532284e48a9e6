"""Where the keys of a TOML text stand: path of a key -> line. Python's own reader does not tell.

The text has been read by `tomllib` already, so nothing is checked here; of a text that is not TOML
the lines up to the place that cannot be read are given.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys and positions in lists, from the top of the file: ("requirement", 3, "need", 0)."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
_BARE = re.compile(r"[^,\]}#\n]+")


def lines(text: str) -> Mapping[Path, int]:
    """Give the line, from 1, of every key and every item of a list.

    >>> lines("a = 1\\n[[b]]\\nc = [\\n  {d = 2},\\n]")[("b", 0, "c", 0, "d")]
    4
    """
    scan = _Scan(text)
    scan.document()
    return scan.found


def _read(key: str) -> str:
    """Read a key as TOML does: without its quotes, and with what it writes in another way."""
    if key[0] not in "\"'":
        return key
    try:
        return next(iter(tomllib.loads(f"{key} = 0")))
    except tomllib.TOMLDecodeError:
        return key


class _Scan:
    """A walk through a text; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[Path, int] = {}
        self._lists: dict[Path, int] = {}
        self._counted, self._line = 0, 1

    def document(self) -> None:
        """Walk through headings and keys until the end, or until what is no TOML."""
        table: Path = ()
        while self._skip(_BLANK):
            if self._here("["):
                heading = self._heading()
                if heading is None:
                    return
                table = heading
            elif not self._pair(table):
                return

    def _heading(self) -> Path | None:
        line, listed = self._now(), self.text.startswith("[[", self.at)
        self.at += 2 if listed else 1
        keys = self._dotted()
        if keys is None:
            return None
        path: Path = ()
        for key in keys[:-1]:
            path = self._last((*path, key))
            self.found.setdefault(path, line)
        path = (*path, keys[-1])
        if listed:
            self._lists[path] = self._lists.get(path, 0) + 1
            self.found.setdefault(path, line)
        path = self._last(path)
        self.found.setdefault(path, line)
        while self._here("]"):
            self.at += 1
        return path

    def _last(self, path: Path) -> Path:
        """Give the path of the newest table of a list of tables, else the path itself."""
        return (*path, self._lists[path] - 1) if path in self._lists else path

    def _pair(self, table: Path) -> bool:
        line, keys = self._now(), self._dotted()
        if keys is None or not self._here("="):
            return False
        self.at += 1
        for depth in range(1, len(keys) + 1):
            self.found.setdefault((*table, *keys[:depth]), line)
        return self._value((*table, *keys))

    def _dotted(self) -> list[str] | None:
        """Read a key with its dots; None where there is none."""
        keys = []
        while True:
            self._skip(_SPACE)
            key = _KEY.match(self.text, self.at)
            if key is None:
                return None
            self.at = key.end()
            keys.append(_read(key[0]))
            self._skip(_SPACE)
            if not self._here("."):
                return keys
            self.at += 1

    def _value(self, path: Path) -> bool:
        self._skip(_SPACE)
        if self._here("["):
            return self._items(path)
        if self._here("{"):
            return self._inline(path)
        return self._taken(_TEXT) or self._taken(_BARE)

    def _items(self, path: Path) -> bool:
        self.at += 1
        number = 0
        while self._skip(_BLANK) and not self._here("]"):
            item = (*path, number)
            self.found.setdefault(item, self._now())
            if not self._value(item):
                return False
            number += 1
            self._skip(_BLANK)
            if self._here(","):
                self.at += 1
        self.at += 1
        return True

    def _inline(self, path: Path) -> bool:
        self.at += 1
        while self._skip(_BLANK) and not self._here("}"):
            if not self._pair(path):
                return False
            self._skip(_BLANK)
            if self._here(","):
                self.at += 1
        self.at += 1
        return True

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Go over blanks; give whether anything follows."""
        self._taken(pattern)
        return self.at < len(self.text)

    def _taken(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        if found is None:
            return False
        self.at = found.end()
        return True

    def _here(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at)

    def _now(self) -> int:
        """Give the line on which the walk stands; lines are counted once, from the last place."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line
