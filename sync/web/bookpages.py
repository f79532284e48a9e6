"""The pages of one book: dashboard, gaps, people, one person, RSC providers, runs, undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import Response

from models.cells import fold_accents
from models.findings import GRAVITY, Assessment, Outcome
from models.wording import of_pack, sentence, spoken
from sync.board.content import Content
from sync.board.views import sections_of
from sync.marks.words import status_word
from sync.registry import files
from sync.registry.choices import choices
from sync.registry.words import left_out
from sync.web import past, person
from sync.web.gaps import WITHIN, Gap, Wish, codes_of, leaf, rules_of, wanted
from sync.web.library import Judged
from sync.web.visits import NoSuchPage, Visit, see

SHOWN = 500
"""So many changes of a run, or lines of an undo, are listed."""


class Somebody(NamedTuple):
    """One line of the list of people."""

    handle: str
    who: str
    category: str
    outcome: Outcome
    one: Assessment
    words: str


def books(visit: Visit) -> Response:
    """List the books; a single one is shown at once."""
    volumes = visit.desk.shelf.volumes()
    if len(volumes) == 1:
        return see("/book/1")
    return visit.page("books.html.j2")


def dashboard(visit: Visit) -> Response:
    """Show the figures, with their definitions and charts."""
    judged = visit.judged()
    made = judged.figures()
    content = Content(title=judged.volume.name, figures=made)
    return visit.page(
        "dashboard.html.j2",
        judged=judged,
        basis=_basis(judged),
        figures=made,
        sections=sections_of(content),
        notices=judged.checked.notices,
        command=f'rostercheck board "{judged.volume.location}" --out board-pack',
    )


def gaps(visit: Visit) -> Response:
    """Show the list of gaps: what is asked for, page by page."""
    judged = visit.judged()
    wish, every = Wish.of(visit.query), judged.gaps()
    found = wanted(every, wish, judged.as_of)
    return visit.page(
        "gaps.html.j2",
        judged=judged,
        basis=_basis(judged),
        wish=wish,
        leaf=leaf(found, wish.page),
        nothing=not every,
        statuses=_statuses(),
        rules=rules_of(every),
        categories=_categories(every),
        within=WITHIN,
        as_of=judged.as_of,
        word=status_word,
    )


def people(visit: Visit) -> Response:
    """Show everybody in the roster."""
    judged = visit.judged()
    wish = Wish.of(visit.query)
    every = [_somebody(judged, one) for one in judged.checked.judged.people]
    words = fold_accents(wish.text).split()
    found = [
        one
        for one in every
        if (not wish.status or one.outcome == wish.status)
        and (not wish.category or wish.category in one.category.split(" + "))
        and all(word in one.words for word in words)
    ]
    found.sort(key=lambda one: one.who.casefold())
    if wish.sort == "outcome":
        found.sort(key=lambda one: GRAVITY[one.outcome])
    if wish.down:
        found.reverse()
    return visit.page(
        "people.html.j2",
        judged=judged,
        basis=_basis(judged),
        wish=wish,
        leaf=leaf(found, wish.page),
        nothing=not every,
        statuses=[*_statuses(), *((o, status_word(o)) for o in GRAVITY if o not in _FLAGS)],
        categories=_categories(every),
        word=status_word,
    )


def one_person(visit: Visit) -> Response:
    """Show everything that holds for a person, and what the ledger tells."""
    judged = visit.judged()
    rows = judged.person(str(visit.request.path_params.get("handle", "")))
    if not rows:
        said = sentence("web.person.gone", {})
        return visit.page("error.html.j2", status=404, said=said)
    first = rows[0].person
    with judged.volume.ledger() as ledger:
        kept = ledger is not None
    return visit.page(
        "person.html.j2",
        judged=judged,
        basis=_basis(judged),
        who=first.name or first.key,
        rows=person.told(judged, rows),
        history=person.history(judged, first.key),
        kept=kept,
    )


def providers(visit: Visit) -> Response:
    """Show the RSC providers who agreed to be listed, and count the others."""
    judged = visit.judged()
    made = judged.registry()
    return visit.page(
        "providers_page.html.j2",
        judged=judged,
        left=left_out(made),
        command=f'rostercheck registry "{judged.volume.location}" --out website',
        **{**files.facts(made), "choices": choices(made)},
    )


def read_again(visit: Visit) -> Response:
    """Read the book anew, and go back to its dashboard."""
    volume = visit.book()
    visit.desk.library.forget(volume)
    return see(f"/book/{volume.number}")


def all_runs(visit: Visit) -> Response:
    """List the runs of the book."""
    lines = past.runs_of(visit.book())
    return visit.page("runs.html.j2", lines=lines or [], kept=lines is not None)


def one_run(visit: Visit) -> Response:
    """Show what a run changed."""
    run = _run(visit)
    return visit.page("run.html.j2", run=run, changes=run.changes[:SHOWN])


def _run(visit: Visit) -> past.OneRun:
    run = past.run_of(visit.book(), visit.numbered("run"))
    if run is None:
        raise NoSuchPage
    return run


def ask_undo(visit: Visit) -> Response:
    """Show what an undo would put back, before anything is."""
    way = past.way_back(visit.book(), _run(visit).line.number)
    return visit.page("undo.html.j2", way=way, shown=SHOWN, said="")


def do_undo(visit: Visit) -> Response:
    """Undo a run as it was shown; ask again where the book has changed since."""
    digest = visit.form.get("digest", "")
    volume = visit.book()
    out = past.go_back(volume, visit.numbered("run"), digest, visit.desk.today())
    if isinstance(out, past.WayBack):
        said = sentence("web.undo.changed", {})
        return visit.page("undo.html.j2", status=409, way=out, shown=SHOWN, said=said)
    visit.desk.library.forget(volume)
    return visit.page("undone.html.j2", out=out)


_FLAGS = (Outcome.GAP, Outcome.CANNOT_TELL, Outcome.OPEN)


def _statuses() -> list[tuple[Outcome, str]]:
    return [(outcome, status_word(outcome)) for outcome in _FLAGS]


def _categories(every: Sequence[Gap] | Sequence[Somebody]) -> list[str]:
    """Give the categories that somebody has, one by one."""
    return sorted({code for one in every for code in one.category.split(" + ") if code})


def _somebody(judged: Judged, one: Assessment) -> Somebody:
    who = one.person.name or one.person.key
    codes = codes_of(one.person)
    handle = judged.handle(one.person.key)
    return Somebody(handle, who, codes, one.status, one, fold_accents(who))


def _basis(judged: Judged) -> str:
    pack = judged.checked.pack
    facts = {"day": judged.as_of, "pack": spoken(of_pack(pack.name)), "version": pack.version}
    return sentence("web.as_of", facts)
