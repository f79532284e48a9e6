"""The way in: sheets and the tables found on them -> Roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from models.intake.people import memos, read_degrees, read_people
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
    by_role = memos(pack, order)
    wholes = {**grids, **(wholes or {})}
    listed: list[Listed] = []
    skipped: list[Skipped] = []
    for table in tables:
        if table.kind is TableKind.ROSTER:
            parsers = without_lost_times(by_role, wholes[table.sheet], table)
            listed.append(read_people(grids[table.sheet], table, pack, parsers, skipped))
    people = [person for one in listed for person in one.people]
    roster = Roster(people, list(tables), skipped=skipped, last_logged=None, listed=listed)
    everybody = Individuals(listed)
    register = roster.register = Register(everybody)
    read_degrees(listed)
    others = [table for table in tables if table.kind is not TableKind.ROSTER]
    if others:
        reach = Reach()
        days = Days(by_role[Role.DATE], order, reach)
        book = Book(pack, by_role, everybody, register, roster, days, {})
        _read_tabs(grids, wholes, others, book)
        roster.last_logged = reach.latest
        doubt_entries(everybody.all, roster, pack.settings.day_hours, reach)
        doubt_groups(everybody.all, roster, book.groups)
    doubt_people(roster, everybody)
    roster.waivers += granted_rows(grants, everybody.all, pack)
    roster.topics_logged = frozenset(_topics_logged(tables, pack))
    return roster


def _read_tabs(
    grids: Mapping[str, Grid], wholes: Mapping[str, Grid], tables: Sequence[Table], book: Book
) -> None:
    """Read the tabs beside the roster; those that others refer to go first."""
    for table in sorted(tables, key=lambda table: table.kind is not TableKind.PROVIDERS):
        parsers = without_lost_times(book.memos, wholes[table.sheet], table)
        READERS[table.kind](grids[table.sheet], table, book._replace(memos=parsers)).read()


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
