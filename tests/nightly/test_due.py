"""Only who is due is judged again: as in a full run, with every kind of tab and every pack."""

from __future__ import annotations

from array import array
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.cells import DateOrder
from models.grants import Grant
from models.layering import load_pack
from models.rulepack import Pack
from sync.books.memory import MemoryBook
from sync.ledger.outlook import turns
from sync.nightly.again import judge_due, keep_stood
from sync.run import Checked, judge, plan_marks, read_book
from tests.examples import tries

PACKS = [load_pack(name) for name in ("wisconsin", "national", "virginia", "nebraska")]
NAMES = ["Ana Ruiz", "Ben Oak", "Cy Elm", "Di Fir"]
HEAD = ["Member ID", "Full Name", "Category", "Status", "Date endorsed", "Membership expires",
        "Training hrs", "RSC hrs", "Application submitted", "Renewal due"]  # fmt: skip
DAYS = [date(2026, 10, 1), date(2026, 12, 30), date(2027, 2, 1), date(2027, 12, 20)]

days = st.dates(date(2025, 6, 1), date(2028, 3, 1))
maybe_day = st.one_of(st.none(), days, st.just("3/4/25"), st.just("soon"))
who = st.sampled_from([*NAMES, "W-1", "Nobody Known"])
hours = st.sampled_from([1, 6.5, "3 hrs", "?", 12, 24, 45])
category = st.sampled_from(["IFS", "IMHS", "IMHM-C", "ECFA", "Levl III", ""])


def tab(head: list[str], *cells: st.SearchStrategy) -> st.SearchStrategy:
    """Make rows below a head; no tab where there are none."""
    rows = st.lists(st.tuples(*cells).map(list), max_size=4)
    return rows.map(lambda found: [head, *found] if found else None)


@st.composite
def books(draw) -> MemoryBook:
    """A roster with any of the tabs beside it."""
    rows = []
    for number, name in enumerate(NAMES[: draw(st.integers(1, 4))], 1):
        rows.append([
            f"W-{number}", name, draw(category),
            draw(st.sampled_from(["", "endorsed", "applicant", "inactive", "on hold", "renewed"])),
            draw(maybe_day), draw(maybe_day), draw(hours), draw(hours), draw(maybe_day),
            draw(st.one_of(st.none(), days)),
        ])  # fmt: skip
    tabs = {
        "Training log": draw(tab(["Name", "Date", "Hours", "Topic"], who, maybe_day, hours,
                                 st.sampled_from(["DEI", "", "RSC"]))),
        "RSC log": draw(tab(["Name", "Date", "Hours", "Provider", "Individual or group"], who,
                            maybe_day, hours, who, st.sampled_from(["individual", "group", ""]))),
        "Memberships": draw(tab(["Name", "Association", "Membership start", "Membership expires"],
                                who, st.just("WI-AIMH"), maybe_day, maybe_day)),
        "Providers": draw(tab(["Provider", "Category", "Status", "From", "Until"], who, category,
                              st.sampled_from(["endorsed", "vetted", "lapsed"]), maybe_day,
                              maybe_day)),
        "Waivers": draw(tab(["Name", "Requirement", "Kind of waiver", "From", "Until", "Reason",
                             "Approved by"], st.sampled_from([*NAMES, "everyone", "IFS"]),
                            st.sampled_from(["", "training", "rsc"]),
                            st.sampled_from(["extension", "leave"]), maybe_day, days,
                            st.just("ill"), st.just("Board"))),
    }  # fmt: skip
    return MemoryBook({"Members": [HEAD, *rows], **{n: t for n, t in tabs.items() if t}})


grants = st.lists(
    st.builds(
        lambda person, kind, start, lasts, number: Grant(
            number, person, person or "everyone", (), kind, "ill", "Board", start,
            start + timedelta(lasts), 6.0 if kind == "hours" else None,
        ),
        st.sampled_from(["", "W-1", "W-2"]),
        st.sampled_from(["extension", "leave", "hours"]),
        days, st.integers(0, 200), st.integers(1, 9),
    ),
    max_size=2,
)  # fmt: skip


def told(judged) -> list[object]:
    """Everything that a person could read of a judgement, apart from its day."""
    return [
        (
            one.person.key, one.status, one.next_due,
            [(f.rule, f.outcome, f.message, f.brief, f.due, f.have, f.short, f.next_step)
             for f in one.findings if f.flagged],
        )
        for one in judged.people
    ]  # fmt: skip


def checked(book: MemoryBook, pack: Pack, granted: list[Grant], day: date) -> Checked:
    reading = read_book(book, pack)
    reading.grants = granted
    return judge(reading, pack, DateOrder.MDY, day)


SETTINGS = settings(
    max_examples=tries(40, few=12), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
MANY = settings(SETTINGS, max_examples=tries(400))


def same_as_a_full_run(book, pack, granted, first, later) -> None:
    """Judge on a day, mark, and judge on another day who is due then; compare with all."""
    before = checked(book, pack, granted, first)
    book.apply(plan_marks(book, before).edits)
    outlook: dict[str, array] = {}
    for one in before.judged.people:
        found = outlook.setdefault(one.person.table.sheet, array("i", [0] * 100))
        found[one.person.row - 1] = min((d.toordinal() for d in turns(one, first)), default=0)
    day = first + timedelta(days=later)
    whole = checked(book, pack, granted, day)
    reading = read_book(book, pack)
    reading.grants = granted
    part = judge_due(reading, pack, DateOrder.MDY, day, outlook)
    assert told(part.judged) == told(whole.judged)
    assert part.notices == whole.notices
    assert [f.message for f in part.judged.others] == [f.message for f in whole.judged.others]
    written, in_full = (plan_marks(book, one, adjust=keep_stood).edits for one in (part, whole))
    assert written == in_full
    for mine, theirs in zip(part.judged.people, whole.judged.people, strict=True):
        assert min(turns(mine, day), default=None) == min(turns(theirs, day), default=None)


def still_until_the_day(book, pack, granted, first, later) -> None:
    """Judge on a day and on another one: who is not due by then is told the same."""
    before = checked(book, pack, granted, first)
    day = first + timedelta(days=later)
    after = assess(before.roster, pack, day)
    both = zip(before.judged.people, told(before.judged), told(after), strict=True)
    for one, said, other in both:
        if all(day < turn for turn in turns(one, first)):
            assert said == other


WORDS = (
    books(), st.sampled_from(PACKS), grants, st.sampled_from(DAYS), st.integers(0, 400),
)  # fmt: skip


@SETTINGS
@given(*WORDS)
def test_judging_who_is_due_says_what_judging_all_says(book, pack, granted, first, later) -> None:
    """Of everybody, and of the book: the same words, days, notices, marks, and the same outlook."""
    same_as_a_full_run(book, pack, granted, first, later)


@SETTINGS
@given(*WORDS)
def test_nothing_turns_before_its_day(book, pack, granted, first, later) -> None:
    """Until the next day of change, judging again says word for word the same of everybody."""
    still_until_the_day(book, pack, granted, first, later)


@pytest.mark.slow
@MANY
@given(*WORDS)
def test_judging_who_is_due_says_what_judging_all_says_many_times(
    book, pack, granted, first, later
) -> None:
    """The same, over many more books."""
    same_as_a_full_run(book, pack, granted, first, later)


@pytest.mark.slow
@MANY
@given(*WORDS)
def test_nothing_turns_before_its_day_many_times(book, pack, granted, first, later) -> None:
    """The same, over many more books."""
    still_until_the_day(book, pack, granted, first, later)
