"""What is ours is told from what is hers, whatever somebody did to the sheet in between."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.flags import LONGEST_LINE, in_one_line
from models.wording import BRIEF, brief
from sync.books.base import Area, BookSnapshot, CellRef, SheetSnapshot
from sync.books.memory import MemoryBook
from sync.marks import owned
from sync.marks.looks import word_of
from sync.marks.notes import with_block
from sync.marks.owned import is_ours
from sync.marks.wanted import _beside_drawings
from sync.marks.words import GAPS_TITLE, HEADERS, MISSING
from tests.marks.test_hers_stays_hers import DAYS, HEAD, check, clear, state
from tests.models.test_wording import FACTS

ROW = ["W-1", "Ana Ruiz", "IFS", date(2020, 5, 1), date(2026, 6, 30), 15]


def marked() -> MemoryBook:
    book = MemoryBook({"Members": [list(HEAD), list(ROW)]})
    check(book, DAYS[1])
    return book


def snapshot(*rows: list, notes: dict | None = None) -> BookSnapshot:
    gaps = SheetSnapshot("Gaps", [[GAPS_TITLE]])
    return BookSnapshot("book", [SheetSnapshot("Members", rows, notes=notes or {}), gaps])


def test_what_remains_of_our_columns_is_ours_still() -> None:
    """Somebody deleted one of our columns: the other three are known, and taken off."""
    head = ["Name", "Status", "Next due", "Checked as of"]
    note = {(1, 2): with_block("", ["ours"])}
    row = ["Ana", "Gap", date(2026, 12, 31), date(2027, 1, 10)]
    found = owned(snapshot(head, row, notes=note)).remains["Members"]
    assert found == {"Status": 2, "Next due": 3, "Checked as of": 4}


def test_her_columns_of_our_names_are_never_ours() -> None:
    """Her own Status and Next due, left of ours or without ours, are not taken for ours."""
    head = ["Status", "Next due", "Status (Rostercheck)", "What is missing", "Checked as of"]
    row = ["Open", date(2026, 1, 1), "Gap", "• x", date(2027, 1, 10)]
    assert owned(snapshot(head, row)).remains["Members"] == {
        "Status": 3, "What is missing": 4, "Checked as of": 5,
    }  # fmt: skip
    assert not owned(snapshot(["Status", "Next due"], ["Open", date(2026, 1, 1)])).remains
    unmarked = BookSnapshot("book", [SheetSnapshot("S", [["Status", "What is missing"], ["Open"]])])
    assert not owned(unmarked).anything


def test_our_columns_may_be_parted_by_one_of_hers() -> None:
    """A column that she put between ours is hers; ours stay where they are."""
    head = ["Name", "Status", "What is missing", "Phone", "Next due", "Checked as of"]
    row = ["Ana", "Gap", "• x", "555", date(2026, 12, 31), date(2027, 1, 10)]
    ours = owned(snapshot(head, row, notes={(1, 2): with_block("", ["ours"])}))
    assert list(ours.columns["Members"].values()) == [2, 3, 5, 6]


def test_a_deleted_column_of_ours_comes_back_beside_hers() -> None:
    """After the next check all four stand side by side at the right end of her table again."""
    book = marked()
    sheet = book.sheets["Members"]
    for row in sheet.rows:
        del row[7]
    check(book, DAYS[1])
    assert sheet.rows[0] == [*HEAD, *HEADERS]


def test_a_tab_that_was_renamed_is_cleared_all_the_same() -> None:
    """The former looks are found again under the tab's new name; no colour of ours stays."""
    book = marked()
    book.sheets["People"] = book.sheets.pop("Members")
    book.sheets["People"].name = "People"
    check(book, DAYS[1])
    clear(book)
    assert state(book) == state(MemoryBook({"People": [list(HEAD), list(ROW)]}))


def test_a_tab_that_was_copied_is_cleared_all_the_same() -> None:
    """The copy carries notes and fills of ours, and the memory of one tab serves both."""
    import copy  # noqa: PLC0415

    book = marked()
    book.sheets["Copy"] = copy.deepcopy(book.sheets["Members"])
    book.sheets["Copy"].name = "Copy"
    clear(book)
    assert book.sheets["Copy"].fills == {}
    assert book.sheets["Copy"].notes == {}


def test_the_colour_that_is_not_seen_does_not_count() -> None:
    """LibreOffice writes a second colour into solid fills; it may be one of ours on her cell."""
    fill = [["fgColor", {"rgb": "FFFFFFCC"}], ["bgColor", {"rgb": "FFFDF1CC"}]]
    hers = json.dumps({"fill": json.dumps(fill, separators=(",", ":"))})
    ours = hers.replace("FFFFFFCC", "FFF9D9DB")
    assert word_of(hers) is None
    assert word_of(ours) == "Gap"


def test_our_columns_step_past_charts_and_pictures() -> None:
    """A chart beside the table would hide our columns and be stretched: they stand behind it."""
    sheet = SheetSnapshot("S", [], drawn=[Area(2, 13, 16, 20), Area(1, 30, 9, 40)])
    assert _beside_drawings(sheet, 12) == 21
    assert _beside_drawings(sheet, 4) == 4
    assert CellRef("S", 1, 21).address == "U1"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(BRIEF)),
            st.lists(st.sampled_from(["Date", "endorsed", "•", "of", "the hours"]), min_size=1),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_line_of_ours_is_known_again_wherever_it_was_cut(found: list) -> None:
    """Our line is ours whatever it says and wherever it ends, so that `clear` takes it off."""
    facts = [{**FACTS, "short_title": " ".join(w), "field": " ".join(w)} for _, w in found]
    texts = [brief(key, fact) for (key, _), fact in zip(found, facts, strict=True)]
    line = in_one_line(list(dict.fromkeys(texts)), "Gaps")
    assert len(line) <= LONGEST_LINE
    assert is_ours(MISSING, line)


def test_a_line_that_is_cut_behind_a_word_is_taken_off() -> None:
    """Where a line is just one letter too long, it ends at a blank, and is ours all the same."""
    texts = ["Training in early childhood health: hours cannot be read", "Ethics: not signed"]
    line = in_one_line(texts, "Gaps")
    assert line == "• Training in early childhood health: hours cannot be read • 1 more in …"
    assert is_ours(MISSING, line)


def test_words_that_she_adds_to_a_line_are_hers() -> None:
    """Neither a word behind our line nor one behind the cut makes it ours."""
    line = in_one_line([brief("row.unreadable", FACTS)], "Gaps")
    assert is_ours(MISSING, line)
    assert not is_ours(MISSING, f"{line} • called her")
    assert not is_ours(MISSING, f"{line}, called…")
