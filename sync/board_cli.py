"""The commands of the board pack: `board BOOK`, `board list`, `board again`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Optional

import typer
from typer.core import TyperGroup

from sync.options import AsOf, ConfigFile, DateOrder, Language, PackId, day, given_day

ISSUE = "issue"


class BoardData(StrEnum):
    """Which data a pack is made of."""

    THEN = "then"
    NOW = "now"
    KEPT = "kept"


class _IssueUnlessSaid(TyperGroup):
    """`board members.xlsx` is `board issue members.xlsx`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the word in where no command is named and no help is asked for."""
        asked = {"--help", *self.commands}
        if args and args[0] not in asked:
            args = [ISSUE, *args]
        return super().parse_args(ctx, args)


board = typer.Typer(
    cls=_IssueUnlessSaid,
    no_args_is_help=True,
    help=(
        "Issue a board pack, as in `rostercheck board members.xlsx`, or `rostercheck board issue` "
        "for every book of the config: figures without names, as a page and a PDF, which never "
        "change."
    ),
)
Folder = Annotated[Path, typer.Option("--out", help="The folder for the page and the PDF.")]
LedgerConfig = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--config", help="The config; rostercheck.toml in this folder if left out."),
]


@board.command(name=ISSUE)
def issue(
    book: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(help="The workbook or link; every book of the config if left out."),
    ] = None,
    as_of: AsOf = None,
    out: Folder = Path(),
    title: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--title", help="Whose pack it is; the name of the rules if left out."),
    ] = None,
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--since", metavar="YYYY-MM-DD", help="Compare with this day, not the last pack."
        ),
    ] = None,
    previous: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--previous", metavar="NUMBER", help="Compare with this pack."),
    ] = None,
    new_issue: Annotated[
        bool,
        typer.Option("--new-issue", help="The figures of the day were corrected: issue it anew."),
    ] = False,
    pack: PackId = None,
    date_order: DateOrder = None,
    config: ConfigFile = None,
    language: Language = None,
    data: Annotated[
        BoardData,
        typer.Option(
            "--data",
            help=(
                "For a past day: the data as they stood then, where the ledger keeps copies, or "
                "now. kept: the last copy in the ledger, where the workbook is not at hand."
            ),
        ),
    ] = BoardData.THEN,
) -> None:
    """Issue the board pack of a workbook for a day. The word "issue" may be left out.

    A pack that was issued for that day already is given again, byte for byte.
    """
    from sync.commands.board import BoardRequest, run_board  # noqa: PLC0415

    run_board(
        BoardRequest(
            book=book,
            as_of=day(as_of),
            out=out,
            title=title or "",
            since=given_day(since, "--since"),
            previous=previous,
            new_issue=new_issue,
            pack=pack,
            date_order=date_order.value if date_order else None,
            config=config,
            language=language.value if language else None,
            data=data.value,
            today=day(None),
        )
    )


@board.command(name="list")
def list_issued(
    book: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(help="The workbook beside which the ledger is, if there is no config."),
    ] = None,
    config: LedgerConfig = None,
) -> None:
    """List the packs that were issued, the newest first."""
    from sync.commands.board import run_list  # noqa: PLC0415

    run_list(book, config)


@board.command()
def again(
    number: Annotated[int, typer.Argument(help="The number of the pack; see `board list`.")],
    out: Folder = Path(),
    book: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--book", help="The workbook beside which the ledger is."),
    ] = None,
    config: LedgerConfig = None,
) -> None:
    """Make the documents of a pack again, byte for byte as they were issued."""
    from sync.commands.board import run_again  # noqa: PLC0415

    run_again(number, out, book, config)
