"""`rostercheck board`: issue the pack of a book, list those that were issued, make one again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from models.language import speak
from models.wording import spoken, written
from sync.board.basis import Data, digest_of_data
from sync.board.issue import Issued, Order, again, issue
from sync.books import open_book
from sync.books.google.links import as_link
from sync.books.saving import save
from sync.commands.common import Setting, judged_book, progress, setting, shown
from sync.commands.places import LEDGER_NAME, config_at, ledger_of
from sync.config import FILE_NAME, find_config, read_config
from sync.errors import (
    BoardError,
    BookError,
    BookNotFound,
    ConfigError,
    RostercheckError,
    UsageError,
)
from sync.ledger import Ledger, open_ledger
from sync.ledger.boards import PackLine, list_packs
from sync.nightly.jobs import jobs
from sync.past import Stood, as_it_stood, as_kept, last_kept


@dataclass(frozen=True, slots=True)
class BoardRequest:
    """The words of the command. data: then, now or kept; today: the present day."""

    as_of: date
    book: Path | None = None
    out: Path = Path()
    title: str = ""
    since: date | None = None
    previous: int | None = None
    new_issue: bool = False
    pack: str | None = None
    date_order: str | None = None
    config: Path | None = None
    language: str | None = None
    data: str = "then"
    today: date | None = None


def run_board(request: BoardRequest) -> None:
    """Issue the pack of a book, or of every book of the config. Raises RostercheckError."""
    _check(request)
    if request.book is not None:
        _issue(request, request.book)
        return
    failed = []
    for book in _books(request.config):
        try:
            _issue(request, book)
        except RostercheckError as error:
            failed.append(f"{shown(book)}: {error}")
    if failed:
        raise BoardError("\n".join(("No board pack could be made of:", *failed)))


def _check(request: BoardRequest) -> None:
    if request.since is not None and request.previous is not None:
        raise UsageError("Say --since or --previous: a pack is compared with one other day.")
    if request.since is not None and request.since >= request.as_of:
        raise UsageError(f"--since has to be a day before {request.as_of}.")
    if request.out.exists() and not request.out.is_dir():
        raise UsageError(f"{request.out} is no folder. --out names the folder for the documents.")


def _books(config: Path | None) -> list[Path]:
    found, path = config_at(config)
    if not found.book:
        raise ConfigError(f'{path} names no books. Add one: "rostercheck init WORKBOOK".')
    return [Path(job.location) for job in jobs(found, path)]


@contextmanager
def _ledger(book: Path | None, config: Path | None, *, must_be: bool = False) -> Iterator[Ledger]:
    """Open the ledger that the config names; without one, that beside the workbook.

    must_be: it is not made anew. Raises ConfigError where it is not there, or cannot be told.
    """
    path = config or (find_config(book) if book is not None else None)
    if path is None and Path(FILE_NAME).is_file():
        path = Path(FILE_NAME)
    if path is not None:
        with ledger_of(*config_at(path), must_be=must_be) as ledger:
            yield ledger
        return
    folder = Path() if book is None or as_link(book) else book.resolve().parent
    place = folder / LEDGER_NAME
    if must_be and not place.is_file():
        raise ConfigError(
            f"No board pack was issued here yet: there is no ledger {place}. Name the workbook "
            "beside which it is, or the config with --config."
        )
    ledger = open_ledger(place)
    try:
        yield ledger
    finally:
        ledger.close()


def _issue(request: BoardRequest, book: Path) -> None:
    how = setting(book, request.pack, request.date_order, request.config, request.language)
    location = _location(book, request.config)
    order = Order(location, request.title, request.since, request.previous, request.new_issue)
    with speak(how.language):
        with progress(book.name) as step, _data(request, book, how) as stood:
            read = open_book(stood.path, config=how.config)
            checked = judged_book(read, how, request.as_of, step)
            data = Data(digest_of_data(stood.path, checked), stood.found)
            with _ledger(book, request.config) as ledger:
                issued = issue(ledger, replace(order, data=data), checked, step)
        _hand_out(issued, request.out, shown(book))
        # A pack never changes, so she should know this before she passes it on.
        for notice in (*how.notices, *stood.notices) if issued.fresh else ():
            print(spoken(notice))


@contextmanager
def _data(request: BoardRequest, book: Path, how: Setting) -> Iterator[Stood]:
    """Lend what the pack is made of: the workbook as it is, or a copy that the ledger keeps."""
    today = request.today or request.as_of
    if request.data == "kept":
        with as_kept(book, how.kept, request.as_of) as stood:
            yield stood
        return
    then = how.kept if request.data == "then" else None
    with as_it_stood(book, then, request.as_of, today) as stood:
        _at_hand(stood.path, how.kept, request.as_of)
        yield stood


def _at_hand(book: Path, kept: str | Path | None, as_of: date) -> None:
    """Look that a workbook is there; else say which copy of it there is. Raises BookNotFound."""
    if as_link(book) is not None or book.exists():
        return
    found = last_kept(book, kept, as_of)
    if found is not None:
        raise BookNotFound(
            f"{book} is not there. The ledger keeps a copy of it as it was found on "
            f"{written(found)}; type the same again with --data kept, and the pack is made of that."
        )


def _location(book: Path, config: Path | None) -> str:
    """Give the name by which the ledger knows a book: a link as the config writes it."""
    link = as_link(book)
    if link is None:
        return str(book.resolve())
    path = config or find_config(book)
    known = jobs(read_config(path), path) if path is not None else []
    return next((job.location for job in known if as_link(job.location) == link), link)


def run_again(number: int, out: Path, book: Path | None, config: Path | None) -> None:
    """Make the documents of a pack again. Raises UsageError."""
    with _ledger(book, config, must_be=True) as ledger:
        issued = again(ledger, number)
    _hand_out(issued, out, "")


def run_list(book: Path | None, config: Path | None) -> None:
    """List the packs that were issued, the newest first."""
    with _ledger(book, config, must_be=True) as ledger, ledger.session() as session:
        lines = list_packs(session)
    if not lines:
        print('No board pack was issued yet. "rostercheck board WORKBOOK" issues one.')
    for line in lines:
        print(_line(line, lines))


def _line(line: PackLine, lines: Sequence[PackLine]) -> str:
    name = line.book.replace("\\", "/").rpartition("/")[2] or line.book
    by = next((one.number for one in lines if one.replaces == line.number), None)
    notes = [
        "in Spanish" if line.language == "es" else "",
        f"replaces {line.replaces}" if line.replaces else "",
        f"replaced by {by}" if by else "",
        "" if line.paper else "no PDF yet",
    ]
    told = ", ".join(note for note in notes if note)
    issued = line.issued.astimezone().strftime("%Y-%m-%d")
    head = f"{line.number:>5}  {name}, as of {line.as_of}, issued on {issued}"
    return f"{head} ({told})" if told else head


def _hand_out(issued: Issued, folder: Path, book: str) -> None:
    """Put the documents into a folder, and say where they are and what has to be said."""
    stem = f"board-pack-{issued.number}-{issued.as_of}"
    documents = {f"{stem}.html": issued.page}
    if issued.paper is not None:
        documents[f"{stem}.pdf"] = issued.paper
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in documents.items():
            _put(folder / name, data)
    except (OSError, BookError) as error:
        why = f"{folder}: {_reason(error)}." if isinstance(error, OSError) else str(error)
        raise BoardError(
            f"Board pack {issued.number} is issued and kept in the ledger, but its documents could "
            f"not be written. {why} Type the same command again with another folder for --out."
        ) from None
    day = written(issued.as_of)
    what = f"Board pack {issued.number} as of {day}"
    of = f" of {book}" if book else ""
    how = "was issued" if issued.fresh else "was made again as it was issued"
    instead = (
        f", in the place of pack {issued.replaces}" if issued.fresh and issued.replaces else ""
    )
    print(f"{what}{of} {how}{instead}:")
    for name in documents:
        print(f"  {folder / name}")
    for said in issued.said:
        print(said)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _put(path: Path, data: bytes) -> None:
    """Write a document; one that stands there and is something else is not touched."""
    if path.exists():
        if path.read_bytes() == data:
            return
        raise UsageError(
            f"{path} is there already, and is another document. Name another folder with --out."
        )

    def write(file: BinaryIO) -> None:
        file.write(data)

    save(path, write)
