"""`rostercheck suggest`: which category may fit, from answers or for each applicant of a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import typer

from models.language import ENGLISH, speak
from models.roster import Person
from models.rulepack import Pack
from models.standing import standing_of
from models.suggest import Answers, Candidate, menu, suggest, suggest_for
from sync.commands.common import Setting, checked_book, progress, setting, shown
from sync.errors import UsageError
from sync.packfiles import DEFAULT_PACK, pack_named
from sync.reports.rows import print_csv
from sync.reports.suggest import (
    CandidateRow,
    answers_text,
    book_text,
    row,
    suggest_report,
)

Choice = TypeVar("Choice")
AGES: Mapping[str, frozenset[str]] = {
    "infant": frozenset({"infant"}),
    "early": frozenset({"early"}),
    "both": frozenset({"infant", "early"}),
}


@dataclass(frozen=True, slots=True)
class SuggestRequest:
    """The words of the command. cells: what was said besides, by field of the roster."""

    as_of: date
    book: Path | None = None
    pack: str | None = None
    date_order: str | None = None
    role: str | None = None
    ages: str | None = None
    gives_rsc: bool | None = None
    cells: Mapping[str, object] = field(default_factory=dict)
    form: str = "text"
    everything: bool = False
    config: Path | None = None
    language: str | None = None

    @property
    def answered(self) -> bool:
        """Whether anything was said on the command line."""
        given = [v for v in self.cells.values() if v is not None]
        return bool(given) or (self.role, self.ages, self.gives_rsc) != (None, None, None)


def run_suggest(request: SuggestRequest) -> None:
    """Print candidates with reasons. Raises RostercheckError."""
    if request.book is not None:
        _for_book(request, request.book)
    else:
        with speak(request.language or ENGLISH):
            _for_answers(request)


def _for_answers(request: SuggestRequest) -> None:
    pack = _speaking(pack_named(request.pack or DEFAULT_PACK))
    said, cells = _said(request) if request.answered else _asked(pack, request.as_of)
    found = suggest(pack, said, cells, request.as_of)
    if request.form == "text":
        lines = answers_text(pack, request.as_of, found, everything=request.everything)
        print("\n".join(lines))
    else:
        _print(request, pack, [row(one) for one in found])


def _speaking(pack: Pack) -> Pack:
    """Give the pack back, if it says anything about which category fits."""
    if not pack.file.suggest:
        raise UsageError(
            f"The rules of {pack.id} do not say which category fits whom. Take another pack, or "
            "add [[suggest]] to yours."
        )
    return pack


def _for_book(request: SuggestRequest, book: Path) -> None:
    if request.answered:
        raise UsageError("With a workbook, the answers come from the workbook: name no others.")
    how = setting(book, request.pack, request.date_order, request.config, request.language)
    _speaking(how.pack)
    with speak(how.language):
        _of_book(request, book, how)


def _of_book(request: SuggestRequest, book: Path, how: Setting) -> None:
    with progress(book.name) as step:
        _, checked = checked_book(book, how, request.as_of, step)
        found = [
            (person, suggest_for(person, checked.roster, how.pack, request.as_of))
            for person in checked.roster.people
            if standing_of(person).phase == "initial"
        ]
    if request.form == "text":
        everything = request.everything
        lines = book_text(shown(book), how.pack, request.as_of, found, everything=everything)
        print("\n".join(lines))
    else:
        _print(request, how.pack, _rows(found))


def _rows(found: Sequence[tuple[Person, Sequence[Candidate]]]) -> list[CandidateRow]:
    return [row(one, person) for person, candidates in found for one in candidates]


def _print(request: SuggestRequest, pack: Pack, rows: Sequence[CandidateRow]) -> None:
    if request.form == "json":
        print(suggest_report(pack, request.as_of, rows).model_dump_json(indent=2))
    else:
        print_csv(list(CandidateRow.model_fields), rows)


def _said(request: SuggestRequest) -> tuple[Answers, Mapping[str, object]]:
    """Put the options together."""
    ages = AGES[request.ages] if request.ages is not None else frozenset()
    gives = None if request.gives_rsc is None else "yes" if request.gives_rsc else "no"
    cells = {**request.cells, "gives_rsc": gives}
    return Answers(request.role or "", ages, request.gives_rsc), cells


def _asked(pack: Pack, as_of: date) -> tuple[Answers, Mapping[str, object]]:
    """Put the questions on the terminal; an empty answer leaves a question out."""
    try:
        return _questions(pack, as_of)
    except typer.Abort:
        raise UsageError(
            "Stopped before the end. Answer with Enter what you do not know, or give the answers "
            'as options: rostercheck suggest --role "home visitor" --ages infant'
        ) from None


def _questions(pack: Pack, as_of: date) -> tuple[Answers, Mapping[str, object]]:
    typer.echo("What is the work mainly? Press Enter to leave a question out.")
    lines = menu(pack, as_of)
    for number, line in enumerate(lines, 1):
        typer.echo(f"  {number}: {line}")
    said = _answer("Number, or the job in your own words")
    role = lines[int(said) - 1] if said.isdigit() and 0 < int(said) <= len(lines) else said
    ages = _one_of("How old are the children? infant (up to 36 months), early (3 to 6), both", AGES)
    degree = _answer("Highest degree (none, CDA, Associate's, Bachelor's, Master's, doctorate)")
    licence = _answer("A licence for mental health? (yes, eligible, no)")
    gives = _one_of("Does the person give RSC to others? yes or no", {"yes": True, "no": False})
    cells = {
        "degree": degree or None,
        "licence": licence or None,
        "gives_rsc": None if gives is None else "yes" if gives else "no",
        "work_years": _answer("Years of paid work with young children and families") or None,
        "families": _answer("Families served") or None,
        "training_hours": _answer("Hours of training so far") or None,
        "rsc_hours": _answer("Hours of RSC received so far") or None,
    }
    return Answers(role, ages or frozenset(), gives), cells


def _answer(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False)).strip()


def _one_of(question: str, choices: Mapping[str, Choice]) -> Choice | None:
    """Ask until the answer is one of the words, or left out."""
    while True:
        said = _answer(question).casefold()
        if not said:
            return None
        found = [value for word, value in choices.items() if word.startswith(said)]
        if len(found) == 1:
            return found[0]
        typer.echo(f"  Type one of: {', '.join(choices)}; or press Enter.")
