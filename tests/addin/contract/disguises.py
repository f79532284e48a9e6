"""The same cells in every disguise in which hosts and people bring them."""

from __future__ import annotations

from typing import Any

from tests.addin.contract.case import AS_OF, HEAD, WISCONSIN, Case, error, member, members
from tests.addin.contract.checking import HEADS, MEETS, SHORT


def _one(name: str, row: list[Any], expected: list[str], *, as_of: Any = AS_OF) -> Case:
    return Case(name, "ROSTER_CHECK", [members(row), None, None, as_of, WISCONSIN],
                [HEADS, expected])  # fmt: skip


BLANK_HOURS = ["Please look", "• training: hours are blank", "2026-12-31"]
NO_DATE = ["Please look", "• Date endorsed is blank", "2026-12-31"]
UNREAD_HOURS = ["Please look", "• training: hours cannot be read", "2026-12-31"]
MORNING = {"date": "2020-05-01T09:30:00"}
UNKNOWN = ["Please look", "• category not known", ""]
TABLE = members(member("Ana Ruiz", 15))

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
    _one("a date as a serial number", member("Ana Ruiz", 15, endorsed=43952), MEETS),
    _one("a date as a serial number with a fraction", member("Ana Ruiz", 15, endorsed=43952.0),
         MEETS),
    _one("a date as ISO text", member("Ana Ruiz", 15, endorsed="2020-05-01"), MEETS),
    _one("a date in words", member("Ana Ruiz", 15, endorsed="1 May 2020"), MEETS),
    _one("a date with a time of day", member("Ana Ruiz", 15, endorsed=MORNING), MEETS),
    _one("no date: None", member("Ana Ruiz", 15, endorsed=None), NO_DATE),
    _one("no date: empty text", member("Ana Ruiz", 15, endorsed=""), NO_DATE),
    _one("no date: 0, as Excel passes a blank cell", member("Ana Ruiz", 15, endorsed=0), NO_DATE),
    _one("no date: 0.0", member("Ana Ruiz", 15, endorsed=0.0), NO_DATE),
    _one("a date of two readings, without an order", member("Ana Ruiz", 15, endorsed="3/4/20"),
         ["Please look", "• Date endorsed cannot be read", "2026-12-31"]),
    _one("lower case", member("Ana Ruiz", 15, "ifa"), MEETS),
    _one("spaces around", member("  Ana Ruiz ", 15, " IFA  "), MEETS),
    _one("a no-break space", member("Ana\u00a0Ruiz", 15, "IFA\u00a0"), MEETS),
    _one("the category by its old name", member("Ana Ruiz", 15, "Level I"), MEETS),
    _one("a category that nobody knows", member("Ana Ruiz", 15, "Gold"), UNKNOWN),
    _one("the day as a serial number", member("Ana Ruiz", 15), MEETS, as_of=46348),
    _one("the day as a serial number in a block", member("Ana Ruiz", 15), MEETS, as_of=[[46348.0]]),
    _one("the day as ISO text", member("Ana Ruiz", 15), MEETS, as_of="2026-11-22"),
    _one("no day: empty text", member("Ana Ruiz", 15), MEETS, as_of=""),
    _one("no day: 0", member("Ana Ruiz", 15), MEETS, as_of=0),
    _one("no day: a blank block", member("Ana Ruiz", 15), MEETS, as_of=[[None]]),
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
