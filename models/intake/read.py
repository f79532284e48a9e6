"""The way in: sheets and the tables found on them -> Roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.cells import DateOrder
from models.collector import collector_paused
from models.intake.doubts import doubt_entries, doubt_people
from models.intake.grid import Grid
from models.intake.individuals import Individuals
from models.intake.logs import TOPIC_HOURS, LogReader
from models.intake.people import memos, read_people
from models.records import Table, TableKind
from models.roster import Person, Roster, Skipped
from models.rulepack import Pack


@collector_paused()
def read_roster(
    grids: Mapping[str, Grid], tables: Sequence[Table], pack: Pack, order: DateOrder | None
) -> Roster:
    """Read everybody and everything that the tables hold.

    grids: the sheets by name. order: the declared order of day and month; None: not declared.
    """
    by_role, day_hours = memos(pack, order), pack.settings.day_hours
    people: list[Person] = []
    skipped: list[Skipped] = []
    for table in tables:
        if table.kind is TableKind.ROSTER:
            people += read_people(grids[table.sheet], table, pack, by_role, skipped)
    roster = Roster(people, list(tables), skipped=skipped)
    everybody = Individuals(people)
    for table in tables:
        if table.kind is not TableKind.ROSTER:
            grid = grids[table.sheet]
            LogReader(grid, table, by_role, everybody, roster, day_hours=day_hours).read()
    doubt_entries(everybody.all, roster, day_hours)
    doubt_people(roster, everybody)
    everybody.settle()
    roster.topics_logged = frozenset(_topics_logged(tables, pack))
    return roster


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
