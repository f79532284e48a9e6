"""The type registry of the extension: tells Calc which functions there are and what they take.

Written as the format's specification says (LibreOffice, `unoidl/README.md`, version 0), so that
nobody who builds or installs the extension needs LibreOffice's development kit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from struct import pack

MAGIC = b"UNOIDL\xff\0"
MODULE, INTERFACE = 0, 5
INTO = 0
"""The direction of a parameter that is only read."""
_ELSEWHERE = 0x80000000


@dataclass(frozen=True, slots=True)
class Method:
    """One method of an interface: its name, what it gives, and (name, type) of each parameter."""

    name: str
    gives: str
    parameters: Sequence[tuple[str, str]]


class _File:
    """The bytes written so far; a text that was written before is pointed to."""

    def __init__(self) -> None:
        self.data = bytearray(MAGIC + pack("<II", 0, 0))
        self._written: dict[str, int] = {}

    def here(self) -> int:
        return len(self.data)

    def number(self, *values: int) -> None:
        for value in values:
            self.data += pack("<I", value)

    def name(self, text: str) -> int:
        """Write a name that ends with a zero byte; give where it begins."""
        begin = self.here()
        self.data += text.encode("ascii") + b"\0"
        return begin

    def text(self, text: str) -> None:
        """Write a text with its length, or where it already stands."""
        if text in self._written:
            self.number(self._written[text] | _ELSEWHERE)
            return
        self._written[text] = self.here()
        raw = text.encode("ascii")
        self.number(len(raw))
        self.data += raw


def type_registry(interface: str, methods: Sequence[Method]) -> bytes:
    """Give the registry that holds one interface, whose full name has points between modules."""
    *modules, name = interface.split(".")
    file = _File()
    payload = _interface(file, methods)
    for module in reversed(modules):
        begin = file.name(name)
        inner = file.here()
        file.data += bytes([MODULE])
        file.number(1, begin, payload)
        name, payload = module, inner
    begin = file.name(name)
    root = file.here()
    file.number(begin, payload)
    file.data[8:16] = pack("<II", root, 1)
    return bytes(file.data)


def _interface(file: _File, methods: Sequence[Method]) -> int:
    begin = file.here()
    file.data += bytes([INTERFACE])
    file.number(1)
    file.text("com.sun.star.uno.XInterface")
    file.number(0, 0, len(methods))  # no optional bases, no attributes
    for method in methods:
        file.text(method.name)
        file.text(method.gives)
        file.number(len(method.parameters))
        for name, kind in method.parameters:
            file.data += bytes([INTO])
            file.text(name)
            file.text(kind)
        file.number(0)  # no exceptions of its own
    return begin
