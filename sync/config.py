"""`rostercheck.toml`: which books, which pack, which column is which field. Never secrets.

`rostercheck init` writes it; a person's comments and their order are kept when it is rewritten.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from tomlkit.items import AoT
from tomlkit.items import Table as TomlTable

from models.cells import DateOrder
from models.intake.fields import FIELDS
from models.records import TableKind
from sync.books.google.links import as_link, is_link
from sync.books.saving import save
from sync.config_faults import explained, nearest
from sync.errors import ConfigError
from sync.service_config import (
    Address,
    LedgerConfig,
    MailConfig,
    NightlyConfig,
    Pattern,
    PingConfig,
)

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
    """One book, or a folder of books: where, which rules, how to read it, what is wanted in it.

    path: a file or a link. folder, pattern, exclude: all files of a folder that fit the pattern
    ("**/" goes into sub-folders) and none of the exclusions. flags: where the nightly check puts
    them. marks: which of them. backup: keep a dated copy of the former file at each change. board:
    keep the figures for the board with each run. keep: keep a copy of the workbook in the ledger
    each time it has changed, so that a past day can be looked at with the data of then.
    registry: whether a tab lists the RSC providers who agreed to be listed. dashboard: whether a
    tab shows figures with charts; "board": without small groups.
    recipients: whom the digest goes to. language: of the flags and messages. when_open: what a
    night does with a workbook that stays open in Excel on this computer: it waits, or flags it
    there.
    """

    model_config = _STRICT
    path: str = ""
    folder: str | None = None
    pattern: Pattern = "*.xlsx"
    exclude: tuple[Pattern, ...] = ()
    pack: str = "national"
    date_order: DateOrder | None = None
    language: Literal["en", "es"] | None = None
    flags: Literal["copy", "in_place", "none"] = "copy"
    marks: tuple[Literal["columns", "cells", "gaps_tab"], ...] = ("columns", "cells", "gaps_tab")
    backup: bool = False
    board: bool = False
    keep: bool = False
    when_open: Literal["wait", "write"] = "wait"
    registry: bool = False
    dashboard: bool | Literal["board"] = False
    recipients: tuple[Address, ...] = ()
    table: tuple[TableConfig, ...] = ()

    @model_validator(mode="after")
    def _one_place(self) -> BookConfig:
        if bool(self.path) == (self.folder is not None):
            raise ValueError("A book has a path, or a folder with a pattern: one of the two.")
        if self.keep and is_link(self.path):
            raise ValueError("keep is for files. Google keeps the versions of a sheet by itself.")
        if self.when_open == "write" and (self.flags != "in_place" or is_link(self.path)):
            raise ValueError('when_open = "write" is for workbooks with flags = "in_place".')
        return self

    @property
    def tabs(self) -> tuple[str, ...]:
        """The kinds of tabs that are wanted beside the Gaps tab; see `sync/marks/tabs.py`."""
        shown = "board" if self.dashboard == "board" else "dashboard"
        wanted = {"registry": self.registry, shown: bool(self.dashboard)}
        return tuple(kind for kind, asked in wanted.items() if asked)

    @property
    def where(self) -> str:
        """The path, or the folder with the pattern."""
        return self.path or f"{self.folder}/{self.pattern}"


class GoogleConfig(BaseModel):
    """The login for Google: the path of the key file, or "keyring:NAME"; never the key itself."""

    model_config = _STRICT
    key: str


class Config(BaseModel):
    """The whole file."""

    model_config = _STRICT
    google: GoogleConfig | None = None
    book: Annotated[tuple[BookConfig, ...], Field(default_factory=tuple)]
    nightly: NightlyConfig = NightlyConfig()
    ledger: LedgerConfig = LedgerConfig()
    mail: MailConfig | None = None
    ping: PingConfig | None = None


def find_config(book: Path) -> Path | None:
    """Find the config of a book: in its folder, else in the present folder."""
    for folder in (book.parent, Path()):
        path = folder / FILE_NAME
        if path.is_file():
            return path
    return None


def read_config(path: Path) -> Config:
    """Read a config. Raises ConfigError that says where, what, and the nearest right name."""
    config, wrong = examine_config(path)
    if config is None or wrong:
        raise ConfigError(wrong[0])
    return config


def examine_config(path: Path) -> tuple[Config | None, list[str]]:
    """Read a config; give it, if it can be read, and a sentence for everything that is wrong.

    Raises ConfigError where the file itself cannot be read.
    """
    data = _toml(path)
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        return None, [f"{path}: {line}" for line in explained(error, data, Config)]
    return config, list(_wrong_fields(path, config))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}. Mend that line.") from None


def _wrong_fields(path: Path, config: Config) -> Iterator[str]:
    """Say where a column is mapped to a field that there is not, or two to one."""
    for table in (table for book in config.book for table in book.table):
        known = [field.key for field in FIELDS[table.kind]]
        for header, key in table.columns.items():
            if key not in known:
                yield (
                    f'{path}: sheet "{table.sheet}", column "{header}": there is no field '
                    f'"{key}".{nearest(key, known)}'
                )
            twice = [h for h, k in table.columns.items() if k == key]
            if len(twice) > 1 and header == twice[0]:
                yield (
                    f'{path}: sheet "{table.sheet}": the columns "{twice[0]}" and "{twice[1]}" '
                    f'are both mapped to "{key}". Keep one.'
                )


def book_config(config: Config, config_path: Path, book: Path) -> BookConfig | None:
    """Give the part of the config that is about a book: by its path, or by its link."""
    link = as_link(book)
    if link is not None:
        return next((b for b in config.book if as_link(b.path) == link), None)
    wanted, folder = book.resolve(), config_path.parent
    for one in config.book:
        if one.path and as_link(one.path) is None and (folder / one.path).resolve() == wanted:
            return one
    return next((b for b in config.book if b.folder and wanted in files_of(b, folder)), None)


def files_of(book: BookConfig, folder: Path) -> list[Path]:
    """Give the files that a folder with a pattern stands for now, in the order of their names.

    folder: where the config is. Lock files, copies and backups of ours are left out.
    """
    root = (folder / Path(book.folder or "").expanduser()).resolve()
    if not root.is_dir():
        return []
    found = (path for path in root.glob(book.pattern) if path.is_file())
    return sorted(
        path
        for path in found
        if not _OURS.search(path.name)
        and not any(path.relative_to(root).match(one) for one in book.exclude)
    )


_OURS = re.compile(r"^(~\$|\.)|-flagged\.\w+$|\.backup-\d{8}-\d{6}")
"""Lock files of spreadsheet programs, hidden files, flagged copies, and backups."""


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


def save_login(config_path: Path, key: str) -> None:
    """Write where the key for Google is; all else in the file stays as it is.

    Raises ConfigError when the file that stands there cannot be read.
    """
    document = _document(config_path)
    google = document.get("google")
    if google is None:
        google = tomlkit.table()
        document["google"] = google
    google["key"] = key
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
