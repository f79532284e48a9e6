"""The settings of a formula: what the config of the nightly check says, in a cell or a block."""

from __future__ import annotations

from datetime import date

import pytest

from addin.blocks import blocks
from addin.errors import AddinError
from addin.functions import answer
from addin.settings import Settings, read_settings, settings_block
from addin.wire import from_wire
from models.cells import DateOrder
from models.flags import line_of
from models.intake.fields import FIELDS
from models.language import speak
from models.layering import shipped
from sync.books import open_book
from sync.config import TableConfig
from sync.run import judge, read_book
from tests.addin.contract.checking import BOTH as WIRED
from tests.addin.core.samples import book, paths
from tests.samples.test_answers import SAMPLES, answers

TODAY = date(2026, 11, 22)
BOTH = from_wire(WIRED)
WISCONSIN = next(path for path in paths() if path.name.startswith("wisconsin"))


def read(block: object) -> Settings:
    return read_settings(blocks([block])[0])


@pytest.mark.parametrize("pack", shipped())
def test_every_pack_is_known_by_its_name(pack: str) -> None:
    """A pack goes by its id, and by it in words: "New Mexico" is new-mexico."""
    assert read(pack).rules == read(pack.replace("-", " ").title()).rules == pack


def test_settings_in_two_columns() -> None:
    """One setting a line, in any order; blank lines are skipped."""
    said = read([["Language", "Spanish"], ["", None], ["RULES", "Virginia"], ["Dates", "d/m/y"]])
    assert said == Settings("virginia", DateOrder.DMY, "es")
    assert read([["rules", "texas"]]) == read(["rules", "texas"]) == read("texas")
    assert read(None) == Settings()


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, one) for kind, fields in FIELDS.items() for one in fields]
)
def test_every_field_can_be_named(kind: str, field: object) -> None:
    """By its own name, which means it alone, and by its plain name."""
    (column,) = read([["Zzz", field.key, kind]]).columns
    assert column.fields == {kind: field.key}
    assert read([["Zzz", field.label, kind]]).columns[0].fields[kind]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ([["x"], ["y"]], "line 1"),
        ([["rules", "atlantis"], ["language", "en"]], 'no rules called "atlantis"'),
        ([["rules", None], ["language", "en"]], "no rules called"),
        ([["other columns", "maybe"], ["language", "en"]], "Type read, or not read"),
        ([[None, "hours"], ["language", "en"]], "Nothing stands in the first column"),
        ([["Zzz", "hours", "attic"]], 'The third column cannot be "attic" here'),
        ([["Zzz", "rater", "training"]], "It can be references"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(block: object, said: str) -> None:
    """Nothing in the settings is passed over in silence."""
    with pytest.raises(AddinError, match=said):
        read(block)


def test_a_config_and_its_block_of_settings_judge_alike() -> None:
    """A workbook with a config gives by formula what the nightly check makes of it.

    The config leaves out a column that would be read, and names one that would not.
    """
    sample, said = book(WISCONSIN), answers(WISCONSIN)
    tables = []
    for layout in sample.checked.reading.layouts:
        columns = {g.column.header: g.field.key for g in layout.guesses if g.sure and g.field}
        if layout.kind == "roster":
            del columns["Training hrs 2026"]
            columns["Notes"] = "association"
        tables.append(TableConfig(sheet=layout.sheet, kind=layout.kind, columns=columns))
    order = DateOrder(said["date_order"])
    pack = sample.checked.pack
    reading = read_book(open_book(SAMPLES / said["book"]), pack, tables)
    judged = judge(reading, pack, order, sample.as_of).judged
    block = settings_block(pack.id, order, "es", [(one.kind, one.columns) for one in tables])
    arguments = [*sample.arguments]
    arguments[4] = block
    got = answer("ROSTER_CHECK", arguments, TODAY)
    with speak("es"):
        expected = {one.person.row: list(line_of(one, "ROSTER_EXPLAIN")) for one in judged.people}
    for row, (status, missing, due) in expected.items():
        assert got[row - 1] == [status, missing, due.isoformat() if due else ""]
    assert got != answer("ROSTER_CHECK", sample.arguments, TODAY)


def test_a_table_that_only_her_words_can_tell() -> None:
    """Headers that nothing is like are read as she says; what is short is found."""
    rows = [["Wer", "Was", "Wann", "Wieviel"], *BOTH[1:]]
    named = [
        ["Wer", "name"],
        ["Was", "category"],
        ["Wann", "endorsed"],
        ["Wieviel", "training hours"],
    ]
    got = answer("ROSTER_STATUS", [rows, None, None, None, [["rules", "wisconsin"], *named]], TODAY)
    assert [line[0] for line in got[1:]] == ["Appears to meet", "Open"]
    alone = answer("ROSTER_STATUS", [rows, None, None, None, "wisconsin"], TODAY)
    assert str(alone[0][0]).startswith("rows: no header row was found")


def test_answers_are_in_the_language_of_the_settings() -> None:
    """Spanish is spoken for one answer, and English again after it."""
    settings = [["rules", "wisconsin"], ["language", "es"]]
    said = answer("ROSTER_STATUS", [BOTH, None, None, None, settings], TODAY)
    assert [line[0] for line in said[1:]] == ["Parece cumplir", "Pendiente"]
    assert answer("ROSTER_STATUS", [BOTH, None, None, None, "wisconsin"], TODAY)[1:] == [
        ["Appears to meet"], ["Open"],
    ]  # fmt: skip
