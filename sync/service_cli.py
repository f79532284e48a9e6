"""The commands of the nightly service; the work of each is in `sync/commands/`, loaded when called.

Kept apart from `sync/cli.py` so that neither grows long.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Optional

import typer

Day = Callable[[Optional[str]], date]  # noqa: UP045
ConfigFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--config", help="The config; rostercheck.toml in this folder if left out."),
]
AsOf = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="Judge as of this day; today if left out."),
]
NOT_ALL = 1
"""Exit code of a night in which a book could not be looked at."""


def add_commands(app: typer.Typer, day: Day) -> None:
    """Add the commands of the service to the program. day: turns the words of --as-of to a day."""
    _add_night(app, day)
    _add_memory(app, day)
    _add_config(app)
    _add_ledger(app)


def _add_night(app: typer.Typer, day: Day) -> None:
    @app.command()
    def nightly(
        config: ConfigFile = None,
        as_of: AsOf = None,
        words: Annotated[
            bool,
            typer.Option("--words", help="Say it in words, with names, where no terminal is too."),
        ] = False,
    ) -> None:
        """Check every workbook of the config once: for cron and other schedulers.

        Exit code 0: every workbook was looked at; 1: some could not be; 2: the night could not run.
        """
        from sync.commands.nightly import run_nightly  # noqa: PLC0415

        judged_on = day(as_of) if as_of is not None else None
        good = run_nightly(config, as_of=judged_on, words=words)
        raise typer.Exit(0 if good else NOT_ALL)

    @app.command(name="serve-schedule")
    def serve_schedule(config: ConfigFile = None) -> None:
        """Stay running, and check every workbook once a night; catch up on a missed night."""
        from sync.commands.nightly import run_service  # noqa: PLC0415

        run_service(config)


def _add_memory(app: typer.Typer, day: Day) -> None:
    @app.command()
    def runs(
        book: Annotated[
            Optional[str],  # noqa: UP045
            typer.Argument(help="Only the runs of this workbook."),
        ] = None,
        limit: Annotated[int, typer.Option("--limit", min=1, help="List so many.")] = 20,
        config: ConfigFile = None,
    ) -> None:
        """List the runs that the ledger remembers, the newest first."""
        from sync.commands.ledger import run_runs  # noqa: PLC0415

        run_runs(config, book, limit)

    @app.command()
    def history(
        person: Annotated[
            Optional[str],  # noqa: UP045
            typer.Argument(metavar="BOOK|PERSON", help="A workbook, or a name or id."),
        ] = None,
        on: Annotated[
            Optional[str],  # noqa: UP045
            typer.Option(
                "--as-of",
                metavar="YYYY-MM-DD",
                help="Only what stood open on this day, as the checks of that time found it.",
            ),
        ] = None,
        config: ConfigFile = None,
    ) -> None:
        """Tell what was flagged and mended, in a workbook or for a person."""
        from sync.commands.ledger import run_history  # noqa: PLC0415

        run_history(config, person, day(on) if on is not None else None)

    @app.command()
    def undo(
        run: Annotated[int, typer.Argument(help="The number of the run; see `rostercheck runs`.")],
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Write nothing; say what would change.")
        ] = False,
        as_of: AsOf = None,
        config: ConfigFile = None,
    ) -> None:
        """Put back what a run changed, cell by cell, where nobody has changed it since."""
        from sync.commands.undo import run_undo  # noqa: PLC0415

        run_undo(config, run, as_of=day(as_of), dry_run=dry_run)


def _add_config(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Look at rostercheck.toml.")
    app.add_typer(group, name="config")

    @group.command()
    def check(config: ConfigFile = None) -> None:
        """Say what the config asks for, and everything that is wrong with it."""
        from sync.commands.config import run_config_check  # noqa: PLC0415

        raise typer.Exit(0 if run_config_check(config) else 2)

    group.callback()(_config)


def _config() -> None:
    """Look at rostercheck.toml."""


def _add_ledger(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="Keep the ledger small and right.")
    app.add_typer(group, name="ledger")

    @group.command()
    def prune(
        days: Annotated[
            int, typer.Option("--days", min=1, help="Keep what is not older than so many days.")
        ] = 400,
        config: ConfigFile = None,
    ) -> None:
        """Drop old edits, findings that are long mended, and old runs. What is open stays."""
        from sync.commands.ledger import run_prune  # noqa: PLC0415

        run_prune(config, days)

    @group.command()
    def export(
        out: Annotated[
            Optional[Path],  # noqa: UP045
            typer.Option("--out", help="Write to this file."),
        ] = None,
        config: ConfigFile = None,
    ) -> None:
        """Give the whole ledger as JSON, one line for each entry. It holds names."""
        from sync.commands.ledger import run_export  # noqa: PLC0415

        run_export(config, out)

    @group.command()
    def forget(
        person: Annotated[str, typer.Argument(help="Name or id, as in the sheet.")],
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
        config: ConfigFile = None,
    ) -> None:
        """Drop everything that the ledger holds about a person."""
        from sync.commands.ledger import run_forget  # noqa: PLC0415

        run_forget(config, person, yes=yes)
