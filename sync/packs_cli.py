"""The commands below `rostercheck packs`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from sync.options import Out, PageForm, PageFormat, day, given_day

packs = typer.Typer(
    invoke_without_command=True,
    help="Read, compare, check and begin rule packs; alone: list those that ship.",
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(help="Id of a pack that ships, or a file such as ours.toml.")]
FOUND = 1
"""Exit code of `packs check` where something was found."""


@packs.callback()
def listing(context: typer.Context) -> None:
    """List the packs that ship where no other word follows."""
    if context.invoked_subcommand is None:
        list_packs()


@packs.command(name="list")
def list_packs() -> None:
    """List the rule packs that ship."""
    from sync.commands.packs import run_packs  # noqa: PLC0415

    run_packs()


@packs.command()
def show(
    pack: Name,
    as_of: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--as-of", metavar="YYYY-MM-DD", help="The rules of this day, not today's."),
    ] = None,
    form: PageForm = PageFormat.TEXT,
    out: Out = None,
) -> None:
    """Show a pack as a page in plain English: what is asked of whom, and where that is written."""
    from sync.commands.packs import run_show  # noqa: PLC0415

    run_show(pack, as_of=day(as_of), form=form.value, out=out)


@packs.command()
def check(pack: Name) -> None:
    """Find contradictions in a pack, and what nobody could meet, each with its line.

    Exit code 0: nothing was found; 1: something was found; 2: the pack could not be read.
    """
    from sync.commands.packs import run_pack_check  # noqa: PLC0415

    if run_pack_check(pack):
        raise typer.Exit(FOUND)


@packs.command()
def diff(
    pack: Name,
    other: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(help="Another pack; left out: the same one on two days."),
    ] = None,
    *,
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--from", metavar="YYYY-MM-DD", help="One pack: the earlier day."),
    ] = None,
    until: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--to", metavar="YYYY-MM-DD", help="One pack: the later day."),
    ] = None,
    form: PageForm = PageFormat.TEXT,
    out: Out = None,
) -> None:
    """Say what differs between two packs, or what changed in one between two days."""
    from sync.commands.packs import run_diff  # noqa: PLC0415

    days = given_day(since, "--from"), given_day(until, "--to")
    run_diff(pack, other, days=days, form=form.value, out=out)


@packs.command()
def new(
    file: Annotated[Path, typer.Argument(help="The file to begin, such as ours.toml.")],
    extends: Annotated[
        str, typer.Option("--extends", help="The pack that yours lies over.")
    ] = "national",
) -> None:
    """Begin a pack of your own: a commented template that loads as it is."""
    from sync.commands.packs import run_new  # noqa: PLC0415

    run_new(file, extends, day(None))
