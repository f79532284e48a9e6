"""Whom somebody means by a row."""

from __future__ import annotations

from datetime import date

from models.cells import Raw
from models.meant import about_row
from sync.books.memory import MemoryBook
from sync.packfiles import pack_named
from sync.run import judge, read_book

MEMBERS: list[list[Raw]] = [
    ["Name", "Category", "Date endorsed"],
    ["Ana Ruiz", "IFS", date(2020, 5, 1)],
    ["Bo Lee", "IFA", date(2021, 5, 1)],
]
TRAINING: list[list[Raw]] = [
    ["Name", "Date", "Hours", "Title"],
    ["Bo Lee", date(2026, 3, 1), 3, "Ethics in practice"],
    ["Ana Ruiz", date(2026, 4, 1), 2, "Trauma"],
    ["Cy Novak", date(2026, 5, 1), 2, "Trauma"],
]


def test_a_row_is_about_whose_it_is() -> None:
    """The own row, and every entry in a log; of an entry of somebody unknown it is nobody."""
    pack = pack_named("wisconsin")
    book = MemoryBook({"Members": MEMBERS, "Training": TRAINING})
    people = judge(read_book(book, pack), pack, None, date(2026, 11, 22)).judged.people

    def about(sheet: str, row: int) -> list[str]:
        return [one.person.name for one in people if about_row(one.person, sheet, row)]

    assert about("Members", 2) == ["Ana Ruiz"]
    assert about("Training", 2) == ["Bo Lee"]
    assert about("Training", 3) == ["Ana Ruiz"]
    assert [about("Training", 4), about("Members", 1), about("Gaps", 2)] == [[], [], []]
