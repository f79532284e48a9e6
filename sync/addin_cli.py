"""The commands for formulas in spreadsheet programs: `rostercheck addin ...`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from sync.options import Book, ConfigFile, Language

TO_MEND = 1
"""Exit code of the doctor where something is to be mended."""

addin = typer.Typer(
    help="Formulas and buttons in Excel, Google Sheets and LibreOffice.", no_args_is_help=True
)


@addin.command()
def install(
    to: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads this form on every version
        typer.Option(
            "--to",
            help="Put the add-in into this folder, or make it this .xlam, not where Excel "
            "starts from.",
        ),
    ] = None,
) -> None:
    """Put the add-in for Excel on Windows in its place, and say what to do next."""
    from addin.excel.installing import run_install  # noqa: PLC0415

    run_install(to)


@addin.command()
def doctor() -> None:
    """Look whether formulas and buttons can work in Excel here; say what to do where they cannot.

    Exit code 0: all is well; 1: something is to be mended.
    """
    from addin.excel.examining import run_doctor  # noqa: PLC0415

    raise typer.Exit(0 if run_doctor() else TO_MEND)


@addin.command()
def google(
    to: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads this form on every version
        typer.Option("--to", help="Write into this folder; google-script here if left out."),
    ] = None,
    url: Annotated[
        str,
        typer.Option("--url", help="The address of your server, such as https://…; asked later."),
    ] = "",
    language: Language = None,
) -> None:
    """Write the script for a Google Sheet: formulas, menu and sidebar, to be pasted into it."""
    from addin.google.command import run_google  # noqa: PLC0415

    run_google(to, url, language.value if language else "en")


@addin.command()
def libreoffice(
    to: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads this form on every version
        typer.Option(
            "--to", help="Write the extension into this folder, or as this .oxt; here if left out."
        ),
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Install it into LibreOffice at once.")
    ] = False,
) -> None:
    """Write the extension for LibreOffice Calc, and install it if you like."""
    from addin.libreoffice.command import run_libreoffice  # noqa: PLC0415

    run_libreoffice(to, install_it=install)


@addin.command()
def lite(
    to: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads this form on every version
        typer.Option("--to", help="Write into this folder; xlwings-lite here if left out."),
    ] = None,
    package_url: Annotated[
        str, typer.Option("--package-url", help="Where the package lies, if not on PyPI.")
    ] = "",
) -> None:
    """Write what xlwings Lite needs: formulas in Excel on Windows, on a Mac and on the web."""
    from addin.lite.command import run_lite  # noqa: PLC0415

    run_lite(to, package_url)


@addin.command()
def settings(book: Book, config: ConfigFile = None) -> None:
    """Print what the config says of a workbook, as a block of settings for its formulas.

    Copy the lines into a tab of the workbook, from cell A1 on; a tab stands between the columns.
    """
    from addin.settings import settings_block  # noqa: PLC0415
    from models.layering import load_pack, shipped  # noqa: PLC0415
    from sync.books import book_file  # noqa: PLC0415
    from sync.books.google.links import as_link  # noqa: PLC0415
    from sync.commands.common import setting  # noqa: PLC0415
    from sync.errors import UsageError  # noqa: PLC0415

    if as_link(book) is None:
        book_file(book)
    how = setting(book, None, None, config)
    rules = how.pack.id
    if rules not in shipped() or load_pack(rules).file != how.pack.file:
        raise UsageError(
            f"The rules of {book} are a file of your own. Formulas know the rules that ship with "
            "Rostercheck and no others; let the nightly check look at this workbook instead."
        )
    tables = [(table.kind, table.columns) for table in how.tables]
    lines = settings_block(rules, how.order, how.language, tables)
    print("\n".join("\t".join(line).rstrip() for line in lines))


@addin.command(hidden=True)
def worker() -> None:
    """Answer formulas line by line, for the extension of LibreOffice."""
    from addin.worker import main  # noqa: PLC0415

    main()
