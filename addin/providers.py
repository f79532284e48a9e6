"""ROSTER_PROVIDER_OK: whether RSC from somebody counts for somebody, by the rules of the day.

Each question is put as a line of an RSC log, and read and weighed as such a line is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from addin.blocks import Cells, shape
from addin.errors import AddinError
from addin.judged import read_book, tables
from addin.registry import Answers
from addin.settings import Settings
from addin.single import column_of
from models.cells import Raw
from models.findings import Finding, Outcome
from models.flags import status_word
from models.intake.grid import Grid
from models.providerpack import providers_untold, rules_of
from models.records import LogEntry, Table, TableKind
from models.requirements.received import Received
from models.roster import Person, Roster
from models.rulepack import Pack
from models.standing import Sitting, case_of, standing_of
from models.verdicts import COUNTS, OUT, Verdict
from models.wording import sentence

ASKED = "Asked"
FIELDS = ("name", "date", "hours", "provider")
_Line = tuple[Raw, Raw, Raw]


def provider_ok(
    provider: Cells | None,
    receiver: Cells | None,
    day: Cells | None,
    rows: Cells,
    settings: Settings,
    *tabs: Cells | None,
    today: date,
) -> Answers:
    """Say of each session whether it counts for what it was, and why."""
    lines = _lines(provider, receiver, day)
    providers, *more = tabs
    given = tables(rows, None, None, providers, *more)
    book = read_book(given, settings, {ASKED: _log(lines)})
    weighing = _Weighing(book.roster, settings.pack, today)
    return shape(weighing.answer(at, line) for at, line in enumerate(lines, 2))


def _lines(*columns: Cells | None) -> list[_Line]:
    """Put the columns side by side; one cell stands for all lines. Raises AddinError."""
    names = ("provider", "receiver", "day")
    cells = [list(column_of(block, name)) for block, name in zip(columns, names, strict=True)]
    most = max(map(len, cells))
    whole = [one * most if len(one) == 1 else [*one, *[None] * (most - len(one))] for one in cells]
    return [(given, received, day or None) for given, received, day in zip(*whole, strict=True)]


def _log(lines: Sequence[_Line]) -> tuple[Grid, Table]:
    """Make a log of the sessions that are asked about."""
    # Hours do not matter here: with none, no day can hold too many of them.
    rows = [[received, day, 0, given] for given, received, day in lines]
    columns = {key: at for at, key in enumerate(FIELDS, 1)}
    headers = {"name": "receiver", "date": "day", "provider": "provider"}
    table = Table(TableKind.RSC, ASKED, 1, columns, headers)
    return Grid(ASKED, [FIELDS, *rows]), table


class _Weighing:
    """Weighs the sessions that are asked about."""

    def __init__(self, roster: Roster, pack: Pack, today: date) -> None:
        self._roster, self._pack = roster, pack
        self._sitting = Sitting(roster, pack, today)
        self._untold = rules_of(pack) is None or providers_untold(roster, pack) is not None
        self._entries: dict[int, list[tuple[Person, LogEntry]]] = {}
        for person in roster.people:
            for entry in person.rsc:
                if entry.table.sheet == ASKED:
                    self._entries.setdefault(entry.row, []).append((person, entry))
        self._problems = {
            finding.place.row: _said(finding)
            for finding in reversed(_all_findings(roster))
            if finding.place is not None and finding.place.sheet == ASKED
        }

    def answer(self, row: int, line: _Line) -> Sequence[object]:
        """Say whether a session counts, and why."""
        given, received, day = line
        if not (given or received or day):
            return "", ""
        found = self._entries.get(row, ())
        if row in self._problems or not found:
            return self._unclear(self._problems.get(row) or sentence("formula.provider.unread", {}))
        judged = [(person, entry) for person, entry in found if _asked_of(person)]
        if not judged:
            person = found[0][0]
            facts = {"name": person.name or person.key}
            return self._unclear(sentence("formula.provider.no_category", facts))
        if self._untold:
            return self._unclear(sentence("formula.provider.untold", {}))
        return self._best([(person, self._weighed(person, entry)) for person, entry in judged])

    def _unclear(self, why: str) -> Sequence[object]:
        return status_word(Outcome.CANNOT_TELL), why

    def _weighed(self, person: Person, entry: LogEntry) -> Verdict:
        case = case_of(person, self._sitting, standing_of(person))
        return _rule(self._pack, case.phase).verdict_on(entry, case)

    def _best(self, found: Sequence[tuple[Person, Verdict]]) -> Sequence[object]:
        """Say what speaks most for a session; of several credentials, for which it does."""
        best = min((verdict for _, verdict in found), key=lambda verdict: verdict.ruling)
        why = str(best)
        if len({verdict.ruling for _, verdict in found}) > 1:
            why = "; ".join(f"{_codes(person)}: {verdict}" for person, verdict in found)
        if best.ruling not in {COUNTS, OUT}:
            return self._unclear(why)
        word = "formula.provider.counts" if best.ruling == COUNTS else "formula.provider.out"
        return sentence(word, {}), why


def _asked_of(person: Person) -> bool:
    """Whether anything is asked of a person, as far as category and status say."""
    return standing_of(person).phase not in {"none", "unknown"} and bool(person.categories)


def _codes(person: Person) -> str:
    return " + ".join(category.code for category in person.categories)


def _said(finding: Finding) -> str:
    """Say what is wrong with a line, in the words of a formula."""
    if finding.rule == "log.unknown_person":
        who = str(finding.facts["who"]).strip('"')
        return sentence("formula.provider.no_receiver", {"who": who})
    return finding.message


def _all_findings(roster: Roster) -> list[Finding]:
    mine = (one for found in roster.by_person.values() for one in found)
    return [*roster.findings, *mine]


def _rule(pack: Pack, phase: str) -> Received:
    """Give the rule about RSC received of a phase, else of any. Raises AddinError."""
    rules = [rule for rule in pack.requirements if isinstance(rule, Received)]
    asked = [rule for rule in rules if rule.provider == "check"]
    mine = [rule for rule in asked if rule.phase == phase]
    if not asked:
        raise AddinError(sentence("formula.provider.no_rules", {"pack": pack.name}))
    return (mine or asked)[0]
