"""The command `rostercheck`; the work of each is in `sync/commands/`, loaded when called."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from models.collector import collector_paused
from sync.errors import RostercheckError, UsageError

app = typer.Typer(
    name="rostercheck",
    no_args_is_help=True,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", is_eager=True)
    ] = False,
) -> None:
    """Hold every row of a member roster against the association's rules, and flag the gaps."""
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415

        typer.echo(f"rostercheck {installed('rostercheck')}")
        raise typer.Exit


FINE, GAPS, COULD_NOT = 0, 1, 2
"""Exit codes: nothing to flag; something was flagged; the command could not run."""


class Format(StrEnum):
    """How a check reports."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Order(StrEnum):
    """The order of day and month in dates of numbers only."""

    MDY = "mdy"
    DMY = "dmy"


Book = Annotated[
    Path, typer.Argument(help="The workbook (.xlsx, .csv, ...) or the link of a Google Sheet.")
]
AsOf = Annotated[
    Optional[str],  # noqa: UP045 - typer reads this form on every version
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="Judge as of this day; today if left out."),
]
PackId = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--pack", help="The rule pack, such as wisconsin; see `rostercheck packs`."),
]
DateOrder = Annotated[
    Optional[Order],  # noqa: UP045
    typer.Option("--date-order", help="Whether 3/4/25 is 4 March (mdy) or 3 April (dmy)."),
]
ConfigFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--config", help="The config; rostercheck.toml beside the book if left out."),
]
Backup = Annotated[bool, typer.Option("--backup", help="Keep a dated copy of the former file.")]
Out = Annotated[Optional[Path], typer.Option("--out", help="Write to this file.")]  # noqa: UP045
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Write nothing; say every cell that would change.")
]


@app.command()
def check(
    book: Book,
    as_of: AsOf = None,
    pack: PackId = None,
    date_order: DateOrder = None,
    dry_run: DryRun = False,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Put the flags into the workbook itself.")
    ] = False,
    out: Out = None,
    backup: Backup = False,
    form: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="List what meets or does not apply, too.")
    ] = False,
    comments: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--comments",
            metavar="E-MAIL",
            help='Google Sheets: also put comments, given to this person ("" for nobody).',
        ),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Check a workbook and flag the gaps.

    Without --in-place or --out the flags go into a copy, NAME-flagged.xlsx, beside the workbook.
    Exit code 0: nothing to flag; 1: something was flagged; 2: the check could not run.
    """
    from sync.commands.check import Request, run_check  # noqa: PLC0415

    request = Request(
        book=book,
        as_of=_day(as_of),
        pack=pack,
        date_order=date_order.value if date_order else None,
        dry_run=dry_run,
        in_place=in_place,
        out=out,
        backup=backup,
        form=form.value,
        everything=everything,
        config=config,
        comments=comments,
    )
    raise typer.Exit(GAPS if run_check(request) else FINE)


@app.command()
def clear(
    book: Book,
    dry_run: DryRun = False,
    out: Out = None,
    backup: Backup = False,
) -> None:
    """Take everything off a workbook that Rostercheck wrote, and nothing else."""
    from sync.commands.clear import run_clear  # noqa: PLC0415

    run_clear(book, dry_run=dry_run, out=out, backup=backup)


@app.command()
def explain(
    book: Book,
    person: Annotated[str, typer.Argument(help="Name, id or e-mail, as in the sheet.")],
    as_of: AsOf = None,
    pack: PackId = None,
    date_order: DateOrder = None,
    config: ConfigFile = None,
) -> None:
    """Say everything that holds for one person: what counted, what did not, and why."""
    from sync.commands.explain import run_explain  # noqa: PLC0415

    order = date_order.value if date_order else None
    run_explain(book, person, as_of=_day(as_of), pack=pack, date_order=order, config=config)


@app.command()
def init(
    book: Book,
    pack: PackId = None,
    date_order: DateOrder = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take what is sure, ask nothing, leave the rest.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Look at a workbook, agree on what its columns mean, and remember it in rostercheck.toml."""
    from sync.commands.init import run_init  # noqa: PLC0415

    order = date_order.value if date_order else None
    run_init(book, pack=pack, date_order=order, yes=yes, config=config)


@app.command()
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


@app.command()
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

    raise typer.Exit(FINE if run_doctor(book, config=config) else GAPS)


@app.command()
def packs() -> None:
    """List the rule packs that ship."""
    from sync.commands.packs import run_packs  # noqa: PLC0415

    run_packs()


@app.command()
def schema() -> None:
    """Print the JSON schema of `rostercheck check --format json`."""
    from sync.commands.packs import run_schema  # noqa: PLC0415

    run_schema()


def _day(as_of: str | None) -> date:
    """Give the day to judge as of. This is the one place where the clock is read for it."""
    if as_of is None:
        return date.today()  # noqa: DTZ011 - her own day
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        raise UsageError(
            f'"{as_of}" is no day for --as-of. Type year, month and day, such as 2026-11-22.'
        ) from None


def main() -> None:
    """Run the command; an error of ours is one sentence, never a traceback."""
    _readable_output()
    try:
        with (
            collector_paused()
        ):  # one command, one book: there is nothing to collect before its end
            app()
    except RostercheckError as error:
        typer.echo(f"rostercheck: {error}", err=True)
        sys.exit(COULD_NOT)
    except KeyboardInterrupt:
        typer.echo("rostercheck: stopped; nothing more was written.", err=True)
        sys.exit(COULD_NOT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(COULD_NOT)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"rostercheck: {where}{(error.strerror or str(error)).lower()}.", err=True)
        sys.exit(COULD_NOT)
    except (MemoryError, RecursionError):
        typer.echo("rostercheck: the file is too large for this computer's memory.", err=True)
        sys.exit(COULD_NOT)


def _readable_output() -> None:
    """Let a console that cannot show a character show a "?" rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
