"""A stand-in for appscript, with which xlwings speaks to Excel for Mac.

Written after appscript's documented behaviour: a reference is a path of terms that does nothing
until `get`, `set` or a command is called, and a term that is not in Excel's dictionary is an
`AttributeError`. The dictionary is the real one, as xlwings carries it (`mac_dict`); so are the
labels of a command and the enumerators. What a path leads to is in `objects.py`.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

from xlwings import mac_dict

PROPERTIES = {name for name, _ in mac_dict.properties} | {"properties", "class_", "id"}
ELEMENTS = {name for name, _ in mac_dict.elements}
COMMANDS = {name: {label for label, _ in labels} for name, _, labels in mac_dict.commands}
ENUMERATORS = dict(mac_dict.enums)
ENUMERATED = {code for _, code in mac_dict.enums}
WORDS = {*ENUMERATORS, *PROPERTIES, *(name for name, _ in mac_dict.classes)}
OWN_LABELS = {"timeout", "waitreply", "canaskforconsent"}
OBJECT_NOT_FOUND, PARAMETER_ERROR, NOT_ALLOWED, TIMED_OUT = -1728, -50, -1743, -1712


class CommandError(Exception):
    """What every refusal of the application is raised as."""

    def __init__(self, why: str, errornumber: int | None = None) -> None:
        super().__init__(why)
        self.errornumber = errornumber


class Keyword:
    """A word of the dictionary, such as `k.pattern_solid`."""

    def __init__(self, name: str) -> None:
        self.AS_name = name

    @property
    def name(self) -> str:
        return self.AS_name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyword) and other.AS_name == self.AS_name

    def __hash__(self) -> int:
        return hash(self.AS_name)

    def __bool__(self) -> bool:
        return self.AS_name != "missing_value"

    def __repr__(self) -> str:
        return f"k.{self.AS_name}"


class AEEnum:
    """An enumerator by its code, where one name stands for two."""

    def __init__(self, code: bytes) -> None:
        assert code in ENUMERATED, f"no such code: {code!r}"
        self.code = code


class _Keywords:
    def __getattr__(self, name: str) -> Keyword:
        return Keyword(name)


k = _Keywords()
MISSING = k.missing_value


def packed(value: Any) -> Any:
    """Give a value as it arrives: what cannot be sent, or is no word of Excel's, is a mistake."""
    if isinstance(value, Keyword):
        assert value.AS_name in WORDS | {"missing_value"}, f"no such word: {value}"
    elif isinstance(value, list):
        return [packed(one) for one in value]
    elif isinstance(value, dict):
        return {packed(key): packed(one) for key, one in value.items()}
    else:
        assert isinstance(value, bool | int | float | str | AEEnum | Reference), (
            f"cannot be sent: {value!r}"
        )
        assert not isinstance(value, int) or abs(value) < 2**31, "Excel ignores such a number"
    return value


class Reference:
    """A path of terms; `find` follows it."""

    def __init__(self, find: Callable[[], Any], said: str = "app") -> None:
        self.AS_find, self._said = find, said
        self.AS_appdata: Any = None

    def __repr__(self) -> str:
        return self._said

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        said = f"{self._said}.{name}"
        if name in {"before", "after"}:
            return Reference(lambda: (name, self.AS_find()), said)
        if name in {"get", "set"}:
            return lambda *args: self._sent(name, *args)
        if name in PROPERTIES:
            return Reference(lambda: self.AS_find().term(name), said)
        if name in ELEMENTS:
            return Reference(lambda: self.AS_find().elements(name), said)
        if name in COMMANDS:
            return lambda **labels: self._told(name, labels)
        raise AttributeError(f"Unknown property, element or command: {name!r}")

    def __getitem__(self, key: Any) -> Reference:
        if isinstance(key, slice):
            key = (key.start, key.stop)
        return Reference(lambda: self.AS_find().item(key), f"{self._said}[{key!r}]")

    def __call__(self) -> Any:
        return self._sent("get")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and repr(other) == repr(self)

    __hash__ = object.__hash__

    def _sent(self, name: str, *args: Any) -> Any:
        found = self.AS_find()
        return found.get() if name == "get" else found.set(*map(packed, args))

    def _told(self, name: str, labels: dict[str, Any]) -> Any:
        unknown = labels.keys() - COMMANDS[name] - OWN_LABELS
        if unknown:
            raise TypeError(f"Unknown keyword argument {unknown}.")
        said = {label: packed(one) for label, one in labels.items() if label not in OWN_LABELS}
        return self.AS_find().do(name, said)


RUNNING: dict[int, Any] = {}
"""The programs that run, by the number of their process: what `app(pid=...)` finds."""


def app(name: str | None = None, *, pid: int | None = None, terms: Any = None) -> Reference:
    assert name is None, "a program that does not run is never started"
    assert terms is mac_dict
    assert pid is not None
    reference = Reference(lambda: RUNNING[pid])
    packed_pid = SimpleNamespace(data=struct.pack("i", pid))
    target = SimpleNamespace(addressdesc=SimpleNamespace(coerce=lambda _kind: packed_pid))
    reference.AS_appdata = SimpleNamespace(target=lambda: target)
    return reference


def installed() -> None:
    """Let `import appscript` and what belongs to it find this."""
    if getattr(sys.modules.get("appscript"), "app", None) is app:
        return
    sys.modules.pop("xlwings._xlmac", None)  # on a Mac it holds the real one
    module, reference = ModuleType("appscript"), ModuleType("appscript.reference")
    its = SimpleNamespace(unix_id=None)
    for place in (module, reference):
        vars(place).update(CommandError=CommandError, Reference=Reference)
    vars(module).update(app=app, k=k, its=its, mactypes=ModuleType("mactypes"), reference=reference)
    aem, osax = ModuleType("aem"), ModuleType("osax")
    vars(aem).update(aemsend=SimpleNamespace(EventError=CommandError), AEEnum=AEEnum)
    vars(aem).update(kae=SimpleNamespace(typeKernelProcessID=b"kpid"))
    sys.modules |= {"appscript": module, "appscript.reference": reference, "aem": aem, "osax": osax}
