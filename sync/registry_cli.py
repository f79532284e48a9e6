"""`rostercheck registry`: the list of RSC providers who agreed to be listed, as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sync.options import AsOf, Book, ConfigFile, DateOrder, Language, PackId, day


class ListFormat(StrEnum):
    """How the list is written."""

    HTML = "html"
    CSV = "csv"
    JSON = "json"


def registry(
    book: Book,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder to write into.")
    ] = Path(),
    form: Annotated[
        list[ListFormat] | None,
        typer.Option("--format", help="html, csv or json; may be given several times."),
    ] = None,
    as_of: AsOf = None,
    pack: PackId = None,
    date_order: DateOrder = None,
    config: ConfigFile = None,
    language: Language = None,
) -> None:
    """List the RSC providers who agreed to be listed, for the association's website.

    Writes rsc-providers.html and rsc-providers.csv, and says here how many people are left out,
    and why. The workbook is only read.
    """
    from sync.commands.registry import run_registry  # noqa: PLC0415

    run_registry(
        book,
        out,
        [one.value for one in form or (ListFormat.HTML, ListFormat.CSV)],
        as_of=day(as_of),
        pack=pack,
        date_order=date_order.value if date_order else None,
        config=config,
        language=language.value if language else None,
    )
