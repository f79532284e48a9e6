"""A pack that contradicts itself does not load; layering changes only what it says."""

from __future__ import annotations

import difflib
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.categories import NEAR, SHORTEST_HINT
from models.cells import fold_accents
from models.errors import PackError
from models.layering import load_pack, read_shipped

BASE = read_shipped("wisconsin")


def load(text: str):
    def read(pack_id: str) -> str:
        return text if pack_id == "mine" else read_shipped(pack_id)

    return load_pack("mine", read)


MINE = (
    'schema = 1\nid = "mine"\nextends = "wisconsin"\nname = "Mine"\nversion = "1"\nsummary = "s"\n'
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[[requirement]]\nid = "renewal.training"\n'
            'need = [{value = 15, source = "S2"}, {value = 20, source = "S2"}]',
            "two values are in force at once",
        ),
        (
            '[[requirement]]\nid = "renewal.training"\nneed = [{value = 15, source = "X9"}]',
            "no source 'X9' is declared",
        ),
        (
            '[[requirement]]\nid = "renewal.rsc"\n'
            'need = [{value = 12, scopes = ["FX"], source = "S2"}]',
            "no category 'FX'",
        ),
        (
            '[[requirement]]\nid = "renewal.rsc"\n'
            'need = [{value = 12, from = 2026-01-01, until = 2025-01-01, source = "S2"}]',
            "ends before it begins",
        ),
        (
            '[[requirement]]\nid = "renewal.rsc"\nneed = [{value = 0, source = "S2"}]',
            "asks for nothing",
        ),
        (
            "[[cycle]]\nfirst_deadline = 2011-12-31\nlast_deadline = 2026-12-31\nyears = 1\n"
            'source = "S2"',
            "the last [[cycle]] ends",
        ),
        ('[[requirement]]\nid = "x"\nkind = "wishes"', "requirement"),
        ('colour = "red"', "colour"),
        ("[[requirement", "is not valid TOML"),
    ],
)
def test_a_pack_that_cannot_hold_does_not_load(text, says) -> None:
    """The error names the pack, the place and what is wrong."""
    with pytest.raises(PackError, match=re.escape(says)):
        load(MINE + text)


def test_a_pack_may_not_extend_itself() -> None:
    """A circle of packs is an error, not an endless loop."""
    with pytest.raises(PackError, match="extends itself"):
        load(MINE.replace('"wisconsin"', '"mine"'))


def test_layers_change_only_what_they_say() -> None:
    """A value of the upper pack replaces the lower one; title, action and others stay."""
    text = '[[requirement]]\nid = "renewal.training"\nneed = [{value = 20, source = "S2"}]'
    mine, below = load(MINE + text), load_pack("wisconsin")
    by_id = {r.id: r for r in mine.requirements}
    for rule in below.requirements:
        if rule.id != "renewal.training":
            assert by_id[rule.id] == rule
    changed = by_id["renewal.training"]
    assert changed.need[0].value == 20
    assert changed.title == "training"


def test_drop_leaves_a_requirement_out() -> None:
    """`drop` takes a requirement of the lower pack away."""
    mine = load(MINE + 'drop = ["renewal.agreement"]')
    assert "renewal.agreement" not in {r.id for r in mine.requirements}


def test_aliases_add_up() -> None:
    """An association's own word is learned, and those of the base stay known."""
    text = '[[category]]\nscope = "FS"\naliases.infant = ["prevention specialist"]'
    categories = load(MINE + text).categories
    for words in ("Prevention Specialist", "Infant Family Specialist"):
        assert [c.code for c in categories.parse(words).value or ()] == ["IFS"]


@pytest.mark.parametrize(
    ("day", "deadline"),
    [
        (date(2022, 5, 1), date(2022, 12, 31)),
        (date(2023, 12, 31), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2027, 12, 31)),
        (date(2028, 1, 1), date(2030, 12, 31)),
    ],
)
def test_the_national_base_knows_both_renewal_models(day, deadline) -> None:
    """Every year up to 2023, then every three years: 2024, 2027, 2030."""
    assert load_pack("national").cycle_from(day).deadline == deadline


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Level II", "FS"),
        ("II", "FS"),
        ("I/ECFS", "IFS ECFS"),
        ("Infant Family Specialist", "IFS"),
        ("IMH-E® (II)", "IFS"),
        ("ECMH-E Family Specialist", "ECFS"),
        ("IFS + ERS", "IFS ERS"),
        ("imhm-c", "IMHM-C"),
        ("IMHM-R/F", "IMHM-R/F"),
        ("Mentor-Research Faculty", "MHM-R/F"),
        ("I/ECFSR", "IFRS ECFRS"),
        ("  level  iii ", "MHS"),
        ("IFS, ECFS", "IFS ECFS"),
        ("Infant Mental Health Practitioner", "IMHS"),
    ],
)
def test_categories_as_people_write_them(text, codes) -> None:
    """Every spelling that the facts list finds its category."""
    found = load_pack("national").categories.parse(text)
    assert [c.code for c in found.value or ()] == codes.split()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Level IV", "not which: Clinical, Policy or Research/Faculty"),
        ("IMHM", "not which: Clinical, Policy or Research/Faculty"),
        ("Levl II", "Is FS meant?"),
        ("2", "is no category that we know"),
        ("IFS?", None),
        ("Board member", "is no category that we know"),
    ],
)
def test_a_category_that_is_not_certain_is_not_guessed(text, says) -> None:
    """Two readings, a slip, a bare number: a sentence, never a guess."""
    found = load_pack("national").categories.parse(text)
    if says is None:
        assert found.value
    else:
        assert found.value is None
        assert says in found.problem


NATIONAL = load_pack("national").categories
NAMES = [text for text in NATIONAL.texts if len(text) >= SHORTEST_HINT]


@given(
    st.one_of(st.text(), st.sampled_from(NAMES)), st.integers(0, 60), st.text(max_size=4),
    st.integers(0, 4),
)  # fmt: skip
def test_the_name_that_was_meant_is_found_as_by_a_slow_search(name, at, typed, gone) -> None:
    """Looking at lengths and letters first never loses the name that is nearest."""
    slip = name[:at] + typed + name[at + gone :]
    nearest = difflib.get_close_matches(fold_accents(slip), NAMES, n=1, cutoff=NEAR)
    said = NATIONAL.parse(slip).problem
    if said is not None and "no category" in said:
        assert ("meant?" in said) == bool(nearest)
        if nearest:
            meant = " + ".join(c.code for c in NATIONAL.parse(nearest[0]).value or ())
            assert f"Is {meant} meant?" in said
