"""Each shipped pack, broken in each way that is known: the check names it."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from models.contradictions import contradictions
from models.errors import PackError
from models.layering import layered, load_pack, overlay, shipped
from models.packfile import PackFile
from tests.models.packs_by_hand import SHIPPED, over

SOURCE = '\n[source.X]\ntitle = "t"\nwhere = "w"\n'
RULE = '[[requirement]]\nid = "renewal.training"\nneed = [{}]\n'
EXTRA = """
[[requirement]]
id = "{id}"
kind = "{kind}"
phase = "{phase}"
title = "a thing"
action = "Do it."
{rest}
"""
BREAKS = {
    "overlapping dates": (
        RULE.format('{value = 15, source = "X"}, {value = 20, from = 2030-01-01, source = "X"}'),
        "two values are in force at once from 1 Jan 2030 on",
    ),
    "a date before its beginning": (
        RULE.format('{value = 15, from = 2030-01-01, until = 2029-01-01, source = "X"}'),
        "ends before it begins (1 Jan 2030 to 1 Jan 2029)",
    ),
    "a scope nobody can have": (
        RULE.format('{value = 15, scopes = ["FSS"], source = "X"}'),
        "no category 'FSS' is declared. Is \"FS\" meant?",
    ),
    "a range that no deadline touches": (
        RULE.format('{value = 15, from = 2026-02-01, until = 2026-02-02, source = "X"}'),
        "touches no renewal deadline",
    ),
    "nothing asked": (RULE.format('{value = 0, source = "X"}'), "0 asks for nothing"),
    "more hours than days allow": (
        RULE.format('{value = 20000, source = "X"}'),
        "20000 hours cannot be met",
    ),
    "a part larger than the whole": (
        '[[requirement]]\nid = "renewal.training.dei"\nkind = "hours"\nphase = "renewal"\n'
        'title = "DEI"\naction = "Do."\nlog = "training"\ntotal = "dei_hours"\ntopic = "dei"\n'
        'need = [{value = 999, source = "X"}]\n',
        "that they are part of",
    ),
    "parts larger than the whole": (
        EXTRA.format(id="initial.x", kind="hours", phase="reinstatement",
                     rest='log = "training"\ntotal = "training_hours"\nshare_topics = "once"\n'
                          'need = [{value = 10, source = "X"}]')
        + EXTRA.format(id="initial.y", kind="hours", phase="reinstatement",
                       rest='log = "training"\ntotal = "dei_hours"\ntopic = "dei"\n'
                            'need = [{value = 6, source = "X"}]')
        + EXTRA.format(id="initial.z", kind="hours", phase="reinstatement",
                       rest='log = "training"\ntotal = "rsc_training_hours"\ntopic = "rsc"\n'
                            'need = [{value = 6, source = "X"}]'),
        "add up to 12 hours",
    ),
    "a span that ends before it begins": (
        EXTRA.format(id="initial.x", kind="rsc", phase="initial",
                     rest='need = [{value = 10, source = "X"}]\n'
                          'window = [{min_months = 24, max_months = 12, source = "X"}]'),
        "at least 24 months and at most 12 cannot both hold",
    ),
    "a spread over more than is looked at": (
        EXTRA.format(id="reinstatement.x", kind="rsc", phase="reinstatement",
                     rest='need = [{value = 10, source = "X"}]\nlast_months = 12\n'
                          'spread = [{value = 18, source = "X"}]'),
        "only 12 months are looked at",
    ),
    "more about RSC given than RSC": (
        EXTRA.format(id="initial.x", kind="rsc", phase="initial",
                     rest='need = [{value = 10, source = "X"}]\n'
                          'about_given = [{value = 25, source = "X"}]'),
        "25 hours about RSC given are more than the 10 hours",
    ),
    "more hours than the last months allow": (
        EXTRA.format(id="reinstatement.x", kind="hours", phase="reinstatement",
                     rest='need = [{value = 600, source = "X"}]\nlast_months = 1\n'
                          'log = "training"\ntotal = "training_hours"'),
        "600 hours cannot be met: 31 days",
    ),
    "a clock that warns before it starts": (
        EXTRA.format(id="initial.x", kind="clock", phase="initial",
                     rest='need = [{value = 10, source = "X"}]\nstart_field = "registered"\n'
                          'stop_field = "submitted"\nthen = "It is over."\nwarn_days = 30'),
        "the warning comes 30 days before the end, but only 10 days pass",
    ),
    "a pass mark beyond all": (
        EXTRA.format(id="initial.x", kind="exam", phase="initial",
                     rest='need = [{value = true, source = "X"}]\n'
                          'pass_mark = [{value = 101, source = "X"}]'),
        "a pass mark of 101 per cent",
    ),
    "more roles than ratings": (
        EXTRA.format(id="initial.x", kind="references", phase="initial",
                     rest='need = [{value = 1, source = "X"}]\n'
                          'role = [{role = "supervisor", source = "X"}, '
                          '{role = "colleague", source = "X"}]'),
        "2 roles are asked of 1 ratings",
    ),
    "a shadowed degree": (
        EXTRA.format(id="initial.x", kind="education", phase="initial",
                     rest='need = [{value = true, source = "X"}]\n'
                          'option = [{degree = "bachelor", source = "X"}, '
                          '{degree = "master", source = "X"}]'),
        "option 2 can never matter",
    ),
    "a shadowed provider": (
        '[[provider_rule]]\nid = "x"\nreceiver = ["FS"]\nsource = "X"\n'
        'allowed = [{scopes = ["MHS", "MHM-C"]}, {scopes = ["MHS"], degree = "master"}]\n',
        "allowed 2 can never matter",
    ),
    "a provider rule for nobody": (
        '[[provider_rule]]\nid = "x"\nreceiver = ["NOBODY"]\nallowed = []\nsource = "X"\n',
        "no category 'NOBODY'",
    ),
    "relief from what is not there": (
        '[[relief]]\nrequirement = "renewal.rcs"\nscopes = ["MHM-C"]\nafter_years = 3\nvalue = 0\n'
        'source = "X"\n',
        "there is no requirement 'renewal.rcs'",
    ),
    "relief that asks for more": (
        '[[relief]]\nrequirement = "renewal.training"\nscopes = ["MHM-C"]\nafter_years = 3\n'
        'value = 500\nsource = "X"\n',
        "the relief asks for 500",
    ),
    "no cycle": ("cycle = []\n", "there is no [[cycle]]"),
    "a last cycle that ends": (
        '[[cycle]]\nfirst_deadline = 2020-12-31\nlast_deadline = 2026-12-31\nyears = 1\n'
        'source = "X"\n',
        "the last [[cycle]] ends",
    ),
    "a hole between cycles": (
        '[[cycle]]\nfirst_deadline = 2010-12-31\nlast_deadline = 2019-12-31\nyears = 1\n'
        'source = "X"\n[[cycle]]\nfirst_deadline = 2023-12-31\nyears = 1\nsource = "X"\n',
        "between 31 Dec 2019 and 1 Jan 2023 there is no deadline",
    ),
    "cycles that overlap": (
        '[[cycle]]\nfirst_deadline = 2010-12-31\nlast_deadline = 2024-12-31\nyears = 1\n'
        'source = "X"\n[[cycle]]\nfirst_deadline = 2023-12-31\nyears = 1\nsource = "X"\n',
        "this run begins on 31 Dec 2023, but the one before it ends on 31 Dec 2024",
    ),
    "a run that never gives way": (
        '[[cycle]]\nfirst_deadline = 2010-12-31\nyears = 1\nsource = "X"\n[[cycle]]\n'
        'first_deadline = 2023-12-31\nyears = 1\nsource = "X"\n',
        "the one after it never begins",
    ),
    "a last deadline that is none": (
        '[[cycle]]\nfirst_deadline = 2010-12-31\nlast_deadline = 2019-06-30\nyears = 1\n'
        'source = "X"\n[[cycle]]\nfirst_deadline = 2020-12-31\nyears = 1\nsource = "X"\n',
        "30 Jun 2019 is no deadline of this run",
    ),
    "removed before the grace ends": (
        '[[cycle]]\nfirst_deadline = 2010-12-31\nyears = 1\ngrace_days = 60\nremoval_days = 30\n'
        'source = "X"\n',
        "before the grace ends",
    ),
    "removed before the grace ends, by month and day": (
        '[[cycle]]\nfirst_deadline = 2010-12-31\nyears = 1\ngrace_until = "03-31"\n'
        'removal_on = "02-01"\nsource = "X"\n',
        "comes off the registry on 1 Feb 2011, before the grace ends on 31 Mar 2011",
    ),
    "two first renewals at once": (
        '[[first_renewal]]\nrule = "owed"\nsource = "X"\n[[first_renewal]]\nrule = "owed"\n'
        'source = "X"\n',
        "first_renewal 2: two values are in force at once",
    ),
    "a citation without source": (RULE.format('{value = 15, source = "Q7"}'), "no source 'Q7'"),
    "an alias that means two things": (
        '[[category]]\nscope = "FS"\naliases.any = ["level iii"]\n',
        '"level iii" means two things',
    ),
    "a status that means two things": (
        '[[status]]\ncode = "endorsed"\naliases = ["inactive"]\n',
        '"inactive" means two things',
    ),
    "a topic nobody declared": (
        '[[requirement]]\nid = "renewal.training"\ntopic = "die"\n',
        "no topic 'die' is declared. Is \"dei\" meant?",
    ),
    "a column that no roster has": (
        '[[requirement]]\nid = "renewal.training"\ntotal = "traning_hours"\n',
        "there is no column 'traning_hours' that a roster could have. Is \"training_hours\" meant?",
    ),
    "a phase nobody gets into": (
        EXTRA.format(id="inactive.x", kind="signed", phase="inactive",
                     rest='need = [{value = true, source = "X"}]\nfield = "ethics"'),
        "no status puts anybody in the phase 'inactive'",
    ),
}  # fmt: skip
UNGRAVE = {
    "a range that no deadline touches", "a shadowed degree", "a shadowed provider",
    "a phase nobody gets into", "a last deadline that is none",
}  # fmt: skip


@cache
def below(pack_id: str):
    return layered(pack_id, SHIPPED, ())


def problems(pack_id: str, text: str):
    """Give what is found in a pack with this text over one that ships."""
    name, read = over(pack_id, text + SOURCE)
    own = tomllib.loads(read(name))
    base = below(pack_id)
    if "phase 'inactive'" in text or 'phase = "inactive"' in text:
        statuses = [s for s in base["status"] if s["phase"] != "inactive"]
        rules = [r for r in base["requirement"] if r["phase"] != "inactive"]
        base = {**base, "status": statuses, "requirement": rules}
    return contradictions(PackFile.model_validate(overlay(base, own)))


SOME = ("national", "wisconsin", "nebraska", "western-australia")


@pytest.mark.parametrize("how", BREAKS)
@pytest.mark.parametrize(
    "packs", [SOME, pytest.param(set(shipped()) - set(SOME), marks=pytest.mark.slow)],
    ids=["some", "others"],
)  # fmt: skip
def test_each_pack_broken_in_this_way_is_found_out(packs, how: str) -> None:
    """Whatever pack is broken, the sentence names what is wrong and whether it is grave."""
    text, says = BREAKS[how]
    for pack_id in packs:
        found = problems(pack_id, text)
        named = [one for one in found if says in str(one)]
        assert named, (pack_id, [str(one) for one in found])
        assert any(one.grave for one in named) is (how not in UNGRAVE)


@pytest.mark.parametrize("how", sorted(set(BREAKS) - UNGRAVE))
def test_what_is_grave_keeps_a_pack_from_loading(how: str) -> None:
    """`check` never runs under rules that contradict themselves."""
    with pytest.raises(PackError, match="Pack mine"):
        load_pack(*over("wisconsin", BREAKS[how][0] + SOURCE))


@pytest.mark.parametrize("pack_id", shipped())
def test_what_ships_holds(pack_id: str) -> None:
    """No pack that ships contradicts itself, or holds what can never matter."""
    assert [str(one) for one in contradictions(load_pack(pack_id).file)] == []


def test_months_of_one_value_may_follow_each_other() -> None:
    """Values that end the day before the next one begins, or are for other people, are fine."""
    text = RULE.format(
        '{value = 15, until = 2029-12-31, source = "X"}, '
        '{value = 20, from = 2030-01-01, scopes = ["FS"], source = "X"}, '
        '{value = 25, from = 2030-01-01, scopes = ["MHS"], source = "X"}'
    )
    assert [one for one in problems("national", text) if "renewal.training" in one.place] == []
