"""The figures count people, leave nobody out, and say what they count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.figures import Figures, Grade, figures
from models.figures.draft import Shown
from models.figures.making import hours, most_common, titled
from models.figures.outlooks import _title as outlook_title
from models.figures.shape import Line, Table, Value
from models.forecast import Outlook
from models.hiding import safe
from models.language import LANGUAGES
from models.layering import load_pack
from tests.examples import tries
from tests.models.books_by_hand import people, roster
from tests.samples.test_answers import ANSWERS, answers, checked

PACK = cache(load_pack)
DAY = date(2026, 11, 22)
OVERLAP = {"categories", "hours_by_rule", "rsc_providers", "rsc_receivers", "quality"}
"""Tables in which somebody may stand on several lines."""


def made(
    rows, day=DAY, pack_id="wisconsin", grade=Grade.COORDINATOR, language=None, seen=None, **tabs
):
    pack = PACK(pack_id)
    book = roster(pack, rows, **tabs)
    found = assess(book, pack, day)
    return figures(book, found, pack, grade=grade, language=language, seen=seen)


def tables(found: Figures) -> Iterator[Table]:
    return (table for section in found.sections for table in section.tables)


def table(found: Figures, key: str) -> Table:
    return next(one for one in tables(found) if one.key == key)


def numbers(found: Figures, key: str) -> dict[str, float | None]:
    return {line.key: line.values[0].number for line in table(found, key).lines}


def every_line(one: Table) -> list[Line]:
    return [*one.lines, *([one.total] if one.total is not None else [])]


def member(name, **cells):
    return {"name": name, "category": "IFS", "endorsed": date(2018, 5, 1), **cells}


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
def test_the_samples_are_counted_as_a_careful_person_would(path) -> None:
    """Everybody of the answer files is in the roster table once; and who meets, is counted so."""
    c = checked(path)
    found = figures(c.roster, c.judged, c.pack, grade=Grade.COORDINATOR)
    everybody = {person["person"].casefold() for person in answers(path)["person"]}
    assert found.people.number == len(everybody)
    doubts = {f["person"].casefold() for f in answers(path).get("finding", ())
              if f["outcome"] == "cannot_tell" and f.get("person")}  # fmt: skip
    total = table(found, "quality").total
    assert total is not None
    assert total.values[0].number == len(doubts)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_board_sees_no_small_group_and_no_name(path, language) -> None:
    """In every sample and language: no number of people below five, and no member's name."""
    c = checked(path)
    found = figures(c.roster, c.judged, c.pack, grade=Grade.BOARD, language=language)
    text = found.model_dump_json()
    for person in c.roster.people:
        assert not person.name or person.name not in text
    for one in tables(found):
        for line in every_line(one):
            for column, value in zip(one.columns, line.values, strict=True):
                if column.unit == one.columns[0].unit and value.number is not None:
                    assert safe(round(value.number)), (one.key, line.label)


@given(people(7), st.sampled_from(list(Grade)))
@settings(max_examples=tries(60))
def test_lines_come_to_the_total(rows, grade) -> None:
    """Nobody is dropped: where each person counts once, the lines come to the last one."""
    for one in tables(made(rows, grade=grade)):
        total = one.total
        if one.key in OVERLAP or total is None or total.values[0].hidden:
            continue
        values = [line.values[0] for line in one.lines]
        if not any(value.hidden for value in values):
            assert sum(value.number or 0 for value in values) == total.values[0].number, one.key


@given(people(7))
@settings(max_examples=tries(40))
def test_every_table_says_what_it_is(rows) -> None:
    """A title that is no template, a definition, as many values as columns, words for pictures."""
    found = made(rows)
    assert found.pack == "wisconsin"
    assert found.as_of == DAY
    for one in tables(found):
        words = [one.title, one.definition, one.first_column, *(c.label for c in one.columns)]
        words += [line.label for line in every_line(one)]
        assert all(text.strip() and "{" not in text for text in words), one.key
        assert {len(line.values) for line in every_line(one)} == {len(one.columns)}
        if one.chart is not None:
            assert all(line.label in one.chart.alt for line in one.lines)
            assert max(one.chart.columns) < len(one.columns)


def test_a_person_in_two_rows_counts_once() -> None:
    """Two credentials in two rows are one person; each category has its own line."""
    rows = [
        member("Ana Ruiz", person_id="7", training_hours=3, status="endorsed"),
        member("Ana Ruiz", person_id="7", category="ECMHS", training_hours=3, status="endorsed"),
        member("Bo Lee", person_id="8", training_hours=15, status="endorsed"),
    ]
    found = made(rows)
    assert found.people.number == 2
    assert numbers(found, "categories") == {"FS": 2, "MHS": 1}
    total = table(found, "categories").total
    assert total is not None
    assert total.values[0].number == 2
    assert numbers(found, "hours")["due90"] == 1
    assert table(found, "hours").title.startswith("1 of 2 people endorsed is short of hours")


def test_what_somebody_is() -> None:
    """Endorsed, applying, inactive, lapsed, other and unreadable are six things."""
    words = ["endorsed", "applicant", "inactive", "lapsed", "withdrawn", "???", "emeritus"]
    rows = [member(f"Person {at}", status=word) for at, word in enumerate(words)]
    assert numbers(made(rows), "roster") == {
        "endorsed": 1, "applicant": 1, "inactive": 2, "lapsed": 1, "other": 1, "unknown": 1,
    }  # fmt: skip


def test_who_left_in_this_cycle() -> None:
    """The day of a status tells; where there is none, that is said."""
    rows = [
        member("A", status="lapsed", status_since=date(2026, 2, 1)),
        member("B", status="lapsed", status_since=date(2024, 2, 1)),
        member("C", status="inactive", status_since=""),
        member("D", status="endorsed", status_since=""),
    ]
    assert numbers(made(rows), "left") == {
        "inactive_untold": 1, "lapsed_now": 1, "lapsed_before": 1,
    }  # fmt: skip


def test_memberships_by_when_they_end() -> None:
    """The last day counts; ended, soon, later and blank are told apart."""
    ends = [date(2026, 11, 21), DAY, date(2026, 12, 22), date(2026, 12, 23), date(2027, 2, 20), ""]
    rows = [member(f"P{at}", membership_expires=end) for at, end in enumerate(ends)]
    found = numbers(made(rows), "membership")
    assert found == {
        "ended": 1, "end30": 2, "end60": 1, "end90": 1, "end_later": 0, "end_untold": 1,
        "not_asked": 0,
    }  # fmt: skip


def test_rsc_that_ends_with_a_status() -> None:
    """Hours of the last 12 months are told by the end of the provider's status."""
    provider = {"provider_status": "endorsed", "provider_category": "IMHM-C"}
    tabs = {
        "providers": [
            {"name": "Gi Vance", "provider_until": date(2026, 12, 31), **provider},
            {"name": "Ho Lund", "provider_until": "", **provider},
            {"name": "Ix Gone", "provider_until": date(2026, 1, 31), **provider},
        ],
        "rsc": [
            {"name": "Ana Ruiz", "provider": "Gi Vance", "date": date(2026, 3, 1), "hours": 2.5},
            {"name": "Bo Lee", "provider": "Gi Vance", "date": date(2026, 4, 1), "hours": 1},
            {"name": "Bo Lee", "provider": "Gi Vance", "date": date(2025, 4, 1), "hours": 9},
            {"name": "Bo Lee", "provider": "Ho Lund", "date": date(2026, 5, 1), "hours": 4},
        ],
    }
    found = made([member("Ana Ruiz"), member("Bo Lee")], **tabs)
    lines = {one.key: [v.number for v in one.values] for one in table(found, "rsc_ending").lines}
    assert lines["status90"] == [1, 2, 3.5]
    assert lines["status_open"] == [1, 1, 4]
    total = table(found, "rsc_providers").total
    assert total is not None
    assert [v.number for v in total.values] == [3, 2, 1]
    assert (
        table(found, "rsc_providers").title
        == "2 of 3 people giving RSC are known to be in good standing"
    )


def test_applicants_by_stage_and_age() -> None:
    """The stage of the status, and the months since the first date."""
    rows = [
        {"name": "A", "category": "IFS", "status": "registered", "registered": date(2026, 11, 1)},
        {"name": "B", "category": "IFS", "status": "registered", "registered": date(2025, 11, 22)},
        {"name": "C", "category": "IFS", "status": "applicant", "registered": ""},
    ]
    one = table(made(rows), "applicants")
    by = {line.key: [v.number for v in line.values] for line in one.lines}
    assert [column.label for column in one.columns][1:] == [
        "Under 3 months", "12 months or more", "Not known",
    ]  # fmt: skip
    assert by["registered"] == [2, 1, 1, 0]
    assert sum(values[0] or 0 for values in by.values()) == 3


def test_what_cannot_be_told_and_since_when() -> None:
    """By the reason, and by the day on which the oldest doubt was first seen."""
    rows = [
        member("Ana Ruiz", person_id="1", training_hours="12+"),
        member("Bo Lee", person_id="2", training_hours=""),
        member("Cy Day", person_id="3", training_hours=15),
    ]
    seen = {("1", "renewal.training"): date(2026, 5, 1)}
    found = made(rows, seen=seen)
    by = {line.key: [v.number for v in line.values] for line in table(found, "quality").lines}
    assert by == {"unreadable": [1, 1], "blank": [1, 1]}
    assert numbers(found, "quality_age") == {
        "seen30": 0, "seen90": 0, "seen_over": 1, "seen_untold": 1,
    }  # fmt: skip
    assert not [one for one in tables(made(rows)) if one.key == "quality_age"]


@pytest.mark.parametrize("grade", Grade)
def test_small_groups_of_people_are_put_together_for_everybody(grade) -> None:
    """Race and ethnicity: no group below five for a coordinator either; spelling is no group."""
    said = ["Hmong"] * 6 + ["hmong "] + ["Oneida"] * 2 + ["Latina"] * 4 + [""] * 5
    rows = [member(f"Person {at}", race_ethnicity=text) for at, text in enumerate(said)]
    found = made(rows, grade=grade)
    lines = {line.label: line.values[0].number for line in table(found, "race_ethnicity").lines}
    others = next(label for label in lines if label.startswith("Others"))
    assert lines == {"Hmong": 7, others: 6, "Not said": 5}
    assert "Oneida" not in found.model_dump_json()


TIES = (
    ((9, 5), "County: Dane is the most common, 9 of 14 people endorsed"),
    ((7, 7), "County: Dane, Iron are the most common, 7 each of 14 people endorsed"),
    ((5, 5, 5, 5), "County: of 20 people endorsed, the most common groups have 5 people each"),
    ((3, 2), "County: of 5 people endorsed, no group has 5 people or more"),
)


@pytest.mark.parametrize(("sizes", "title"), TIES)
def test_a_title_names_all_who_share_the_largest_number(sizes, title) -> None:
    """Two or three that are equally common are named; more are counted; small ones are not."""
    said = [n for n, size in zip(("Dane", "Iron", "Rock", "Wood"), sizes, strict=False)
            for _ in range(size)]  # fmt: skip
    rows = [member(f"Person {at}", county=county) for at, county in enumerate(said)]
    assert table(made(rows), "county").title == title


def test_a_column_that_nobody_fills_says_so() -> None:
    """No county anywhere: the title says that, and names no group."""
    rows = [member(f"Person {at}", county="") for at in range(6)]
    assert table(made(rows), "county").title == "County: not said for anybody of 6 people endorsed"


def test_who_is_most_common_is_not_said_where_a_hidden_line_may_be_larger() -> None:
    """With a line hidden, the title tells the largest that is shown, and claims no more."""
    line = Line(key="a", label="Family (F)", values=(Value(number=9),))
    other = Line(key="b", label="Mental (M)", values=(Value(number=None, hidden=True),))
    total = Line(key="total", label="All", values=(Value(number=40),))
    title = most_common("categories", Shown([line, other], total), all="40 people")
    assert title == "9 of 40 people endorsed hold Family (F)"


def test_after_the_deadline_no_title_says_so_far() -> None:
    """Before the day "so far", on it as well; after it, what was due."""
    rows = [member("Ana Ruiz", training_hours=15), member("Bo Lee", training_hours=15)]
    titles = {day: table(made(rows, day=day), "cycle").title for day in (
        date(2026, 12, 31), date(2027, 1, 10))}  # fmt: skip
    assert "by 31 Dec 2026 so far" in titles[date(2026, 12, 31)]
    assert titles[date(2027, 1, 10)].endswith("that was due on 31 Dec 2026")


def test_titles_for_a_board_tell_nothing_hidden() -> None:
    """Where a number is hidden, the title tells none, and the headline skips it."""
    rows = [member(f"Person {at}", training_hours=0 if at < 2 else 15) for at in range(40)]
    shown, hidden = made(rows), made(rows, grade=Grade.BOARD)
    assert "2 of 40 people" in table(shown, "hours").title
    assert not any(letter.isdigit() for letter in table(hidden, "hours").title.split(",")[0])
    assert any("short of hours" in line for line in shown.headline)
    assert not any("hours" in line for line in hidden.headline)


def test_in_spanish() -> None:
    """Every word of ours can be said in another language; nothing breaks where one is missing."""
    found = made([member("Ana Ruiz", training_hours=3)], language="es")
    assert found.language == "es"
    assert list(tables(found))


def test_a_title_never_says_nobody_of_whom_it_does_not_know() -> None:
    """Where a date or hours are blank, nothing is said of them but that nothing is known."""
    blank = {"membership_expires": "", "rsc_hours": None, "training_hours": None}
    rows = [member(f"Person {n}", **blank) for n in range(3)]
    assert "known" in table(made(rows), "membership").title
    rows = [member(f"Person {n}", **blank | {"status": "Applicant"}) for n in range(3)]
    for key in ("applicants", "rsc_receivers"):
        assert "known" in table(made(rows), key).title, key


def test_part_of_an_hour_is_not_no_hour() -> None:
    """Half an hour that is missing stands in the title; and 1 hour is one."""
    for amount, said in ((0.0, "known"), (0.5, "0.5 hours"), (1.0, "1 hour "), (1.5, "1.5 hours")):
        title = titled("hours_by_rule.title", amount, hours=hours(amount), rule="training")
        assert said in title
    title = titled("rsc_receivers.title", 1.0, hours=hours(1.0))
    assert title.endswith("1 hour")


def test_what_is_counted_in_a_title_is_said_in_the_language() -> None:
    """People, days and hours within a Spanish title are Spanish, too."""
    rows = [member(f"Person {n}", training_hours=3.0) for n in range(7)]
    found = made(rows, language="es")
    assert "7 personas" in table(found, "roster").title
    assert "39 días" in table(found, "hours").title
    assert "84 horas" in table(found, "hours_by_rule").title


def test_an_empty_roster_says_so() -> None:
    """Nobody in the roster is not "0 people"."""
    assert table(made([]), "roster").title == "Nobody stands in the roster"


@pytest.mark.parametrize("hours_of_rsc", [500, 0, ""])
def test_the_applicants_of_a_category_are_not_the_difference_of_two_tables(hours_of_rsc) -> None:
    """One table counts the endorsed of a category, another those who apply as well."""
    cells = {"rsc_hours": hours_of_rsc, "training_hours": 15, "status": "Active"}
    rows = [member(f"A{n}", **cells) for n in range(10)]
    rows += [member(f"B{n}", **cells | {"category": "IMHS"}) for n in range(10)]
    new = cells | {"status": "Applicant", "endorsed": None, "submitted": date(2026, 9, 1)}
    rows += [
        member("C0", **new),
        *(member(f"D{n}", **new | {"category": "IMHS"}) for n in range(4)),
    ]
    found = made(rows, grade=Grade.BOARD)
    endorsed, both = numbers(found, "categories"), numbers(found, "rsc_receivers")
    for scope in endorsed:
        pair = endorsed[scope], both[scope]
        assert None in pair or safe(round(abs(pair[0] - pair[1]))), scope


def test_a_forecast_does_not_say_nobody_of_whom_it_cannot_tell() -> None:
    """Where nobody is on the way to enough, the title claims no finding."""
    likely, nothing = Outlook.LIKELY.value, Outlook.NOTHING.value
    for many, none, said in ((0, 0, False), (6, 0, True), (6, 6, False)):
        found = {likely: many, nothing: none, Outlook.SHORT.value: 0}
        lines = [
            Line(key=key, label=key, values=(Value(number=count, hidden=False),))
            for key, count in found.items()
        ]
        total = Line(key="total", label="All", values=(Value(number=12, hidden=False),))
        title = outlook_title(Shown(tuple(lines), total), {"due": DAY})
        assert ("nobody" in title) is said
