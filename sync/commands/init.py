"""`rostercheck init`: agree on what the columns mean, and remember it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os.path import relpath
from pathlib import Path

import typer

from models.cells import DateOrder, shown
from models.errors import PackError
from models.intake.dating import date_evidence
from models.intake.fields import FIELDS, Field
from models.intake.layout import Layout
from models.intake.mapping import Guess
from models.layering import shipped
from sync.books import open_book
from sync.books.google.links import as_link
from sync.commands.common import shown as shown_book
from sync.config import FILE_NAME, BookConfig, TableConfig, save_book
from sync.errors import UsageError
from sync.packfiles import DEFAULT_PACK, is_file, pack_named
from sync.run import read_book


def run_init(
    book: Path,
    *,
    pack: str | None,
    date_order: str | None,
    yes: bool,
    config: Path | None,
    language: str | None = None,
) -> None:
    """Look at a book, ask what is unsure, write the config. Raises RostercheckError."""
    try:
        _init(book, pack=pack, date_order=date_order, yes=yes, config=config, language=language)
    except typer.Abort:
        raise UsageError(
            "Stopped before the end, so nothing was written. Run init again; with --yes it asks "
            "nothing."
        ) from None


def _init(
    book: Path,
    *,
    pack: str | None,
    date_order: str | None,
    yes: bool,
    config: Path | None,
    language: str | None = None,
) -> None:
    pack_id = pack or _ask_pack(yes=yes)
    reading = read_book(open_book(book, config=config), pack_named(pack_id))
    tables = []
    for layout in reading.layouts:
        _show(layout)
        tables.append(_table(layout, yes=yes))
    order = _order(reading.layouts, date_order, yes=yes)
    link = as_link(book)
    path = config or (Path(FILE_NAME) if link is not None else book.parent / FILE_NAME)
    entry = {
        "path": link or Path(relpath(book.resolve(), path.resolve().parent)).as_posix(),
        "pack": _from_folder(pack_id, path),
        "date_order": order,
        "language": language,
        "table": tuple(tables),
    }
    save_book(path, BookConfig.model_validate(entry))
    typer.echo(f"\nWritten to {path}. Next: rostercheck check {shown_book(book)}")


def _from_folder(pack_id: str, config: Path) -> str:
    """Give a pack as the config names it: a file by its way from the config's folder."""
    if not is_file(pack_id):
        return pack_id
    way = Path(relpath(Path(pack_id).resolve(), config.resolve().parent)).as_posix()
    return way if is_file(way) else f"./{way}"


def _ask_pack(*, yes: bool) -> str:
    """Ask which rules hold; without asking, the national base is taken, said aloud."""
    if yes:
        typer.echo(f"No rule pack was named (--pack); taken: {DEFAULT_PACK}.")
        return DEFAULT_PACK
    for pack_id in shipped():
        typer.echo(f"  {pack_id}: {pack_named(pack_id).file.summary}")
    typer.echo("  or the name of a file of your own, such as ours.toml")
    while True:
        said = typer.prompt("Which rules hold for this workbook?", default=DEFAULT_PACK)
        answer = str(said).strip()
        try:
            pack_named(answer)
        except PackError as error:
            typer.echo(f"  {error}")
        else:
            return answer


def _show(layout: Layout) -> None:
    """Show the mapping of a table: header, field, confidence, sample values."""
    typer.echo(f"\n{layout.sheet}: {layout.kind.value}, header in row {layout.header_row}")
    for guess in layout.guesses:
        field = guess.field
        if guess.sure and field is not None:
            said = f"{field.label} ({_percent(guess)})"
        elif field is not None and guess in layout.unsure:
            said = f"not sure: {field.label}? ({_percent(guess)})"
        else:
            said = "not read"
        typer.echo(f'  "{guess.column.header}" -> {said}{_samples(guess)}')


def _percent(guess: Guess) -> str:
    return f"{min(100, round(guess.score * 100))} %"


def _samples(guess: Guess) -> str:
    seen = dict.fromkeys(shown(raw) for raw in guess.column.samples)
    few = [text if len(text) <= 24 else text[:23] + "…" for text in list(seen)[:3]]
    return f"   e.g. {', '.join(few)}" if few else ""


def _table(layout: Layout, *, yes: bool) -> TableConfig:
    """Settle a table: what is sure is taken, what is unsure is asked, or left out aloud."""
    columns = {
        g.column.header: g.field.key for g in layout.guesses if g.sure and g.field is not None
    }
    for guess in layout.unsure:
        key = None if yes else _ask(layout, guess, columns)
        if key is not None:
            columns[guess.column.header] = key
        elif yes and guess.field is not None:
            typer.echo(
                f'  Left out: "{guess.column.header}" may be {guess.field.label}, but it is not '
                f'sure. Add it in {FILE_NAME}: "{guess.column.header}" = "{guess.field.key}"'
            )
    return TableConfig(sheet=layout.sheet, kind=layout.kind, columns=columns)


def _ask(layout: Layout, guess: Guess, taken: Mapping[str, str]) -> str | None:
    """Ask what a column is; the likeliest fields have numbers, any field may be named."""
    free = {f.key: f for f in FIELDS[layout.kind] if f.key not in taken.values()}
    offers = [f for f in (guess.field, guess.runner_up) if f is not None and f.key in free]
    typer.echo(f'\n  What is "{guess.column.header}"?{_samples(guess)}')
    for number, field in enumerate(offers, 1):
        typer.echo(f"    {number}: {field.label}")
    typer.echo("    0: nothing that is checked")
    while True:
        answer = str(typer.prompt("  Number, or the name of a field", default="0")).strip()
        if answer == "0":
            return None
        chosen = _chosen(answer, offers, free.values())
        if chosen is not None:
            return chosen.key
        labels = ", ".join(field.label for field in free.values())
        typer.echo(f"  There is no such field. Fields: {labels}.")


def _chosen(answer: str, offers: Sequence[Field], free: Iterable[Field]) -> Field | None:
    if answer.isdigit() and 1 <= int(answer) <= len(offers):
        return offers[int(answer) - 1]
    return next((f for f in free if answer.casefold() in {f.key, f.label.casefold()}), None)


def _order(layouts: Sequence[Layout], said: str | None, *, yes: bool) -> DateOrder | None:
    """Settle the order of day and month: as said, as the sheet shows, or as answered."""
    if said is not None:
        return DateOrder(said)
    found = date_evidence(layouts)
    if found.order is not None:
        names = {DateOrder.MDY: "month first", DateOrder.DMY: "day first"}
        typer.echo(f'\nDates: {names[found.order]}, because of "{found.example}".')
        if yes or typer.confirm("Is that so everywhere in this workbook?", default=True):
            return found.order
    if yes:
        if found.ambiguous:
            typer.echo(
                f'\nDates: not declared. "{found.ambiguous}" could be read two ways; until you '
                f'declare it (date_order = "mdy" or "dmy" in {FILE_NAME}) it is not read.'
            )
        return None
    answer = typer.prompt("Is 3/4/25 4 March (mdy) or 3 April (dmy)?", default="mdy")
    return DateOrder.DMY if str(answer).strip().casefold().startswith("d") else DateOrder.MDY
