"""The command `rostercheck serve`; the server itself is in `addin/server/`, loaded when called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from sync.options import ConfigFile


def serve(
    host: Annotated[
        str, typer.Option("--host", help="The address; this computer alone if left out.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help="The port.")] = 8765,
    token_file: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads this form on every version
        typer.Option("--token-file", help="A file that holds the token, and nothing else."),
    ] = None,
    config: ConfigFile = None,
    book: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--book", help="A workbook for the web view; may be given several times."),
    ] = None,
    tls_in_front: Annotated[
        bool,
        typer.Option(
            "--tls-in-front",
            help="I know that this server does not encrypt, and a program before it does.",
        ),
    ] = False,
) -> None:
    """Answer the formulas of Google Sheets, and show the web view, to who has the token.

    The token is that of --token-file, of the variable ROSTERCHECK_TOKEN, or of the keyring; where
    there is none, one is made and kept in a file that only you can read.
    """
    from addin.server.serving import Serve, run_serve  # noqa: PLC0415

    run_serve(
        Serve(
            host=host,
            port=port,
            token_file=token_file,
            config=config,
            books=tuple(book or ()),
            tls_in_front=tls_in_front,
        )
    )
