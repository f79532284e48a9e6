"""The nightly check speaks the language of each book."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.language import in_every_language, speak
from sync.config import BookConfig
from sync.ledger.runs import RunState
from sync.marks.watch import FRESH
from sync.nightly.jobs import Job
from sync.nightly.languages import shared
from sync.nightly.night import Report
from sync.nightly.watchers import summary
from sync.undo.undo import former, undo
from tests.nightly.conftest import ANA, BEN, DAY, cells, write

IN_PLACE = 'path = "members.xlsx"\nflags = "in_place"'


def one_state(report) -> RunState:
    (looked,) = report.looked.values()
    return looked.state


def test_a_night_speaks_the_language_of_the_book(office) -> None:
    """Flags and tab are Spanish; the next night finds nothing changed."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'{IN_PLACE}\nlanguage = "es"')
    assert one_state(office.night()) is RunState.DONE
    now = cells(path)
    assert now["Members"][0][6:] == ["Estado", "Qué falta", "Próxima fecha", "Revisado al"]
    assert now["Members"][2][6] == "Falta"
    assert now["Faltantes"][0][3] in in_every_language(FRESH) - {FRESH}
    assert one_state(office.night(DAY + timedelta(days=1))) is RunState.UNCHANGED
    assert cells(path)["Faltantes"][0][2] == DAY + timedelta(days=1)


def test_a_change_of_language_is_a_change(office) -> None:
    """When the config asks for another language, the book is flagged anew; nothing else is lost."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(f'{IN_PLACE}\nlanguage = "es"')
    office.night()
    office.config(f'{IN_PLACE}\nlanguage = "en"')
    assert one_state(office.night(DAY + timedelta(days=1))) is RunState.DONE
    now = cells(path)
    assert now["Members"][0][6] == "Status"
    assert "Gaps" in now
    assert "Faltantes" not in now
    assert [row[:6] for row in now["Members"][1:]] == [[*ANA], [*BEN]]


def test_a_night_that_was_cut_short_is_told_in_either_language() -> None:
    """What was left over, settled and stopped is said; the names of workbooks stay."""
    left = [Job("/rosters/Our members.xlsx", BookConfig(path="Our members.xlsx"))]
    report = Report(DAY, 3, left_over=left, settled=[41], stopped=True)
    assert summary(report) == [
        "Night 3, as of 2026-11-22: no books.",
        "Time or calls did not suffice for: Our members.xlsx. They come first the next night.",
        "An earlier night was broken off; run 41 was looked into and settled.",
        "The night was stopped before its end.",
    ]
    with speak("es"):
        told = summary(report)
    assert told[0] == "Noche 3, al 2026-11-22: ningún libro."
    assert "Our members.xlsx" in told[1]
    assert "la pasada 41" in told[2]
    assert len(told) == 4
    assert not set(told) & set(summary(report))


def test_an_undo_of_a_run_in_another_language_brings_that_language_back(office) -> None:
    """Flagged in English, then in Spanish: undone, the English columns and tab stand again."""
    path = write(office.folder / "members.xlsx", ANA, BEN)
    office.config(IN_PLACE)
    office.night()
    before = cells(path)
    office.config(f'{IN_PLACE}\nlanguage = "es"')
    office.night()
    with speak("es"):
        _, left = undo(office.ledger, former(office.ledger, 2), DAY)
    now = cells(path)
    assert left == []
    assert "Faltantes" not in now
    assert (now["Members"], now["Gaps"]) == (before["Members"], before["Gaps"])


@pytest.mark.parametrize(
    ("languages", "found"),
    [(["es", "es"], "es"), (["en", "es"], "en"), (["es"], "es"), ([], "en")],
)
def test_what_is_about_all_books_is_in_the_language_they_share(languages, found) -> None:
    """Where they do not share one, it is English."""
    assert shared(languages) == found
