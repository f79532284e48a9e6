"""What the config of the nightly check says of a workbook, given to a formula in a cell or a block.

One cell names the rules ("wisconsin"). Two columns hold one setting a line: rules, date order,
language; or a header of hers and what it is to be read as, with the kind of table in a third
column where the same header stands in several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from addin.blocks import Cells
from addin.errors import AddinError
from models.cells import CellError, DateOrder, Raw, clean, fold_accents, shown
from models.intake.fields import FIELDS
from models.language import ENGLISH, LANGUAGES
from models.layering import load_pack, shipped
from models.problems import meant, near
from models.records import TableKind
from models.rulepack import Pack
from models.wording import sentence

ARGUMENT = "settings"
"""The name of the argument that this module reads."""
DEFAULT_PACK = "national"
NOT_READ = ""
"""The field of a column that is not to be read."""

_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("rules", "rule pack", "pack", "reglas"), "rules"),
    **dict.fromkeys(("date order", "order of dates", "dates", "orden de fechas"), "date order"),
    **dict.fromkeys(("language", "idioma"), "language"),
    **dict.fromkeys(("other columns", "otras columnas"), "other columns"),
}
_READ_OR_NOT: Mapping[str, bool] = {
    **dict.fromkeys(("read", "read if sure", "leer"), False),
    **dict.fromkeys(("not read", "ignore", "skip", "no leer"), True),
}
SETTINGS = tuple(dict.fromkeys(_NAMES.values()))
"""What can be set, beside the columns."""
_ORDERS: Mapping[str, DateOrder] = {
    **dict.fromkeys(("mdy", "month first", "month day year", "m d y"), DateOrder.MDY),
    **dict.fromkeys(("dmy", "day first", "day month year", "d m y"), DateOrder.DMY),
}
_LANGUAGES: Mapping[str, str] = {
    **{code: code for code in LANGUAGES},
    "english": "en",
    "ingles": "en",
    "spanish": "es",
    "espanol": "es",
}
_UNREAD = frozenset({"not read", "ignore", "nothing", "skip", "no leer"})
_TABLES: Mapping[str, TableKind] = {
    **{kind.value: kind for kind in TableKind},
    "rows": TableKind.ROSTER,
    "people": TableKind.ROSTER,
    "members": TableKind.ROSTER,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A header of hers, and what it is to be read as, in each kind of table it may be in.

    header: folded. fields: the key of the field by kind of table; `NOT_READ` where it is to be
    left alone. said: the header as it stands in the settings.
    """

    header: str
    fields: Mapping[TableKind, str]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a workbook is to be read and judged, and in which language the answer is said.

    only_named: of a table with columns that are named here, no others are read.
    """

    rules: str = DEFAULT_PACK
    order: DateOrder | None = None
    language: str = ENGLISH
    columns: tuple[Column, ...] = ()
    only_named: bool = False

    @property
    def pack(self) -> Pack:
        """The rule pack; packs are loaded once."""
        return loaded(self.rules)


@cache
def loaded(pack_id: str) -> Pack:
    """Load a pack that ships."""
    return load_pack(pack_id)


@lru_cache(maxsize=1)
def _packs() -> Mapping[str, str]:
    return {fold_accents(one): one for one in shipped()}


def read_settings(block: Cells | None) -> Settings:
    """Read the settings. Raises AddinError that names the line and what can stand there."""
    if block is None:
        return Settings()
    filled = [(at, row) for at, row in enumerate(block, 1) if any(row)]
    said = [cell for _, row in filled for cell in row if cell]
    if len(said) == 1:
        return Settings(rules=_rules_alone(said[0]))
    found: dict[str, object] = {}
    columns = []
    for at, row in filled:
        name, value, table, *_ = (*row, None, None)
        key = _NAMES.get(_folded(name))
        try:
            if key is not None and (key == "other columns" or not _is_field(value)):
                found[key] = _READ[key](value)
            else:
                columns.append(_column(name, value, table))
        except AddinError as error:
            facts = {"line": at, "problem": str(error)}
            raise AddinError(sentence("formula.settings.line", facts)) from None
    return Settings(
        str(found.get("rules", DEFAULT_PACK)),
        found.get("date order"),  # type: ignore[arg-type]
        str(found.get("language", ENGLISH)),
        tuple(columns),
        bool(found.get("other columns", False)),
    )


def _rules_alone(raw: Raw) -> str:
    """Read the one cell that was given. Raises AddinError that names the argument."""
    if isinstance(raw, CellError):
        raise AddinError(sentence("formula.error_cell", {"argument": ARGUMENT, "error": str(raw)}))
    try:
        return _rules(raw)
    except AddinError as error:
        facts = {"argument": ARGUMENT, "problem": str(error)}
        raise AddinError(sentence("formula.argument", facts)) from None


def _folded(raw: Raw) -> str:
    return "" if isinstance(raw, CellError) else fold_accents(shown(raw))


def _said(raw: Raw) -> str:
    return clean(shown(raw))[:60]


def _rules(raw: Raw) -> str:
    """Read the name of a rule pack; its place will do: "New Mexico"."""
    found = _packs().get(_folded(raw))
    if found is None:
        facts = {"said": _said(raw), "near": near(_said(raw).lower(), shipped())}
        raise AddinError(sentence("formula.settings.rules", facts))
    return found


def _date_order(raw: Raw) -> DateOrder:
    found = _ORDERS.get(_folded(raw))
    if found is None:
        raise AddinError(sentence("formula.settings.date_order", {"said": _said(raw)}))
    return found


def _language(raw: Raw) -> str:
    found = _LANGUAGES.get(_folded(raw))
    if found is None:
        facts = {"said": _said(raw), "known": ", ".join(LANGUAGES)}
        raise AddinError(sentence("formula.settings.language", facts))
    return found


def _others(raw: Raw) -> bool:
    found = _READ_OR_NOT.get(_folded(raw))
    if found is None:
        raise AddinError(sentence("formula.settings.others", {"said": _said(raw)}))
    return found


_READ: Mapping[str, Callable[[Raw], object]] = {
    "rules": _rules, "date order": _date_order, "language": _language, "other columns": _others,
}  # fmt: skip


@lru_cache(maxsize=1)
def _fields() -> Mapping[str, Mapping[TableKind, str]]:
    """Give, by what a field may be called, its key in each kind of table."""
    found: dict[str, dict[TableKind, str]] = {}
    for kind, fields in FIELDS.items():
        for one in fields:
            for text in (*one.headers, one.label, one.key):
                found.setdefault(fold_accents(text), {})
        for one in reversed(fields):  # of two fields of one header, the first is meant
            for text in (*one.headers, one.label):
                found[fold_accents(text)][kind] = one.key
        for one in fields:  # its own name means the field itself
            found[fold_accents(one.key)][kind] = one.key
    return found


def _is_field(raw: Raw) -> bool:
    return _folded(raw) in _fields() or _folded(raw) in _UNREAD


def _column(name: Raw, value: Raw, table: Raw) -> Column:
    """Read a line about a column of hers."""
    header, field = _folded(name), _folded(value)
    if not header:
        raise AddinError(sentence("formula.settings.no_name", {}))
    if not field:
        raise AddinError(sentence("formula.settings.no_value", {"said": _said(name)}))
    if field in _UNREAD:
        fields: Mapping[TableKind, str] = dict.fromkeys(TableKind, NOT_READ)
    else:
        fields = _fields().get(field, {})
    if not fields:
        hint = meant(field, _fields()) or ""
        facts = {"header": _said(name), "said": _said(value), "near": hint}
        raise AddinError(sentence("formula.settings.column", facts))
    only = _folded(table)
    if not only:
        return Column(header, fields, _said(name))
    kind = _TABLES.get(only)
    if kind is None or kind not in fields:
        facts = {"said": _said(table), "known": ", ".join(sorted(one.value for one in fields))}
        raise AddinError(sentence("formula.settings.table", facts))
    return Column(header, {kind: fields[kind]}, _said(name))


def settings_block(
    rules: str,
    order: DateOrder | None,
    language: str | None,
    tables: Iterable[tuple[TableKind, Mapping[str, str]]],
) -> list[list[str]]:
    """Give the block of settings that says what a config of the nightly check says of a workbook.

    tables: the kind of each, and its field by header, as in `rostercheck.toml`.
    """
    lines = [["rules", rules, ""]]
    lines += [["date order", order.value, ""]] if order is not None else []
    lines += [["language", language, ""]] if language is not None else []
    named = [
        [header, field, kind.value] for kind, columns in tables for header, field in columns.items()
    ]
    return [*lines, *([["other columns", "not read", ""]] if named else []), *named]
