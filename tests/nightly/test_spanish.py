"""The nightly check speaks the language of each book."""

from __future__ import annotations

from datetime import timedelta

from models.language import in_every_language
from sync.ledger.runs import RunState
from sync.marks.watch import FRESH
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
