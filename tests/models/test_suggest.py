"""Suggestions: reasons and what is missing, for answers and for people of a book; no verdict."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.findings import Outcome
from models.layering import load_pack
from models.suggest import Answers, Fit, menu, suggest, suggest_for
from tests.examples import tries
from tests.models.books_by_hand import roster

PACK = cache(load_pack)
DAY = date(2026, 11, 22)


def asked(role="", day=DAY, pack_id="national", ages=(), gives=None, held=(), **cells):
    said = Answers(role, frozenset(ages), gives, frozenset(held))
    return {c.scope: c for c in suggest(PACK(pack_id), said, cells, day)}


def best(found) -> list[str]:
    return [scope for scope, one in found.items() if one.fit is Fit.LIKELY]


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("Home visitor", "FS"), ("home visitors' team lead", None),
        ("Early Intervention developmental specialist", "FS"), ("Infant therapist", "MHS"),
        ("Professor of psychology", "MHM-R/F"), ("Child care teacher", "FA"),
        ("Program administrator", "MHM-P"), ("acrobat", None), ("", None), ("Telenurse", None),
    ],
)  # fmt: skip
def test_a_role_leads_to_its_category(role: str, scope: str | None) -> None:
    """A word of the role decides; a word nobody knows leads nowhere, and nothing is refused."""
    found = asked(role)
    if scope is not None:
        assert best(found) == [scope]
        assert str(found[scope].reasons[0]).startswith('The role says "')
        assert any(one.fit is Fit.ELSEWHERE for one in found.values())
    elif role != "home visitors' team lead":
        assert best(found) == []
        assert {one.fit for one in found.values()} == {Fit.POSSIBLE}


def test_every_line_of_the_menu_leads_somewhere() -> None:
    """Whatever line is chosen, at least one category is said to fit."""
    lines = menu(PACK("national"), DAY)
    assert len(lines) >= 6
    for line in lines:
        assert best(asked(line))


def test_who_gives_rsc_is_led_to_the_add_on() -> None:
    """From 2025 the add-on, before it the category of its own; and not who gives none."""
    assert "ERS" in best(asked("home visitor", gives=True))
    assert "FRS" not in asked("home visitor", gives=True)
    assert "ERS" not in asked("home visitor", date(2023, 6, 1), gives=True)
    assert "ERS" not in best(asked("home visitor", gives=False))
    note = str(asked("home visitor", gives=True)["ERS"].notes[0])
    assert "FS or MHS" in note
    assert "which this person holds" in str(
        asked("home visitor", gives=True, held=["FS"])["ERS"].reasons[-1]
    )


def test_ages_give_the_code() -> None:
    """Up to 36 months it is an IMH code, from 3 an ECMH code, both with both."""
    assert asked("home visitor", ages=["infant"])["FS"].codes == ["IFS"]
    assert asked("home visitor", ages=["infant", "early"])["FS"].codes == ["IFS", "ECFS"]
    assert asked("home visitor")["FS"].codes == ["FS"]


def test_an_age_that_is_not_endorsed_is_said() -> None:
    """An association for the first years alone offers no code for later ones."""
    bands = PACK("texas").file.association.bands
    assert bands == ("infant",)
    found = asked("home visitor", pack_id="texas", ages=["early"])
    assert found["FS"].fit is Fit.ELSEWHERE
    assert "does not endorse work with children of 3 to 6" in str(found["FS"].against[-1])


def test_what_is_missing_comes_from_the_packs_own_requirements() -> None:
    """Known hours are held against the floors; what nobody spoke of is named as not said."""
    one = asked("home visitor", training_hours="12", rsc_hours="24")["FS"]
    missing = {lack.rule: lack for lack in one.lacks}
    assert missing["initial.training"].known
    assert "12 of 30 hours of training; 18 to go" in missing["initial.training"].say
    assert not missing["initial.references"].known
    assert "24 hours of RSC received" in " ".join(one.met)
    assert "initial.rsc" not in missing


def test_an_answer_that_cannot_be_read_is_doubt() -> None:
    """A figure that is no figure is named as missing with the reason, never counted."""
    one = asked("home visitor", training_hours="12+")["FS"]
    said = next(lack.say for lack in one.lacks if lack.rule == "initial.training")
    assert said.startswith("Cannot tell")


WORDS = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(["Level II", "Total:", "#REF!", "=1", "BA"])
)
CELLS = ("degree", "licence", "gives_rsc", "work_years", "families", "training_hours", "rsc_hours")


@settings(max_examples=tries(60), deadline=None)
@given(st.text(max_size=20), st.fixed_dictionaries(dict.fromkeys(CELLS, WORDS)))
def test_whatever_is_answered_there_are_candidates(role, cells) -> None:
    """No answer breaks it off; each candidate has words for what is missing."""
    found = suggest(PACK("national"), Answers(role), cells, DAY)
    assert found
    assert all(lack.say for one in found for lack in one.lacks)


def applicants():
    return [
        {"name": "Ana Ruiz", "category": "IFS", "status": "applicant", "training_hours": 30},
        {"name": "Bo Lee", "category": "IMHS", "status": "applicant", "training_hours": 12},
    ]


def test_a_book_says_the_roles_and_the_rest() -> None:
    """For a person of a book the jobs are the role, and what the book tracks is judged."""
    work = [{"name": "Ana Ruiz", "job": "Home visitor", "work_start": date(2020, 1, 1)}]
    book = roster(PACK("national"), applicants(), work=work)
    ana, bo = book.people
    found = suggest_for(ana, book, PACK("national"), DAY)
    assert [c.scope for c in found if c.fit is Fit.LIKELY] == ["FS"]
    assert found[0].codes == ["IFS"]
    assert {c.fit for c in suggest_for(bo, book, PACK("national"), DAY)} == {Fit.POSSIBLE}


@settings(max_examples=tries(40), deadline=None)
@given(
    st.sampled_from(["FS", "MHS", "MHM-C", "FA", "MHM-P"]),
    st.sampled_from(["national", "wisconsin"]),
    st.sampled_from([0, 12, 30, 33, 48, ""]), st.sampled_from([0, 24, 50, ""]),
    st.sampled_from(["none", "Bachelor's", "Master's", ""]),
)  # fmt: skip
def test_what_is_missing_is_what_a_check_of_such_an_applicant_says(
    scope, pack_id, training, rsc, degree
) -> None:
    """For each category the findings are those of an applicant for that category, no others."""
    pack = PACK(pack_id)
    cells = {"training_hours": training, "rsc_hours": rsc, "degree": degree}
    found = {c.scope: c for c in suggest(pack, Answers(), cells, DAY)}
    if scope not in found:
        return
    row = {"name": "You", "category": scope, "status": "applicant", **cells}
    (one,) = assess(roster(pack, [row]), pack, DAY).people
    asked_for = {
        f.rule: f.message
        for f in one.findings
        if f.outcome in {Outcome.OPEN, Outcome.CANNOT_TELL} and f.rule.startswith("initial.")
    }
    told = {lack.rule: lack.say for lack in found[scope].lacks if lack.known}
    assert {rule: told.get(rule) for rule in asked_for} == asked_for
