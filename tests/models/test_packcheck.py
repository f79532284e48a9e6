"""`packs check`: each problem with its line and what may have been meant; never an exception."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import PackError
from models.layering import load_pack, read_shipped, shipped
from models.packcheck import check_pack
from tests.examples import tries
from tests.models.packs_by_hand import HEAD, over

FIRST = HEAD.count("\n") + 2
"""The line on which the text of a pack over another begins."""


def found(text: str, pack_id: str = "wisconsin"):
    return [(one.line, str(one.problem)) for one in check_pack(*over(pack_id, text))]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("colour = 1", 0, "there is no key 'colour' here."),
        ("summry = 's'", 0, "Is \"summary\" meant?"),
        ('[[requirement]]\nid = "renewal.training"\nshort_tittle = "t"', 2,
         "there is no key 'short_tittle' here. Is \"short_title\" meant?"),
        ('[[requirement]]\nid = "renewal.training"\nneed = [\n  {value = 1, source = "S2"},\n'
         '  {value = 1, sorce = "S2"}]', 4, "Is \"source\" meant?"),
        ('[[requirement]]\nid = "renewal.training"\nneed = [{value = 1, scope = ["FS"], '
         'source = "S2"}]', 2, "Is \"scopes\" meant?"),
        ('[[requirement]]\nid = "renewal.wishes"', 0, "kind is missing"),
        ('[[requirement]]\nid = "x"\nkind = "huors"', 0, 'there is no kind of requirement'),
        ('[[requirement]]\ntitle = "x"', 0, "a [[requirement]] has no id"),
        ('[[requirement]]\nid = "renewal.training"\nlog = "trainings"', 2,
         "'trainings' cannot stand here. It can be 'training' or 'rsc'"),
        ("[[cycle]]\nfirst_deadline = 2020-12-31\nyears = 40\nsource = 'S2'", 2, "40 does not fit"),
        ("[[cycle]]\nfirst_deadline = 2020-12-31\nsource = 'S2'", 0, "years is missing"),
        ("source = 3", 0, "source has to be a table, [source], not a number"),
        ("drop = 'renewal.training'", 0, "drop has to be a list of ids"),
        ("status = [1]", 0, "a list of tables, [[status]]"),
        ("[[status]]\ncode = 'x'\naliases = 'y'\nphase = 'none'", 2, "a list of words"),
        ("[source.Q]\ntitle = 't'\nwhere = 'w'", 0, "the source 'Q' is declared but never cited"),
        ('[[requirement]]\nid = "renewal.training"\nneed = [{value = 1, source = "Q7"}]', 2,
         "no source 'Q7' is declared"),
        ("[[case]]\nsay = 'one'\nas_of = 2026-11-22\nperson = {category = 'IFS', "
         "endorsed = 2019-01-01, training_hours = 3}\nexpect = {'renewal.training' = 'meets'}", 0,
         'the worked case "one" comes out otherwise: renewal.training is open, not meets'),
        ("[[case]]\nsay = 'one'\nas_of = 2026-11-22\nperson = {category = 'IFS', "
         "traning_hours = 3}\nexpect = {}", 0, 'Is "training_hours" meant?'),
        ("[[case]]\nsay = 'one'\nas_of = 2026-11-22\nperson = {category = 'IFS'}\nexpect = {}\n"
         "tabs.traning = [{hours = 3}]", 0, "there is no tab 'traning'. Is \"training\" meant?"),
        ("[[case]]\nsay = 'one'\nas_of = 2026-11-22\nperson = {category = 'IFS', "
         "endorsed = 2019-01-01, training_hours = 3}\nexpect = {}\n"
         "short = {'renewal.training' = 3}", 0, "short of 12, not 3"),
    ],
)  # fmt: skip
def test_each_slip_is_named_with_its_line(text: str, line: int, says: str) -> None:
    """The line is that of the slip, and the nearest right name is offered."""
    said = found(text)
    assert [one for one in said if says in one[1]], said
    assert next(at for at, one in said if says in one) == FIRST + line


def test_toml_that_cannot_be_read_has_its_line() -> None:
    """A slip in the TOML itself is a sentence with the line."""
    ((line, says),) = found("a = [1,\nb = 2")
    assert line in {FIRST, FIRST + 1}
    assert "this is not TOML" in says


def test_what_comes_from_below_has_no_line() -> None:
    """A problem that stands in the pack below is not pinned on a line of this one."""
    ((line, says),) = found('[[relief]]\nrequirement = "x"\nscopes = ["FS"]\nafter_years = 1\n'
                            'value = 0\nsource = "S2"\n')  # fmt: skip
    assert line is not None
    assert "no requirement 'x'" in says
    said = found('drop = ["renewal.rsc"]', "virginia")
    assert [(at, one) for at, one in said if "renewal.rsc" in one and at is None]


@pytest.mark.parametrize("pack_id", ["national", "wisconsin", "virginia", "nebraska"])
def test_what_ships_passes(pack_id: str) -> None:
    """A pack that ships holds, and its worked cases come out right."""
    assert check_pack(pack_id) == []


@pytest.mark.slow
@pytest.mark.parametrize("pack_id", shipped())
def test_all_that_ships_passes(pack_id: str) -> None:
    """Every pack that ships holds, and its worked cases come out right."""
    assert check_pack(pack_id) == []


def test_a_pack_that_is_not_there_says_so() -> None:
    """What cannot be read at all is an error of its own."""
    with pytest.raises(PackError, match="There is no pack"):
        check_pack("nowhere")
    with pytest.raises(PackError, match="There is no pack"):
        found("", "nowhere")


@settings(max_examples=tries(60), deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_text_with_slips_never_raises(chance: random.Random) -> None:
    """Lines lost, doubled, or moved, and words changed: only sentences come out, or an error."""
    lines = read_shipped("wisconsin").splitlines()
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        what = chance.choice(["lose", "double", "swap", "word"])
        if what == "lose":
            del lines[at]
        elif what == "double":
            lines.insert(at, lines[at])
        elif what == "swap":
            to = chance.randrange(len(lines))
            lines[at], lines[to] = lines[to], lines[at]
        else:
            for word, other in (("[[", "["), ("=", "= 1 #"), ('"', ""), ("15", '"x"'), ("{", "[")):
                if word in lines[at]:
                    lines[at] = lines[at].replace(word, other, 1)
                    break
    text = "\n".join(lines)

    def read(name: str) -> str:
        return text if name == "mine" else read_shipped(name)

    try:
        said = check_pack("mine", read)
    except PackError:
        return
    assert all(str(one.problem) for one in said)
    grave = [one for one in said if one.problem.grave]
    if grave:
        with pytest.raises(PackError):
            load_pack("mine", read)
    else:
        load_pack("mine", read)
