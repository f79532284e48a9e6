"""The rows of a Waivers tab -> what an association granted, to whom, of which requirements."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from models.cells import Parsed, Raw, fold_accents, wrong
from models.intake.rows import RowKind
from models.intake.tab import People, TabReader, rows_of
from models.records import WaiverRow
from models.roster import Person
from models.rulepack import Pack
from models.wording import worded

EVERYONE = frozenset(
    ("everyone", "everybody", "all", "all members", "all endorsees", "all endorsed", "all people",
     "whole roster", "entire roster", "todos", "todas", "all applicants and endorsees")
)  # fmt: skip
ALL_RULES = frozenset(
    ("all", "everything", "all requirements", "all rules", "any", "whole renewal", "full renewal",
     "todo", "todos")
)  # fmt: skip
_ALL = re.compile(r"^(?:all(?: the)?|every|todos los|todas las)\s+|\s*\(all\)$", re.IGNORECASE)
_COHORT = re.compile(
    r"^(?:(?:all|everyone)(?: of)? )?(?:the )?cohorte?\b\s*|\s*\bcohorte?$", re.IGNORECASE
)
_THE = re.compile(r"^(?:the|la)\s+", re.IGNORECASE)
_PIECES = re.compile(r"\s*(?:[,;+&\n]|\band\b|\by\b)\s*", re.IGNORECASE)
_READ = ("waiver_kind", "waiver_from", "waiver_until", "waiver_hours")
WHO = ("person_id", "email", "who")


class WaiverReader(TabReader):
    """Reads a tab of waivers. A row that cannot be applied as it stands says why, and is kept."""

    def read(self) -> None:
        """Read every row of the tab."""
        rules = _rule_words(self._book.pack)
        for number, row in self._numbered():
            cells = self._whole(number, row)
            if self._rows.kind(number) is RowKind.PERSON:
                self._book.roster.waivers.append(self._waiver(number, cells, rules))

    def _entry(self, number: int, cells: Sequence[Raw], people: People) -> None:
        """Nothing: a waiver is read as a whole."""

    def _waiver(
        self, number: int, cells: Sequence[Raw], rules: Mapping[str, tuple[str, ...]]
    ) -> WaiverRow:
        said = {key: self._cell(cells, key) for key in _READ}
        what = _rules(self._raw(cells, "what"), self._text(cells, "what"), rules)
        who = next(filter(None, (self._text(cells, key) for key in reversed(WHO))), "")
        row = self._meant(WaiverRow(self._table, number, who), cells)
        problems = [self._problem(key, cell) for key, cell in said.items()]
        problems += [self._problem("what", what), row.problem]
        kind, start, end, hours = (said[key].value for key in _READ)
        return row._replace(
            rules=what.value or (),
            kind=kind or "",
            reason=self._text(cells, "reason"),
            approver=self._text(cells, "approver"),
            start=start,
            end=end,
            hours=hours,
            problem=next(filter(None, problems), None),
        )

    def _meant(self, row: WaiverRow, cells: Sequence[Raw]) -> WaiverRow:
        """Say whom a row is for: one person, a cohort, a category, or everyone."""
        for key, field in (("person_id", "person_id"), ("email", "email"), ("who", "name")):
            text = self._text(cells, key)
            people = self._everybody.find(field, text) if text else ()
            if len(people) == 1:
                return row._replace(people=people)
            if people:
                why = wrong("cell.waiver.who", text, rows=rows_of(people))
                return row._replace(people=(), problem=why)
        return self._group(row, self._text(cells, "who"))

    def _group(self, row: WaiverRow, text: str) -> WaiverRow:
        """Read a cohort, a category, or everyone."""
        everybody = (person for one in self._everybody.all for person in one.rows)
        group = group_of(text, self._book.pack, cohorts_of(everybody))
        if group is not None:
            return group.meant_by(row)
        why = wrong("cell.waiver.nobody", row.who)
        if not row.who:
            why = worded("cell.waiver.unnamed")
        return row._replace(people=(), problem=why)


class Group(NamedTuple):
    """Whom a grant for more than one person is for; see `WaiverRow`."""

    everyone: bool = False
    scopes: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    cohort: str = ""

    def meant_by(self, row: WaiverRow) -> WaiverRow:
        """Let a grant be for this group."""
        return row._replace(
            everyone=self.everyone, scopes=self.scopes, codes=self.codes, cohort=self.cohort
        )


def cohorts_of(people: Iterable[Person]) -> frozenset[str]:
    """Give the cohorts that the roster names, folded."""
    return frozenset(
        fold_accents(str(cell.value)) for person in people if (cell := person.cell("cohort")).value
    )


def group_of(text: str, pack: Pack, cohorts: Collection[str] = ()) -> Group | None:
    """Read a cohort, a category, or everyone; None: none of these.

    cohorts: those that the roster names. "Cohort 2" is one, and "2" a category where it is both.
    """
    if fold_accents(text) in EVERYONE:
        return Group(everyone=True)
    bare = _THE.sub("", _COHORT.sub("", text.strip())).strip()
    said = [name for name in map(fold_accents, (text, bare)) if name in cohorts]
    if said and bare != text.strip():
        return Group(cohort=said[0])
    return _category(text, pack) or (Group(cohort=said[0]) if said else None)


def _category(text: str, pack: Pack) -> Group | None:
    """Read a category, of one age band or of both."""
    for words in dict.fromkeys((text, _ALL.sub("", text), _ALL.sub("", text).removesuffix("s"))):
        found = pack.categories.parse(words).value or ()
        if found:
            codes = frozenset(c.code for c in found if c.band is not None)
            whole = any(c.band is None for c in found)
            return Group(
                scopes=frozenset(c.scope for c in found), codes=frozenset() if whole else codes
            )
    return None


def rules_meant(text: str, pack: Pack) -> Parsed[tuple[str, ...]]:
    """Read which requirements are meant; none named means all of them."""
    return _rules(text, text, _rule_words(pack))


def _rule_words(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Give the requirements that a word may mean: its id, with or without its phase, its titles."""
    words: dict[str, tuple[str, ...]] = {}
    for text, rule in _words(pack):
        key = fold_accents(text)
        words[key] = tuple(dict.fromkeys((*words.get(key, ()), rule)))
    return words


def _words(pack: Pack) -> Iterator[tuple[str, str]]:
    for rule in pack.requirements:
        short = rule.id.partition(".")[2]
        texts = {rule.id, short, rule.title, rule.short_title, rule.phase} - {""}
        for text in texts:
            yield from ((one, rule.id) for one in (text, f"{text} hours"))
        if getattr(rule, "log", None):
            yield from ((text, rule.id) for text in ("hours", "all hours"))


def _rules(raw: Raw, text: str, words: Mapping[str, tuple[str, ...]]) -> Parsed[tuple[str, ...]]:
    """Read which requirements are meant; none named means all of them."""
    if not text or fold_accents(text) in ALL_RULES:
        return Parsed(())
    whole = words.get(fold_accents(text))
    if whole is not None:
        return Parsed(whole)
    pieces: list[Any] = [words.get(fold_accents(piece)) for piece in _PIECES.split(text) if piece]
    if pieces and all(pieces):
        return Parsed(tuple(dict.fromkeys(rule for piece in pieces for rule in piece)))
    return Parsed(None, wrong("cell.waiver.what", raw))
