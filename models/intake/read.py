"""The way in: sheets and the tables found on them -> Roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.cells import DateOrder
from models.collector import without_collector
from models.grants import Grant, granted_rows
from models.intake.applications import (
    EducationReader,
    ExamReader,
    MembershipReader,
    ReferenceReader,
    WorkReader,
)
from models.intake.doubts import doubt_entries, doubt_groups, doubt_people
from models.intake.fields import Role
from models.intake.grid import Grid
from models.intake.individuals import Individuals
from models.intake.logs import TOPIC_HOURS, TrainingReader
from models.intake.losttimes import without_lost_times
from models.intake.people import Memos, memos, read_degrees, read_people
from models.intake.providertab import ProviderReader
from models.intake.sessions import SessionReader
from models.intake.tab import Book, TabReader
from models.intake.values import Days, Reach
from models.intake.waivertab import WaiverReader
from models.providers import Register
from models.records import Table, TableKind
from models.roster import Listed, Roster, Skipped
from models.rulepack import Pack

READERS: Mapping[TableKind, type[TabReader]] = {
    TableKind.PROVIDERS: ProviderReader,  # first: other tabs name the people who stand there
    TableKind.TRAINING: TrainingReader,
    TableKind.RSC: SessionReader,
    TableKind.MEMBERSHIPS: MembershipReader,
    TableKind.REFERENCES: ReferenceReader,
    TableKind.WORK: WorkReader,
    TableKind.EXAM: ExamReader,
    TableKind.EDUCATION: EducationReader,
    TableKind.WAIVERS: WaiverReader,
}


@without_collector
def read_roster(
    grids: Mapping[str, Grid],
    tables: Sequence[Table],
    pack: Pack,
    order: DateOrder | None,
    grants: Sequence[Grant] = (),
    *,
    wholes: Mapping[str, Grid] | None = None,
) -> Roster:
    """Read everybody and everything that the tables hold.

    grids: the sheets by name. order: the declared order of day and month; None: not declared.
    grants: what was granted and noted outside the book. wholes: of sheets that are read in part,
    the whole.
    """
    sheets = _Sheets(grids, {**grids, **(wholes or {})}, tables, pack, order, memos(pack, order))
    roster, everybody = _people(sheets)
    if any(table.kind is not TableKind.ROSTER for table in tables):
        book = _book(sheets, roster, everybody)
        # Hardly any book has times that lost their format: a log is trusted to have none, which
        # reading notices. Where it has, what was read is of no use.
        if not _read_tabs(sheets, book, trusting=not wholes):
            roster.let_go()
            roster, everybody = _people(sheets)
            book = _book(sheets, roster, everybody)
            _read_tabs(sheets, book, trusting=False)
        roster.last_logged = book.days.reach.latest
        doubt_entries(everybody.all, roster, pack.settings.day_hours, book.days.reach)
        doubt_groups(everybody.all, roster, book.groups)
    doubt_people(roster, everybody)
    roster.waivers += granted_rows(grants, everybody.all, pack)
    roster.topics_logged = frozenset(_topics_logged(tables, pack))
    return roster


class _Sheets(NamedTuple):
    """What is read, and by which parsers; wholes: all rows of sheets of which some are read."""

    grids: Mapping[str, Grid]
    wholes: Mapping[str, Grid]
    tables: Sequence[Table]
    pack: Pack
    order: DateOrder | None
    parsers: Memos


def _people(sheets: _Sheets) -> tuple[Roster, Individuals]:
    """Read the tables of people, and tell these apart."""
    grids, wholes, tables, pack, _, by_role = sheets
    listed: list[Listed] = []
    skipped: list[Skipped] = []
    for table in tables:
        if table.kind is TableKind.ROSTER:
            parsers = without_lost_times(by_role, wholes[table.sheet], table)
            listed.append(read_people(grids[table.sheet], table, pack, parsers, skipped))
    people = [person for one in listed for person in one.people]
    roster = Roster(people, list(tables), skipped=skipped, last_logged=None, listed=listed)
    everybody = Individuals(listed)
    roster.register = Register(everybody)
    read_degrees(listed)
    return roster, everybody


def _book(sheets: _Sheets, roster: Roster, everybody: Individuals) -> Book:
    """Give what the readers of the other tabs share."""
    days = Days(sheets.parsers[Role.DATE], sheets.order, Reach())
    register = roster.register or Register(everybody)
    return Book(sheets.pack, sheets.parsers, everybody, register, roster, days, {})


def _read_tabs(sheets: _Sheets, book: Book, *, trusting: bool) -> bool:
    """Read the tabs beside the roster; those that others refer to go first.

    trusting: no log is looked through for times that lost their format before it is read, if
    reading notices them. Gives False, and ends, where it has.
    """
    others = [table for table in sheets.tables if table.kind is not TableKind.ROSTER]
    for table in sorted(others, key=lambda table: table.kind is not TableKind.PROVIDERS):
        grid, reader = sheets.grids[table.sheet], READERS[table.kind]
        tab = reader(grid, table, book)
        trusted = trusting and tab.sees_all_hours
        if not trusted:
            parsers = without_lost_times(book.memos, sheets.wholes[table.sheet], table)
            if parsers is not book.memos:
                tab = reader(grid, table, book._replace(memos=parsers))
        tab.read()
        if trusted and tab.lost_times:
            return False
    return True


def _topics_logged(tables: Sequence[Table], pack: Pack) -> list[str]:
    """Give the topics that the training logs can tell, by a topic column or by hours."""
    topics: list[str] = []
    for table in tables:
        if table.kind is not TableKind.TRAINING:
            continue
        if "topic" in table.columns:
            topics += [topic.code for topic in pack.file.topic]
        topics += [topic for key, topic in TOPIC_HOURS.items() if key in table.columns]
    return topics
