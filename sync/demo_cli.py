"""The command for a demonstration, in a checkout of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer


def demo(
    google: Annotated[
        bool,
        typer.Option(
            "--google", help="One sample as a Google Sheet, on a server on this computer."
        ),
    ] = False,
    out: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads this form on every version
        typer.Option(
            "--out", metavar="FOLDER", help="The folder for the copies; else demo-output."
        ),
    ] = None,
) -> None:
    """Check copies of the sample workbooks, and say where the flagged copies are.

    The samples and the server for Google Sheets are in a checkout of the project only. No account
    and no network are needed. Exit code 0: all of it went as it should; 1: something did not.
    """
    from sync.commands.demo import run_demo  # noqa: PLC0415

    raise typer.Exit(run_demo(google=google, out=out))
