"""`rostercheck.toml`: which books, which pack, which column is which field. Never secrets.

`rostercheck init` writes it; a person's comments and their order are kept when it is rewritten.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from tomlkit.items import AoT
from tomlkit.items import Table as TomlTable

from models.cells import DateOrder
from models.intake.fields import FIELDS
from models.records import TableKind
from sync.books.saving import save
from sync.errors import ConfigError

FILE_NAME = "rostercheck.toml"
_STRICT = ConfigDict(extra="forbid", frozen=True)
_HEAD = """\
# Rostercheck reads this file. `rostercheck init` writes it; you may change it by hand.
# columns: the header as it stands in your sheet = the field that Rostercheck reads it as.
"""


class TableConfig(BaseModel):
    """One table of a book: the sheet, what it lists, and the field of each column by its header."""

    model_config = _STRICT
    sheet: str
    kind: TableKind
    columns: Mapping[str, str]


class BookConfig(BaseModel):
    """One book: where it is, its rules, the order of its dates, the language of its flags."""

    model_config = _STRICT
    path: str
    pack: str = "national"
    date_order: DateOrder | None = None
    language: Literal["en", "es"] | None = None
    table: tuple[TableConfig, ...] = ()


class Config(BaseModel):
    """The whole file."""

    model_config = _STRICT
    book: Annotated[tuple[BookConfig, ...], Field(default_factory=tuple)]


def find_config(book: Path) -> Path | None:
    """Find the config of a book: in its folder, else in the present folder."""
    for folder in (book.parent, Path()):
        path = folder / FILE_NAME
        if path.is_file():
            return path
    return None


def read_config(path: Path) -> Config:
    """Read a config. Raises ConfigError that says where, what, and the nearest right name."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}. Mend that line.") from None
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise ConfigError(_explained(path, error)) from None
    _check_fields(path, config)
    return config


def _explained(path: Path, error: ValidationError) -> str:
    """Say in words what does not fit, and what may have been meant."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f'{path}: "{where}" is not known.{_nearest(str(first["loc"][-1]), _KEYS)}'
    if first["type"] in {"enum", "literal_error"}:
        words = first.get("ctx", {}).get("expected", "")
        return f'{path}: {where} cannot be "{first["input"]}". It can be {words}.'
    return f"{path}: {where}: {first['msg']}."


_KEYS = sorted({name for model in (Config, BookConfig, TableConfig) for name in model.model_fields})


def _nearest(word: str, words: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, words, n=1)
    return f' Is "{near[0]}" meant?' if near else f" Known: {', '.join(words)}."


def _check_fields(path: Path, config: Config) -> None:
    """Raise ConfigError where a column is mapped to a field that there is not, or two to one."""
    for table in (table for book in config.book for table in book.table):
        known = [field.key for field in FIELDS[table.kind]]
        for header, key in table.columns.items():
            if key not in known:
                raise ConfigError(
                    f'{path}: sheet "{table.sheet}", column "{header}": there is no field '
                    f'"{key}".{_nearest(key, known)}'
                )
            twice = [h for h, k in table.columns.items() if k == key]
            if len(twice) > 1:
                raise ConfigError(
                    f'{path}: sheet "{table.sheet}": the columns "{twice[0]}" and "{twice[1]}" '
                    f'are both mapped to "{key}". Keep one.'
                )


def book_config(config: Config, config_path: Path, book: Path) -> BookConfig | None:
    """Give the part of the config that is about a book: by its path."""
    wanted = book.resolve()
    folder = config_path.parent
    return next((b for b in config.book if (folder / b.path).resolve() == wanted), None)


def save_book(config_path: Path, book: BookConfig) -> None:
    """Write a book's part of the config, new or instead of the old one; all else stays as it is.

    Raises ConfigError when the file that stands there cannot be read.
    """
    document = _document(config_path)
    books = document.get("book")
    if not isinstance(books, AoT):
        books = tomlkit.aot()
        document["book"] = books
    data = book.model_dump(mode="json", exclude_none=True)
    for entry in books:
        if entry.get("path") == book.path:
            _update(entry, data)
            break
    else:
        books.append(_toml_book(data))
    text = tomlkit.dumps(document).encode()
    save(config_path, lambda file: _write(file, text))


def _write(file: BinaryIO, text: bytes) -> None:
    file.write(text)


def _document(path: Path) -> tomlkit.TOMLDocument:
    if not path.exists():
        return tomlkit.parse(_HEAD)
    read_config(path)  # says in a sentence what is wrong, before anything is rewritten
    return tomlkit.parse(path.read_text(encoding="utf-8-sig"))


def _toml_book(data: Mapping[str, Any]) -> TomlTable:
    entry = tomlkit.table()
    _update(entry, data)
    return entry


def _update(entry: TomlTable, data: Mapping[str, Any]) -> None:
    """Set the keys of a book; a table that stands for the same sheet keeps its comments."""
    for key in ("path", "pack", "date_order"):
        if key in data:
            if entry.get(key) != data[key]:
                entry[key] = data[key]
        elif key in entry:
            del entry[key]
    if "language" in data:
        entry["language"] = data["language"]  # left out, it stays as it was chosen
    before = {t.get("sheet"): t for t in entry.get("table", ())}
    tables = tomlkit.aot()
    for table in data.get("table", ()):
        tables.append(_toml_table(before.get(table["sheet"]), table))
    if "table" in entry:
        del entry["table"]
    if len(tables):
        entry["table"] = tables


def _toml_table(before: TomlTable | None, data: Mapping[str, Any]) -> TomlTable:
    """Give a table's part, keeping the one that stood there as far as it says the same."""
    table = before if before is not None else tomlkit.table()
    table["sheet"] = data["sheet"]
    table["kind"] = data["kind"]
    columns = table.get("columns")
    if columns is None:
        columns = tomlkit.table()
        table["columns"] = columns
    for header in [h for h in columns if h not in data["columns"]]:
        del columns[header]
    for header, key in data["columns"].items():
        if columns.get(header) != key:
            columns[header] = key
    return table
