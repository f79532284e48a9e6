"""The commands `rostercheck waivers ...`; their work is in `sync/commands/waivers.py`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Optional

import typer

from sync.options import Book, ConfigFile, day, given_day

waivers = typer.Typer(
    no_args_is_help=True,
    help="Note what the association has granted: more time, leave, an amnesty, fewer hours.",
)


class Kind(StrEnum):
    """What can be granted."""

    EXTENSION = "extension"
    LEAVE = "leave"
    AMNESTY = "amnesty"
    HOURS = "hours"


@waivers.command()
def grant(
    book: Book,
    who: Annotated[
        str,
        typer.Argument(
            help="Name, id or e-mail as in the sheet; a category; a cohort; or everyone."
        ),
    ],
    kind: Annotated[
        Kind,
        typer.Option("--kind", help="More time, not asked for a while, or fewer hours."),
    ],
    until: Annotated[
        str, typer.Option("--until", metavar="YYYY-MM-DD", help="The last day; then it has ended.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why, in a few words.")],
    approved_by: Annotated[str, typer.Option("--approved-by", help="Who decided it.")],
    what: Annotated[
        str,
        typer.Option("--what", help="The requirement, such as training; all if left out."),
    ] = "",
    start: Annotated[
        Optional[str],  # noqa: UP045 - typer reads this form on every version
        typer.Option("--from", metavar="YYYY-MM-DD", help="The first day; at once if left out."),
    ] = None,
    hours: Annotated[
        Optional[float],  # noqa: UP045
        typer.Option("--hours", min=0.0, help="With --kind hours: how many are asked instead."),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Note a waiver in the ledger; every check applies it from now on, and says so."""
    from sync.commands.waivers import Wanted, run_grant  # noqa: PLC0415

    wanted = Wanted(
        kind=kind.value,
        until=day(until, "--until"),
        reason=reason.strip(),
        approver=approved_by.strip(),
        what=what.strip(),
        start=given_day(start, "--from"),
        hours=hours,
        granted_on=day(None),
    )
    run_grant(book, who, wanted, config)


@waivers.command()
def withdraw(
    number: Annotated[int, typer.Argument(help="The number; see `rostercheck waivers list`.")],
    config: ConfigFile = None,
) -> None:
    """Withdraw a waiver: no check applies it any more. It stays on record."""
    from sync.commands.waivers import run_withdraw  # noqa: PLC0415

    run_withdraw(number, day(None), config)


@waivers.command(name="list")
def listing(
    book: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(help="Only those for this workbook or link."),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """List the waivers in the ledger, those that have ended or were withdrawn too."""
    from sync.commands.waivers import run_list  # noqa: PLC0415

    run_list(book, day(None), config)


@waivers.callback()
def _waivers() -> None:
    """Waivers that are noted in the ledger; those of a Waivers tab stand in the workbook."""
