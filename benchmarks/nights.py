"""A night of the service in a process of its own; `measure.run` runs it and reads its last line.

python -m benchmarks.nights first|quiet|due FOLDER WORKBOOK

first: puts a copy of the workbook into the folder, and holds its first night. quiet: another night
on the same day, on which nobody is due. due: a night on the first day on which somebody is.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

from benchmarks.measure import Stages
from benchmarks.people import AS_OF, PACK
from models.cells import DateOrder
from sync.config import BookConfig
from sync.ledger import Ledger, open_ledger
from sync.ledger.runs import begin_night, last_known
from sync.nightly import again
from sync.nightly.clock import clock_of
from sync.nightly.jobs import Job
from sync.nightly.links import Links
from sync.nightly.one import Night, look_at
from sync.service_config import NightlyConfig


def main() -> None:
    """Hold the night that is named."""
    work, folder, path = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    book = folder / path.name
    if work == "first":
        shutil.copyfile(path, book)
    config = BookConfig(path=str(book), pack=PACK, date_order=DateOrder.MDY, flags="in_place")
    job, ledger = Job(str(book), config), open_ledger(folder / "ledger.sqlite")
    judged: list[object] = []
    _count(judged)
    stages = Stages()
    day = _day(work, job, ledger)
    links = Links(folder / "rostercheck.toml", 0, clock_of(NightlyConfig()).now)
    night = Night(ledger, _number(ledger), day, links)
    looked = stages.take("night", lambda: look_at(job, night))
    stages.tell(state=looked.state.value, judged=len(judged), people=looked.people)
    ledger.close()


def _number(ledger: Ledger) -> int:
    with ledger.session() as session:
        return begin_night(session, AS_OF)


def _day(work: str, job: Job, ledger: Ledger) -> date:
    """Give the day of the night: for `due`, the first on which somebody is."""
    if work != "due":
        return AS_OF
    with ledger.session() as session:
        known = last_known(session, job.location)
    return known.changes_on if known is not None and known.changes_on is not None else AS_OF


def _count(judged: list[object]) -> None:
    """Count who is judged again on a day on which somebody is due."""
    real = again.assess_person

    def counted(person: object, sitting: object) -> object:
        judged.append(None)
        return real(person, sitting)  # type: ignore[arg-type]

    again.assess_person = counted  # type: ignore[assignment]


if __name__ == "__main__":
    main()
