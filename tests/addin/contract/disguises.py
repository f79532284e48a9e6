"""The same cells in every disguise in which hosts and people bring them."""

from __future__ import annotations

from typing import Any

from tests.addin.contract.case import AS_OF, HEAD, WISCONSIN, Case, error, member, members
from tests.addin.contract.checking import HEADS, MEETS, SHORT


def _one(
    name: str,
    row: list[Any],
    expected: list[str],
    *,
    as_of: Any = AS_OF,
    bare: list[str] | None = None,
) -> Case:
    return Case(name, "ROSTER_CHECK", [members(row), None, None, as_of, WISCONSIN],
                [HEADS, expected], bare=bare and [HEADS, bare])  # fmt: skip


BLANK_HOURS = ["Please look", "• training: hours are blank", "2026-12-31"]
NO_DATE = ["Please look", "• Date endorsed is blank", "2026-12-31"]
UNREAD_HOURS = ["Please look", "• training: hours cannot be read", "2026-12-31"]
UNREAD_DATE = ["Please look", "• Date endorsed cannot be read", "2026-12-31"]
MORNING = {"date": "2020-05-01T09:30:00"}
HALF_SEVEN = {"time": "06:30:00"}
UNKNOWN = ["Please look", "• category not known", ""]
TABLE = members(member("Ana Ruiz", 15))
NO_HEADERS = (
    "rows: no header row was found in this range. Let the range begin with the headers, such as "
    "Name, Category, Status; if yours read otherwise, name them in settings."
)

CASES = (
    _one("hours as text", member("Ana Ruiz", "15 hrs"), MEETS),
    _one("hours as float", member("Ana Ruiz", 15.0), MEETS),
    _one("hours as minutes", member("Bo Chen", "360 min"), SHORT),
    _one("no hours is not zero hours: None", member("Ana Ruiz", None), BLANK_HOURS),
    _one("no hours is not zero hours: empty text", member("Ana Ruiz", ""), BLANK_HOURS),
    _one("no hours is not zero hours: spaces", member("Ana Ruiz", "  "), BLANK_HOURS),
    _one("zero hours", member("Ana Ruiz", 0), ["Open", "• training: 0 of 15 h", "2026-12-31"]),
    _one("hours that nobody can read", member("Ana Ruiz", "some"), UNREAD_HOURS),
    _one("hours as an error cell", member("Ana Ruiz", error("#N/A")), UNREAD_HOURS),
    _one("an error as text, as some hosts pass it", member("Ana Ruiz", "#REF!"), UNREAD_HOURS),
    _one("hours as TRUE", member("Ana Ruiz", True), UNREAD_HOURS),
    _one("hours as a time", member("Ana Ruiz", HALF_SEVEN),
         ["Open", "• training: 6.5 of 15 h", "2026-12-31"], bare=UNREAD_HOURS),
    _one("hours as a time that lost its format", member("Ana Ruiz", 0.0625), UNREAD_HOURS),
    _one("a date as a serial number", member("Ana Ruiz", 15, endorsed=43952), MEETS),
    _one("a date as a serial number that is a float", member("Ana Ruiz", 15, endorsed=43952.0),
         MEETS),
    _one("a date as a serial number with a fraction", member("Ana Ruiz", 15, endorsed=43952.25),
         MEETS),
    _one("a date as TRUE", member("Ana Ruiz", 15, endorsed=True), UNREAD_DATE),
    _one("a date as an error cell", member("Ana Ruiz", 15, endorsed=error("#DIV/0!")), UNREAD_DATE),
    _one("a date as ISO text", member("Ana Ruiz", 15, endorsed="2020-05-01"), MEETS),
    _one("a date in words", member("Ana Ruiz", 15, endorsed="1 May 2020"), MEETS),
    _one("a date with a time of day", member("Ana Ruiz", 15, endorsed=MORNING), MEETS),
    _one("no date: None", member("Ana Ruiz", 15, endorsed=None), NO_DATE),
    _one("no date: empty text", member("Ana Ruiz", 15, endorsed=""), NO_DATE),
    _one("no date: 0, as Excel passes a blank cell", member("Ana Ruiz", 15, endorsed=0), NO_DATE),
    _one("no date: 0.0", member("Ana Ruiz", 15, endorsed=0.0), NO_DATE),
    _one("a date of two readings, without an order", member("Ana Ruiz", 15, endorsed="3/4/20"),
         UNREAD_DATE),
    _one("lower case", member("Ana Ruiz", 15, "ifa"), MEETS),
    _one("spaces around", member("  Ana Ruiz ", 15, " IFA  "), MEETS),
    _one("a no-break space", member("Ana\u00a0Ruiz", 15, "IFA\u00a0"), MEETS),
    _one("the category by its old name", member("Ana Ruiz", 15, "Level I"), MEETS),
    _one("a category that nobody knows", member("Ana Ruiz", 15, "Gold"), UNKNOWN),
    _one("a category as an error cell", member("Ana Ruiz", 15, error("#REF!")), UNKNOWN),
    _one("a category as TRUE", member("Ana Ruiz", 15, True), UNKNOWN),
    _one("a name as an error cell", member(error("#NAME?"), 15),
         ["Please look", "• Name cannot be read", "2026-12-31"]),
    _one("the day as a serial number", member("Ana Ruiz", 15), MEETS, as_of=46348),
    _one("the day as a serial number in a block", member("Ana Ruiz", 15), MEETS, as_of=[[46348.0]]),
    _one("the day as ISO text", member("Ana Ruiz", 15), MEETS, as_of="2026-11-22"),
    _one("no day: empty text", member("Ana Ruiz", 15), MEETS, as_of=""),
    _one("no day: 0", member("Ana Ruiz", 15), MEETS, as_of=0),
    _one("no day: a blank block", member("Ana Ruiz", 15), MEETS, as_of=[[None]]),
    Case("ticks", "ROSTER_CHECK",
         [[[*HEAD, "Ethics signed"], [*TABLE[1], True], [*member("Bo Chen", 15), False]], None,
          None, AS_OF, WISCONSIN],
         [HEADS, MEETS, ["Open", "• ethics: not signed", "2026-12-31"]]),
    Case("one row, of headers alone", "ROSTER_CHECK", [[HEAD], None, None, AS_OF, WISCONSIN],
         [HEADS]),
    Case("one column, of headers alone", "ROSTER_CHECK",
         [[[one] for one in HEAD], None, None, AS_OF, WISCONSIN], [[NO_HEADERS]]),
    Case("one column, of names alone", "ROSTER_STATUS", [[["Name"], ["Ana Ruiz"]]],
         [[NO_HEADERS]]),
    Case("ragged rows", "ROSTER_CHECK",
         [[["Our list"], HEAD, TABLE[1], ["Bo Chen", "IFA", "2020-05-01"]], None, None, AS_OF,
          WISCONSIN],
         [["", "", ""], HEADS, MEETS, BLANK_HOURS]),
    Case("blank rows below, in every form", "ROSTER_CHECK",
         [[*TABLE, [None] * 4, [""] * 4, [0] * 4, [False] * 4, []], None, None, AS_OF, WISCONSIN],
         [HEADS, MEETS]),
    Case("a blank row of zeros between people", "ROSTER_CHECK",
         [[*TABLE, [0] * 4, member("Bo Chen", 6)], None, None, AS_OF, WISCONSIN],
         [HEADS, MEETS, ["", "", ""], SHORT]),
    Case("blank columns to the right", "ROSTER_CHECK",
         [[[*row, None, "", None] for row in TABLE], None, None, AS_OF, WISCONSIN],
         [HEADS, MEETS]),
    Case("blank ranges are as if left out", "ROSTER_CHECK",
         [TABLE, [[None, ""], [None, None]], "", AS_OF, [["wisconsin"]]], [HEADS, MEETS]),
)  # fmt: skip
