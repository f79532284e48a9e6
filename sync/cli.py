"""The command `rostercheck`; the work of each is in `sync/commands/`, loaded when called."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from models.collector import collector_paused
from sync.addin_cli import addin
from sync.ahead_cli import forecast, suggest, what_if
from sync.board_cli import board
from sync.demo_cli import demo
from sync.errors import RostercheckError
from sync.google_cli import Comments, connect, doctor
from sync.options import (
    AsOf,
    Backup,
    Book,
    ConfigFile,
    Data,
    DataOf,
    DateOrder,
    DryRun,
    Form,
    Format,
    Language,
    Out,
    PackId,
    Reports,
    day,
    today_for,
)
from sync.packs_cli import packs
from sync.registry_cli import registry
from sync.serve_cli import serve
from sync.service_cli import add_commands
from sync.waivers_cli import waivers

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


def wanted_tabs(**kinds: bool) -> tuple[str, ...]:
    """Give the kinds of tabs that are asked for."""
    return tuple(kind for kind, asked in kinds.items() if asked)


FINE, GAPS, COULD_NOT = 0, 1, 2
"""Exit codes: nothing to flag; something was flagged; the command could not run."""


@app.command()
def check(
    book: Book,
    as_of: AsOf = None,
    data: DataOf = Data.THEN,
    pack: PackId = None,
    date_order: DateOrder = None,
    dry_run: DryRun = False,
    in_place: Annotated[
        bool,
        typer.Option(
            "--in-place",
            help="Put the flags into the workbook itself; in Excel, if it is open there.",
        ),
    ] = False,
    out: Out = None,
    backup: Backup = False,
    form: Form = Format.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="List what meets or does not apply, too.")
    ] = False,
    comments: Comments = None,
    registry_tab: Annotated[
        bool, typer.Option("--registry", help='Add a tab "RSC providers": who agreed to be listed.')
    ] = False,
    dashboard: Annotated[
        bool, typer.Option("--dashboard", help='Add a tab "Dashboard": figures with charts.')
    ] = False,
    board_dashboard: Annotated[
        bool, typer.Option("--board-dashboard", help="The same for a board: no small groups.")
    ] = False,
    config: ConfigFile = None,
    language: Language = None,
) -> None:
    """Check a workbook and flag the gaps.

    Without --in-place or --out the flags go into a copy, NAME-flagged.xlsx, beside the workbook.
    Exit code 0: nothing to flag; 1: something was flagged; 2: the check could not run.
    """
    from sync.commands.check import Request, run_check  # noqa: PLC0415

    request = Request(
        book=book,
        as_of=day(as_of),
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
        tabs=wanted_tabs(registry=registry_tab, dashboard=dashboard, board=board_dashboard),
        language=language.value if language else None,
        today=today_for(data),
    )
    raise typer.Exit(GAPS if run_check(request) else FINE)


@app.command()
def clear(
    book: Book,
    dry_run: DryRun = False,
    out: Out = None,
    backup: Backup = False,
) -> None:
    """Take everything off a workbook that Rostercheck wrote, and nothing else.

    Where Excel on this computer has it open, that is done there, and nothing is saved.
    """
    from sync.commands.clear import run_clear  # noqa: PLC0415

    run_clear(book, dry_run=dry_run, out=out, backup=backup)


@app.command()
def explain(
    book: Book,
    person: Annotated[str, typer.Argument(help="Name, id or e-mail, as in the sheet.")],
    as_of: AsOf = None,
    data: DataOf = Data.THEN,
    pack: PackId = None,
    date_order: DateOrder = None,
    config: ConfigFile = None,
    language: Language = None,
) -> None:
    """Say everything that holds for one person: what counted, what did not, and why."""
    from sync.commands.explain import run_explain  # noqa: PLC0415

    order = date_order.value if date_order else None
    run_explain(
        book,
        person,
        as_of=day(as_of),
        pack=pack,
        date_order=order,
        config=config,
        language=language.value if language else None,
        today=today_for(data),
    )


@app.command()
def init(
    book: Book,
    pack: PackId = None,
    date_order: DateOrder = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take what is sure, ask nothing, leave the rest.")
    ] = False,
    config: ConfigFile = None,
    language: Language = None,
) -> None:
    """Look at a workbook, agree on what its columns mean, and remember it in rostercheck.toml."""
    from sync.commands.init import run_init  # noqa: PLC0415

    order = date_order.value if date_order else None
    said = language.value if language else None
    run_init(book, pack=pack, date_order=order, yes=yes, config=config, language=said)


@app.command()
def schema(
    of: Annotated[Reports, typer.Argument(help="The command whose report it is.")] = Reports.CHECK,
) -> None:
    """Print the JSON schema of what a command prints with `--format json`."""
    from sync.commands.schema import run_schema  # noqa: PLC0415

    run_schema(of.value)


app.command()(connect)
app.command()(doctor)
app.command()(demo)
app.command()(forecast)
app.command()(serve)
app.command()(registry)
app.command()(suggest)
app.command(name="what-if")(what_if)
app.add_typer(packs, name="packs")
app.add_typer(addin, name="addin")
app.add_typer(board, name="board")


app.add_typer(waivers, name="waivers")
add_commands(app, day)


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
    finally:
        gc.freeze()  # all goes with the process; nothing is looked through once more before


def _readable_output() -> None:
    """Let a console that cannot show a character show a "?" rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
