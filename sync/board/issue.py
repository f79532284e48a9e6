"""Issuing a pack: count, hide, write, keep; and giving one out again as it was issued."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.figures import Grade, figures
from models.figures.build import Cover, Place
from models.figures.kinds import Counted, Seen
from models.figures.shape import Figures
from models.language import language
from models.wording import sentence, written
from sync.board.basis import Basis, Data, basis_of
from sync.board.between import Hidden, between, further
from sync.board.content import FORM, Content
from sync.board.headline import findings, what_is_missing
from sync.board.keeping import BESIDES, counted
from sync.board.nobody import check_names
from sync.board.numbers import EVERYBODY, numbers_of
from sync.board.page import page_of
from sync.board.paper import NoPrinter, paper_of
from sync.board.past import Past, Then
from sync.board.since import Since, nothing, since
from sync.board.trends import TRENDED, trends
from sync.errors import BoardError
from sync.fingerprints import digest_of_text
from sync.ledger import Ledger
from sync.ledger.boards import (
    NewPack,
    StoredPack,
    add_pack,
    add_paper,
    digest_of,
    first_seen,
    issued_packs,
    kept_numbers,
    next_number,
    pack_numbered,
)
from sync.run import Checked, Step, silent


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. title: whose pack; since, previous: the day or the pack to compare with.

    new_issue: a correction, if another pack was issued for the day already. data: what the book
    was read from.
    """

    location: str
    title: str = ""
    since: date | None = None
    previous: int | None = None
    new_issue: bool = False
    data: Data | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A pack as it was issued. fresh: just now. said: what a coordinator should know of it."""

    number: int
    as_of: date
    page: bytes
    paper: bytes | None
    fresh: bool
    replaces: int | None = None
    said: tuple[str, ...] = ()


@dataclass
class _Draft:
    """A pack in the making."""

    order: Order
    checked: Checked
    past: Past
    seen: Seen | None
    basis: Basis | None = None
    hidden: Hidden = field(default_factory=Hidden)

    @property
    def as_of(self) -> date:
        return self.checked.judged.as_of

    @cached_property
    def book(self) -> Counted:
        """The book as it is counted, so that it is gone through once."""
        return Counted(self.checked.roster, self.checked.judged, self.checked.pack, None)


def issue(ledger: Ledger, order: Order, checked: Checked, step: Step = silent) -> Issued:
    """Issue the pack of a book for the day on which it was judged, in the language spoken.

    One that was issued for the day is given again as it is; with `order.new_issue` and other
    figures, a new one replaces it. Raises BoardError or LedgerError.
    """
    with ledger.session() as session:
        past = Past.of(issued_packs(session, order.location), kept_numbers(session, order.location))
        seen = first_seen(session, order.location) or None
        number = next_number(session)
        day = checked.judged.as_of
        basis = basis_of(session, order.location, day, order.data) if order.data else None
    draft = _Draft(order, checked, past, seen, basis)
    inputs = _inputs(draft)
    stands = _standing(past.packs, draft.as_of)
    if stands is not None:
        why = _why_otherwise(stands, inputs, past.contents[stands.number], order)
        if not (order.new_issue and why):
            return _again(ledger, stands, why or ("board.unchanged" if order.new_issue else ""))
    step("counting")
    content = _content(draft, number, stands)
    step("writing")
    return _issued(ledger, draft, content, inputs)


def again(ledger: Ledger, number: int) -> Issued:
    """Give a pack by its number, byte for byte as it was issued. Raises UsageError."""
    with ledger.session() as session:
        stored = pack_numbered(session, number)
    return _again(ledger, stored)


def _standing(packs: Sequence[StoredPack], as_of: date) -> StoredPack | None:
    """Give the pack that was issued last for a day in this language."""
    mine = [one for one in packs if one.as_of == as_of and one.language == language()]
    return mine[-1] if mine else None


def _inputs(draft: _Draft) -> str:
    """Give a digest of the numbers of a day: if it is the same, so is the pack.

    Words are left out, for a later program may have others; so is since when things stand, or a
    night in between would seem to change the workbook.
    """
    numbers, pack = numbers_of(counted(draft.checked, draft.book)), draft.checked.pack
    told = {key: dict(table.lines) for key, table in numbers.tables.items()}
    return digest_of_text(json.dumps(told, sort_keys=True), pack.id, pack.version)


def _why_otherwise(stands: StoredPack, inputs: str, content: Content, order: Order) -> str:
    """Say why a pack would come out otherwise now than when it was issued; "": it would not."""
    # An earlier version of the program put tables together otherwise: that is no other workbook.
    changed = stands.inputs != inputs if content.form == FORM else order.new_issue
    if changed:
        return "board.changed"
    asked = (order.title, order.since, order.previous)
    was = (content.title, content.since, content.previous)
    return "board.otherwise" if any(a and a != b for a, b in zip(asked, was, strict=True)) else ""


def _content(draft: _Draft, number: int, stands: StoredPack | None) -> Content:
    """Put everything together that the pack shows."""
    past, checked = draft.past, draft.checked

    first: list[Hidden] = []
    # Packs of an earlier version do not say how their numbers are related: then all is kept back.
    related = all(one.kin.sums for one in past.shown)

    def also_hidden(found: Figures) -> Iterator[Place]:
        numbers = numbers_of(found)
        if first:
            cells = further(numbers, past.shown)
        else:
            first.append(between(numbers, past.shown))
            draft.hidden, cells = first[0], set(first[0].cells)
        draft.hidden.cells |= cells
        for cell in sorted(cells):
            if cell.table != EVERYBODY:
                place = (cell.table.partition(".")[2], cell.line, cell.column)
                yield Cover(*place) if related and cell not in draft.hidden.near else place

    shown = figures(
        checked.roster, checked.judged, checked.pack, grade=Grade.BOARD, seen=draft.seen,
        besides=BESIDES, also_hidden=also_hidden, book=draft.book,
    )  # fmt: skip
    now = Then(numbers_of(shown).without((), draft.hidden.near))
    past.reveal(now.numbers)
    points = past.points(draft.as_of, TRENDED)
    course, near = trends(shown, now, points)
    changed = _since(draft, shown, now)
    extra = [one for one in (course, changed.section) if one.tables]
    headline = (*findings(shown, draft.hidden), *changed.headline)
    headline += tuple(what_is_missing(draft.hidden, headline))
    told = shown.model_copy(update={"sections": (*shown.sections, *extra), "headline": headline})
    return Content(
        form=FORM,
        number=number,
        replaces=stands.number if stands is not None else None,
        title=draft.order.title or shown.pack_title.partition(" (")[0],
        figures=told,
        near={**now.numbers.near, **near, **changed.near},
        said=changed.said,
        since=draft.order.since,
        previous=draft.order.previous,
        basis=draft.basis,
        revealed=tuple(past.revealed),
    )


def _since(draft: _Draft, shown: Figures, now: Then) -> Since:
    """Compare with the day or the pack that is asked for, else with the last pack."""
    order, past = draft.order, draft.past
    if order.previous is not None:
        if order.previous not in past.contents:
            raise BoardError(
                f"Pack {order.previous} is no pack of this workbook. "
                '"rostercheck board list" names those that there are.'
            )
        then: Then | None = past.pack_of(order.previous)
    elif order.since is not None:
        then = past.last_until(order.since)
    else:
        then = past.last_pack(draft.as_of)
    if then is None:
        words = "board.since.first" if order.since is None else "board.since.none"
        return nothing(sentence(words, {"day": order.since}))
    return since(shown, now, then, _rules(draft, then))


def _rules(draft: _Draft, then: Then) -> tuple[str, str] | None:
    """Give the rules of both days, where they are known and not the same."""
    if then.pack is None:
        return None
    before = draft.past.contents[then.pack].figures
    pack = draft.checked.pack
    if (before.pack, before.pack_version) == (pack.id, pack.version):
        return None
    return f"{before.pack} {before.pack_version}", f"{pack.id} {pack.version}"


def _issued(ledger: Ledger, draft: _Draft, content: Content, inputs: str) -> Issued:
    """Make the documents, look once more that nobody is named, and keep them for good."""
    page = page_of(content)
    check_names(page.decode(), draft.checked)
    paper, said = _printed(page)
    figures_ = content.figures
    new = NewPack(
        draft.order.location, draft.as_of, figures_.language, content.replaces, content.form,
        figures_.pack, figures_.pack_version, inputs, content.packed(), page, paper,
    )  # fmt: skip
    with ledger.session() as session:
        add_pack(session, content.number, new)
    return Issued(content.number, draft.as_of, page, paper, True, content.replaces, said)


def _printed(page: bytes) -> tuple[bytes | None, tuple[str, ...]]:
    try:
        return paper_of(page, digest_of(page)), ()
    except NoPrinter:
        return None, (sentence("board.no_pdf", {}),)


def _again(ledger: Ledger, stored: StoredPack, why: str = "") -> Issued:
    """Give a pack as it stands; print it where that could not be done when it was issued.

    why: what is to be said of it.
    """
    said: tuple[str, ...] = ()
    paper = stored.paper
    if paper is None:
        paper, said = _printed(stored.page)
        if paper is not None:
            with ledger.session() as session:
                add_paper(session, stored.number, paper)
    if why:
        facts = {"number": stored.number, "day": written(stored.as_of)}
        said = (sentence(why, facts), *said)
    return Issued(stored.number, stored.as_of, stored.page, paper, False, stored.replaces, said)
