"""What packs ask and suggest, and who may give RSC: by formula as by the engine itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from addin.functions import answer
from models.assess import evidence
from models.layering import load_pack, shipped
from models.records import TableKind
from sync.cli import app
from tests.addin.core.samples import Book, book, logged

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("pack", shipped())
def test_every_need_of_every_pack_can_be_asked_for(pack: str) -> None:
    """For each category: the number in force, or a sentence, and the same in the whole rule."""
    rules = load_pack(pack)
    ends = rules.judged_cycle(TODAY).ends
    for rule in rules.requirements:
        listed = {line[0]: line for line in answer("ROSTER_RULE", [rule.id, pack], TODAY)[1:]}
        for one in rules.file.category:
            value = rule.value_for((one.scope,), ends if rule.phase == "renewal" else TODAY)
            ((got,),) = answer("ROSTER_NEED", [one.scope, rule.id, None, pack], TODAY)
            assert (one.name in listed) is (value is not None)
            if value is None:
                assert str(got).startswith(f"{rule.id} is not asked of ")
            elif rule.numeric:
                assert got == float(value.value)
            else:
                assert got == listed[one.name][1]


def test_suggestions_are_those_of_the_command() -> None:
    """The same answers give the same categories, reasons and questions as `rostercheck suggest`."""
    words = ["suggest", "--role", "home visitor", "--ages", "infant", "--gives-no-rsc",
             "--degree", "BA", "--as-of", "2026-11-22", "--format", "json"]  # fmt: skip
    said = json.loads(CliRunner().invoke(app, words).stdout)["candidates"]
    answers = [["Question", "Answer"], ["Job", "home visitor"], ["Ages", "0-3"],
               ["Gives RSC?", "no"], ["Highest degree", "BA"], ["Licence", None]]  # fmt: skip
    head, *got, closing = answer("ROSTER_SUGGEST", [answers, TODAY], TODAY)
    assert head[:2] == ["Category", "Code"]
    assert len(said) == len(got) > 3
    for one, line in zip(said, got, strict=True):
        assert line[:2] == [one["category"], ", ".join(one["codes"])]
        assert line[3:5] == [" ".join([*one["reasons"], *one["notes"]]), " ".join(one["against"])]
        for lack in (*one["missing"], *one["not_said"]):
            assert lack.rstrip(".") in line[5]
        assert line[6:] == [" ".join(one["ask"]), one["source"]]
    assert "first look" in str(closing[0])


@pytest.mark.parametrize("path", logged(), ids=lambda path: path.name)
def test_providers_are_judged_as_in_the_log(path: Path) -> None:
    """Each session of the log that a check counts, counts by formula, and none that it sets aside.

    Sessions that are set aside because they lie in another time say nothing of the provider.
    """
    sample = book(path)
    told = [one for one in _told(sample) if one[3] is not None]
    rows, _, _, _, settings, providers, *more = sample.arguments
    assert len(told) > 10
    columns = [[[one[at]] for one in told] for at in range(3)]
    got = answer("ROSTER_PROVIDER_OK", [*columns, rows, settings, providers, *more], sample.as_of)
    for (provider, receiver, day, counted), (word, why) in zip(told, got, strict=True):
        assert (word == "Counts") is counted, (provider, receiver, day, word, why)


ELSEWHERE = (
    "outside the cycle", "dated ahead", "used for the application", "before the endorsement",
    "the last", "the edge", "hours", "date cannot", "in row", "age group", "Bachelor", "Master",
)  # fmt: skip
"""Words of the reasons that are none of the provider's."""


def test_the_samples_hold_sessions_that_do_not_count_for_their_provider() -> None:
    """So that the test above is no test of sessions that all count."""
    told = [one[3] for path in logged() for one in _told(book(path))]
    assert told.count(False) > 10 < told.count(True)


def _told(sample: Book) -> list[tuple[object, object, object, bool | None]]:
    """Give provider, receiver, day of the sessions of the log, and whether a check counts them."""
    checked = sample.checked
    found = []
    for one in checked.judged.people:
        findings = [f for f in one.findings if f.rule.endswith(".rsc") and f.have is not None]
        for finding in findings[:1]:
            entries = evidence(finding, checked.roster, checked.pack, checked.judged.as_of)
            by_row = {
                entry.place.row: entry for entry in entries if entry.place.sheet == _log(sample)
            }
            for entry in one.person.rsc:
                judged = by_row.get(entry.row)
                if judged is None or entry.session is None or entry.session.mode == "peer":
                    continue
                given = entry.session.named or (
                    entry.session.provider and entry.session.provider.name
                )
                away = any(word in str(judged.why) for word in ELSEWHERE)
                counted = None if away and not judged.counted else judged.counted
                found.append((given, one.person.key, entry.day, counted))
    return found


def _log(sample: Book) -> str:
    layouts = sample.checked.reading.layouts
    return next(one.sheet for one in layouts if one.kind is TableKind.RSC)
