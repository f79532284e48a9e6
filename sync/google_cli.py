"""The commands for Google Sheets: connect and doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from sync.options import ConfigFile

TO_MEND = 1
"""Exit code of the doctor where something is to be mended."""
Comments = Annotated[
    Optional[str],  # noqa: UP045 - typer reads this form on every version
    typer.Option(
        "--comments",
        metavar="E-MAIL",
        help='Google Sheets: also put comments, given to this person ("" for nobody).',
    ),
]


def connect(
    what: Annotated[str, typer.Argument(help="What to connect to: google.")],
    key: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(help="The key file of a service account; asked for if left out."),
    ] = None,
    oauth: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--oauth", help="Log in as yourself, with this OAuth desktop client."),
    ] = None,
    link: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--link", help="A sheet that is shared already, to try it on."),
    ] = None,
    keyring: Annotated[
        bool, typer.Option("--keyring", help="Keep the key in the keyring of this computer.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Set up the login for Google Sheets, step by step, and look whether it works."""
    from sync.commands.connect import run_connect  # noqa: PLC0415

    run_connect(what, key, oauth=oauth, link=link, keep=keyring, config=config)


def doctor(
    book: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(help="The link of a Google Sheet; all that are shared if left out."),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Look at the login for Google and at the sheets, and say what to click where it is not well.

    Exit code 0: all is well; 1: something is to be mended; 2: it could not be looked at.
    """
    from sync.commands.doctor import run_doctor  # noqa: PLC0415

    raise typer.Exit(0 if run_doctor(book, config=config) else TO_MEND)
