"""Who is listed: who may give RSC that counts on the day, and said yes. Others are counted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.registry import Reason, registry
from models.registry.saying import settings_of, whether
from models.rulepack import Pack
from sync.registry.words import left_out
from tests.examples import tries
from tests.registry.rosters import AS_OF, HEAD, LONG_AGO, PACK, made, roster, row


def names(found) -> list[str]:
    return [one.name for one in found.providers]


def left(found) -> dict[str, int]:
    return {one.reason.value: one.people for one in found.left_out}


def test_who_may_give_rsc_and_said_yes_is_listed() -> None:
    """A mentor who agreed stands there, with what the columns meant for it say."""
    found = made(
        row("Ana Ruiz", setting="Both", region="North; East", remote="Yes, by video",
            languages="English/Spanish", outsiders="no - own staff only", contact="ana@r.example")
    )  # fmt: skip
    one = found.providers[0]
    assert one.name == "Ana Ruiz"
    assert one.settings == ("individual", "group")
    assert (one.remote, one.outsiders) == (True, False)
    assert one.regions == ("North", "East")
    assert one.languages == ("English", "Spanish")
    assert one.contact == "ana@r.example"
    assert not found.left_out


@pytest.mark.parametrize(
    ("said", "reason"),
    [("", Reason.BLANK), (None, Reason.BLANK), ("no", Reason.DECLINED), ("maybe", Reason.UNCLEAR),
     ("yes?", Reason.UNCLEAR), (AS_OF, Reason.UNCLEAR), ("  ", Reason.BLANK)],
)  # fmt: skip
def test_nothing_but_a_plain_yes_is_a_yes(said, reason) -> None:
    """Blank, no, or anything that is not plainly yes: not listed, and counted with the reason."""
    found = made(row("Ana Ruiz", listed=said))
    assert names(found) == []
    assert left(found) == {reason.value: 1}


def test_without_the_column_nobody_is_listed() -> None:
    """A roster that asks nobody lists nobody, and says how many might be asked."""
    head = [title for title in HEAD if title != "Listed in the RSC registry"]
    rows = [[*r[:6], *r[7:]] for r in (row("Ana Ruiz"), row("Bo Oak"), row("Cy Elm", "IFS"))]
    found = made(*rows, head=head)
    assert not found.asked
    assert names(found) == []
    assert left(found) == {"no_column": 2}


def test_who_may_not_give_rsc_is_not_listed_whatever_they_said() -> None:
    """A yes is no endorsement: the engine says who may give RSC on the day."""
    found = made(
        row("Cy Elm", "IFS"),
        row("Fa Ash", status="lapsed"),
        row("Jo Tamm", "IMHM-P"),
        row("Li Wren", status="applicant", endorsed=""),
    )
    assert names(found) == []
    assert left(found) == {"not_qualified": 3, "cannot_tell": 1}


def test_two_rows_of_a_person_that_differ_are_no_yes() -> None:
    """Who stands there with yes and with no has to be asked again; yes and blank is a yes."""
    differ = made(
        row("Ana Ruiz", "IMHM-C", "yes", number=7), row("Ana Ruiz", "ECMHM-C", "no", number=7)
    )
    assert left(differ) == {"unclear": 1}
    alike = made(
        row("Ana Ruiz", "IMHM-C", "yes", number=7), row("Ana Ruiz", "ECMHM-C", "", number=7)
    )
    assert names(alike) == ["Ana Ruiz"]
    assert [held.codes for held in alike.providers[0].holds] == [("IMHM-C",), ("ECMHM-C",)]


def test_the_status_is_said_as_it_is_on_the_day() -> None:
    """An emerging supervisor is listed as that, until the day on which the hours stop counting."""
    bo = row("Bo Oak", "IFS + ERS", status="emerging", endorsed=date(2025, 6, 1))
    one = made(bo).providers[0]
    assert [(held.codes, held.status) for held in one.holds] == [
        (("IFS",), "endorsed"), (("ERS",), "emerging"),
    ]  # fmt: skip
    assert one.until == date(2027, 5, 31)
    assert [reach.scope for reach in one.gives_to] == ["FS", "FRS", "ERS"]
    assert [reach.scope for reach in one.ask_first] == ["MHS", "MHM-C"], "that rule is unverified"
    assert names(made(bo, as_of=date(2027, 5, 31))) == ["Bo Oak"]
    after = made(bo, as_of=date(2027, 6, 1))
    assert left(after) == {"cannot_tell": 1}


def test_an_endorsement_holds_to_the_end_of_its_cycle() -> None:
    """Until when the status holds is the deadline of the cycle that runs."""
    assert made(row("Ana Ruiz")).providers[0].until == date(2027, 12, 31)


def test_a_vetted_provider_is_listed_as_vetted() -> None:
    """Who is accepted without an endorsement is never called endorsed."""
    one = made(row("Gi Bay", "IMHS", status="vetted")).providers[0]
    assert [held.status for held in one.holds] == ["vetted"]


def test_the_day_on_which_the_list_changes_is_known() -> None:
    """The nightly run looks again on the day after somebody's status ends, file changed or not."""
    found = made(row("Bo Oak", "IFS + ERS", status="emerging", endorsed=date(2025, 6, 1)))
    assert found.changes_on == date(2027, 6, 1)
    assert made(row("Ana Ruiz")).changes_on == date(2028, 1, 1)


def test_nothing_of_the_private_columns_is_in_it() -> None:
    """Neither the e-mail of the roster nor the member number comes into the list."""
    text = made(row("Ana Ruiz", number="SECRET-77")).model_dump_json()
    assert "private.example" not in text
    assert "SECRET-77" not in text


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["IMHM-C", "IFS", "IFA", "IMHS", "IFS + ERS", "IMHM-P", "what", ""]),
        st.sampled_from(["yes", "no", "", "maybe", "Y", "x", None, 1]),
        st.sampled_from(["endorsed", "emerging", "lapsed", "vetted", "inactive", "deceased", ""]),
        st.sampled_from([LONG_AGO, date(2025, 6, 1), "soon", "", date(2027, 1, 1)]),
    ),
    max_size=6,
)


@settings(max_examples=tries(40))
@given(ROWS, st.dates(date(2021, 1, 1), date(2032, 12, 31)))
def test_everybody_in_question_is_listed_or_counted_and_only_a_yes_is_listed(rows, day) -> None:
    """No roster lists anybody without a yes; nobody is lost, nobody counted twice."""
    people = [
        row(f"Person {n}", category, listed, status=status, endorsed=endorsed, number=f"N{n}")
        for n, (category, listed, status, endorsed) in enumerate(rows)
    ]
    found = made(*people, as_of=day)
    asked = {r[0] for r in people if r[6] in ("yes", "Y", "x", 1)}
    assert set(names(found)) <= asked
    assert all(one.gives_to and one.holds for one in found.providers)
    assert all(one.until is None or one.until >= day for one in found.providers)
    assert found.changes_on is None or found.changes_on > day
    counted = sum(left(found).values()) + len(found.providers)
    assert len(asked) <= counted <= len(people)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Individual", ("individual",)), ("grp", ("group",)),
     ("ind. & group", ("individual", "group")),
     ("both", ("individual", "group")), ("Group or individual", ("individual", "group")),
     ("ask me", ()), ("", ())],
)  # fmt: skip
def test_individual_or_group_is_read_as_people_write_it(text, meant) -> None:
    """The words that people use are understood; other words say nothing."""
    assert settings_of(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("yes", True), ("Yes - statewide", True), ("No; own staff", False), ("x", True),
     ("Nobody yet", None), ("sometimes", None), ("", None)],
)  # fmt: skip
def test_yes_and_no_are_read_with_words_behind_them(text, meant) -> None:
    """A remark after yes or no is let be; what is neither says nothing."""
    assert whether(text) is meant


def test_a_pack_that_does_not_say_who_may_give_rsc_lists_nobody() -> None:
    """Without rules nobody is guessed to be qualified, and the coordinator reads why."""
    file = PACK.file.model_copy(update={"provider_rule": (), "vetted": ()})
    found = registry(roster([row("Ana Ruiz")]), Pack(file), AS_OF)
    assert names(found) == []
    assert not found.told
    assert "does not say who may give RSC" in left_out(found)[0]


@pytest.mark.parametrize(
    "header",
    ["Opted in", "Opt in (newsletter)", "Listed in the registry", "In registry", "Listed publicly",
     "Directory"],
)  # fmt: skip
def test_another_yes_publishes_nobody(header) -> None:
    """A yes about a newsletter, or about the registry of the endorsed, publishes nobody."""
    head = [header if title == "Listed in the RSC registry" else title for title in HEAD]
    found = made(row("Ana Ruiz"), head=head)
    assert names(found) == []
    assert left(found) == {"no_column": 1}


@pytest.mark.parametrize(
    "header", ["RSC registry", "On the RSC list", "RS/C registry", "OK to list for RSC?"]
)
def test_a_heading_that_names_rsc_is_understood(header) -> None:
    """As people may write it."""
    head = [header if title == "Listed in the RSC registry" else title for title in HEAD]
    assert names(made(row("Ana Ruiz"), head=head)) == ["Ana Ruiz"]


@pytest.mark.parametrize("header", ["Emergency contact", "Contact", "Private contact", "Phone"])
def test_a_contact_that_is_not_meant_for_it_is_not_published(header) -> None:
    """Only a column that says so is published."""
    head = [header if title == "Registry contact" else title for title in HEAD]
    found = made(row("Ana Ruiz", contact="608-555-0100"), head=head)
    assert "608-555-0100" not in found.model_dump_json()
