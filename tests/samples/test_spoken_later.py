"""What was judged in one language can be said in another: it is the same as if judged in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.assess import evidence
from models.cells import DateOrder
from models.language import speak
from models.layering import load_pack
from models.wording import spoken
from sync.books import open_book
from sync.run import Checked, judge, read_book

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"


def judged(name: str, pack: str, as_of: date) -> Checked:
    rules = load_pack(pack)
    return judge(read_book(open_book(SAMPLES / name), rules), rules, DateOrder.MDY, as_of)


def everything(checked: Checked) -> list[str]:
    """Give every text that somebody may read of a book that was judged."""
    said = list(checked.notices)
    found = [f for one in checked.judged.people for f in one.findings]
    for finding in [*found, *checked.judged.others]:
        said += [finding.message, finding.brief, finding.next_step, str(finding.citation)]
        entries = evidence(finding, checked.roster, checked.pack, checked.judged.as_of)
        said += [text for e in entries for text in (spoken(e.what), spoken(e.why))]
    return said


@pytest.mark.parametrize(
    ("name", "pack", "as_of"),
    [
        ("wisconsin-full.xlsx", "wisconsin", date(2027, 1, 10)),
        ("applicants.xlsx", "virginia", date(2026, 6, 22)),
        ("three-year-cycle.xlsx", "michigan", date(2027, 3, 1)),
        ("small-totals.xlsx", "national", date(2026, 11, 22)),
    ],
)
def test_said_later_is_said_at_once(name: str, pack: str, as_of: date) -> None:
    """No text is fixed in a language when a book is judged; each is made when it is read."""
    in_english = judged(name, pack, as_of)
    english = everything(in_english)
    with speak("es"):
        in_spanish = judged(name, pack, as_of)
        spanish = everything(in_spanish)
        assert everything(in_english) == spanish
    assert everything(in_spanish) == english
    assert spanish != english
