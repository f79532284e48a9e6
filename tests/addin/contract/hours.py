"""ROSTER_HOURS and ROSTER_BEST_WINDOW: what a log holds for a person."""

from __future__ import annotations

from tests.addin.contract.case import Case, day
from tests.addin.contract.checking import LOG

TRAINING = [
    ["ID", "Member", "Date", "Hours", "Title", "Topic"],
    ["M1", "Ana Ruiz", day("2026-01-10"), "3 hrs", "Race and play", "DEI"],
    ["M1", "", day("2026-02-10"), 90, "Sleep", None],
    ["", "Ruiz, Ana", day("2026-03-10"), 2, "Ethics", "Ethics"],
    ["M2", "Bo Chen", day("2026-01-10"), "abc", "Race and play", "DEI"],
    ["M2", "Bo Chen", "2026-04-01", 1.5, "Sleep", ""],
    ["M3", "Bo Chen", "2026-04-01", 4, "Sleep", ""],
]
TRAINING[2][3] = "90 min"
RSC = [
    ["Name", "Date", "Hours", "Provider"],
    ["Ana Ruiz", day("2024-01-10"), 2, "Cy Diaz"],
    ["Ana Ruiz", day("2025-01-09"), 3, "Cy Diaz"],
    ["Ana Ruiz", day("2025-01-10"), 4, "Cy Diaz"],
    ["Bo Chen", day("2025-01-10"), 1.5, "Cy Diaz"],
]
FROM, TO = day("2026-01-01"), day("2026-12-31")

CASES = (
    Case("all of a person", "ROSTER_HOURS", ["Ana Ruiz", LOG], [[15]]),
    Case("between two days, both included", "ROSTER_HOURS",
         ["Bo Chen", LOG, None, day("2025-02-01"), day("2026-01-31")], [[12]]),
    Case("up to a day", "ROSTER_HOURS", ["Ana Ruiz", LOG, "", None, day("2026-02-28")], [[9]]),
    Case("a column of people, one line each; blank for a blank", "ROSTER_HOURS",
         [[["Ana Ruiz"], [None], ["Bo Chen"], ["Nobody Here"], [""]], LOG, None, FROM, TO],
         [[15], [""], [6], [0]]),
    Case("a row of people is a column", "ROSTER_HOURS", [["Ana Ruiz", "Bo Chen"], LOG, None, FROM],
         [[15], [6]]),
    Case("by id, by name either way round, in lower case", "ROSTER_HOURS",
         [[["m1"], ["ana ruiz"], ["Ruiz, Ana"], [" ANA\u00a0RUIZ "]], TRAINING],
         [[6.5], [6.5], [6.5], [6.5]]),
    Case("numbers for people, as numbers and as text", "ROSTER_HOURS",
         [[[1001], ["1002"], [1003.0]],
          [["Member ID", "Date", "Hours"], [1001, FROM, 2], ["1001", FROM, 1.5], [1002, TO, 4]]],
         [[3.5], [4], [0]]),
    Case("the total below a log is nobody's", "ROSTER_HOURS",
         [[["Total"], ["Ana Ruiz"]], [*LOG, ["Total", None, 33, None]]], [[0], [15]]),
    Case("of a topic", "ROSTER_HOURS", ["M1", TRAINING, "dei"], [[3]]),
    Case("hours that cannot be read are never left out silently", "ROSTER_HOURS",
         ["M2", TRAINING],
         [["1.5 hours for certain; please look at row 5 (its hours cannot be read)."]]),
    Case("a quarter among times that lost their format may be six hours", "ROSTER_HOURS",
         ["Ana Ruiz",
          [LOG[0], ["Ana Ruiz", FROM, 0.25, "Play"], ["Bo Chen", FROM, 0.0625, "Play"],
           ["Bo Chen", TO, 1 / 24, "Sleep"], ["Bo Chen", TO, 2, "Sleep"]]],
         [["0 hours for certain; please look at row 2 (its hours cannot be read)."]]),
    Case("one hour is one hour", "ROSTER_HOURS",
         ["Ana Ruiz", [LOG[0], ["Ana Ruiz", FROM, 1, "Play"], ["Ana Ruiz", TO, "abc", "Play"]]],
         [["1 hour for certain; please look at row 3 (its hours cannot be read)."]]),
    Case("two people of one name", "ROSTER_HOURS", ["Bo Chen", TRAINING],
         [['"Bo Chen" is more than one person in this log: M2, M3. Name one of these.']]),
    Case("a name that is nearly in the log", "ROSTER_HOURS", ["Anna Ruiz", LOG],
         [['Nobody called "Anna Ruiz" stands in this log. Is "Ana Ruiz" meant?']]),
    Case("a number, where the log has only names", "ROSTER_HOURS", ["M1", LOG],
         [['"M1" cannot be found: this log names people by "Name". Ask for them so.']]),
    Case("a topic that there is not", "ROSTER_HOURS", ["M1", TRAINING, "golf"],
         [['topic: "golf" is no topic of these rules. Known: diversity, equity and inclusion, '
           "giving RSC."]]),
    Case("a log that does not tell the topic", "ROSTER_HOURS", ["Ana Ruiz", LOG, "dei"],
         [["topic: this log has no column that tells the topic. Add a column with the header "
           "Topic, with words such as diversity, equity and inclusion, giving RSC."]]),
    Case("the days the wrong way round", "ROSTER_HOURS", ["Ana Ruiz", LOG, None, TO, FROM],
         [["from_day (31 Dec 2026) is after to_day (1 Jan 2026). Change them round."]]),
    Case("3/4/26 without an order is not guessed", "ROSTER_HOURS",
         ["Ana Ruiz", [LOG[0], ["Ana Ruiz", "3/4/26", 2, "Play"]], None, FROM],
         [["0 hours for certain; please look at row 2 (its date cannot be read)."]]),
    Case("3/4/26 in the order of the settings", "ROSTER_HOURS",
         ["Ana Ruiz", [LOG[0], ["Ana Ruiz", "3/4/26", 2, "Play"]], None, day("2026-04-01"), None,
          [["date order", "dmy"]]], [[2]]),
    Case("the fullest twelve months", "ROSTER_BEST_WINDOW", ["Ana Ruiz", RSC],
         [[7, "2025-01-09", "2025-01-10"]]),
    Case("the fullest thirteen months", "ROSTER_BEST_WINDOW", ["Ana Ruiz", RSC, 13],
         [[9, "2024-01-10", "2025-01-10"]]),
    Case("a column of people", "ROSTER_BEST_WINDOW",
         [[["Bo Chen"], ["Nobody Here"], [None], ["Ana Ruiz"]], RSC, "12"],
         [[1.5, "2025-01-10", "2025-01-10"], [0, "", ""], ["", "", ""],
          [7, "2025-01-09", "2025-01-10"]]),
    Case("no length of time", "ROSTER_BEST_WINDOW", ["Ana Ruiz", RSC, 1000],
         [["months: 1000 is no length of time to look for. Type a number like 12."]]),
)  # fmt: skip
