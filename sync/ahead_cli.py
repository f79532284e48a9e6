"""The commands that look ahead or elsewhere, and write nothing: forecast, suggest, what-if."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from sync.options import (
    Ages,
    AsOf,
    Book,
    ConfigFile,
    Data,
    DataOf,
    DateOrder,
    Form,
    Format,
    Language,
    PackId,
    day,
    given_day,
    today_for,
)


def forecast(
    book: Book,
    as_of: AsOf = None,
    data: DataOf = Data.THEN,
    pack: PackId = None,
    date_order: DateOrder = None,
    under: Annotated[
        float, typer.Option("--under", help="List who needs fewer hours than this.")
    ] = 3.0,
    form: Form = Format.TEXT,
    everybody: Annotated[bool, typer.Option("--all", help="Name everybody.")] = False,
    config: ConfigFile = None,
    language: Language = None,
) -> None:
    """Look ahead: who will be short at the deadline, and what one e-mail would clear.

    Hours are carried on at the pace at which people really log them. Writes nothing.
    """
    from sync.commands.forecast import ForecastRequest, run_forecast  # noqa: PLC0415

    run_forecast(
        ForecastRequest(
            book=book,
            as_of=day(as_of),
            pack=pack,
            date_order=date_order.value if date_order else None,
            under=under,
            form=form.value,
            everybody=everybody,
            config=config,
            language=language.value if language else None,
            today=today_for(data),
        )
    )


def suggest(
    book: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(help="A workbook: suggest for each of its applicants."),
    ] = None,
    role: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--role", help='The job in a few words, such as "home visitor".'),
    ] = None,
    ages: Annotated[
        Optional[Ages],  # noqa: UP045
        typer.Option("--ages", help="Children up to 36 months, from 3 to 6 years, or both."),
    ] = None,
    degree: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--degree", help="Highest degree, such as Bachelor's."),
    ] = None,
    licence: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--licence", help="A licence for mental health: yes, eligible or no."),
    ] = None,
    gives_rsc: Annotated[
        Optional[bool],  # noqa: UP045
        typer.Option("--gives-rsc/--gives-no-rsc", help="Whether the person gives RSC."),
    ] = None,
    training_hours: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--training-hours", help="Hours of training so far."),
    ] = None,
    rsc_hours: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--rsc-hours", help="Hours of RSC received so far."),
    ] = None,
    work_years: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--work-years", help="Years of paid work with families."),
    ] = None,
    families: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--families", help="Families served."),
    ] = None,
    as_of: AsOf = None,
    pack: PackId = None,
    date_order: DateOrder = None,
    form: Form = Format.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="Show what points elsewhere, too, and every detail.")
    ] = False,
    config: ConfigFile = None,
    language: Language = None,
) -> None:
    """Say which category may fit: with reasons, and with what is still missing. No verdict.

    Without a workbook and without answers it asks, question by question.
    """
    from sync.commands.suggest import SuggestRequest, run_suggest  # noqa: PLC0415

    run_suggest(
        SuggestRequest(
            as_of=day(as_of),
            book=book,
            pack=pack,
            date_order=date_order.value if date_order else None,
            role=role,
            ages=ages.value if ages else None,
            gives_rsc=gives_rsc,
            cells={
                "degree": degree,
                "licence": licence,
                "training_hours": training_hours,
                "rsc_hours": rsc_hours,
                "work_years": work_years,
                "families": families,
            },
            form=form.value,
            everything=everything,
            config=config,
            language=language.value if language else None,
        )
    )


def what_if(
    book: Book,
    pack: PackId = None,
    as_of: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--as-of", metavar="YYYY-MM-DD", help="Judge as of this day instead."),
    ] = None,
    against: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--against", help="The rules now; those of the config if left out."),
    ] = None,
    today: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--today", metavar="YYYY-MM-DD", help="The day now, if it is not today."),
    ] = None,
    date_order: DateOrder = None,
    without_names: Annotated[
        bool, typer.Option("--counts", help="Counts without names; small groups are hidden.")
    ] = False,
    form: Form = Format.TEXT,
    everybody: Annotated[bool, typer.Option("--all", help="Name everybody.")] = False,
    config: ConfigFile = None,
    language: Language = None,
) -> None:
    """Say who would come to something else under other rules, or on another day.

    Writes nothing. What is said of the new rules is what a check under them says.
    """
    from sync.commands.whatif import WhatIfRequest, run_whatif  # noqa: PLC0415

    run_whatif(
        WhatIfRequest(
            book=book,
            today=day(today, "--today"),
            pack=pack,
            as_of=given_day(as_of, "--as-of"),
            against=against,
            date_order=date_order.value if date_order else None,
            without_names=without_names,
            form=form.value,
            everybody=everybody,
            config=config,
            language=language.value if language else None,
        )
    )
