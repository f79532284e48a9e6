"""A pack as a page, what differs between packs, and the template: nothing is left out."""

from __future__ import annotations

import random
import re
import tomllib
from datetime import date
from functools import cache
from typing import get_args

import pytest

from models.document import Heading, Items, Para, Rows
from models.layering import load_pack, shipped
from models.packcheck import check_pack
from models.packdiff import between_days, between_packs
from models.packerrors import KINDS
from models.packfile import AnyRequirement, PackFile
from models.packpage import page
from models.packtemplate import template
from models.packwords import SAID, SILENT, asked
from models.rulepack import Pack
from tests.models.packs_by_hand import SHIPPED, over

PACK = cache(load_pack)
DAY = date(2026, 11, 22)


def words(blocks) -> str:
    """Give all that stands on a page."""
    said = []
    for block in blocks:
        match block:
            case Heading(_, text) | Para(text):
                said.append(text)
            case Items(items):
                for item in items:
                    said += [item.text, *item.details, item.source]
            case Rows(_, rows):
                said += [" ".join(row) for row in rows]
    return "\n".join(said)


def items_below(blocks, category: str, phase: str) -> list[str]:
    """Give the items of one phase of one category."""
    inside, found = False, []
    for block in blocks:
        if isinstance(block, Heading):
            if block.level == 2:
                inside = block.text == category
            elif inside:
                found.append((block.text, []))
        elif inside and found and isinstance(block, Items):
            found[-1][1].extend(item.text for item in block.items)
    return next((texts for title, texts in found if title.startswith(phase)), [])


@pytest.mark.parametrize("pack_id", shipped())
def test_the_page_holds_every_value_in_force(pack_id: str) -> None:
    """What is asked of a category on the day, and its source, stands below that category."""
    pack = PACK(pack_id)
    blocks = page(pack, DAY)
    deadline = pack.cycle_from(DAY).deadline
    for category in pack.file.category:
        for phase, title, on in (
            ("renewal", "To renew", deadline), ("initial", "To be endorsed", DAY),
        ):  # fmt: skip
            said = items_below(blocks, category.name, title)
            for rule in pack.requirements:
                value = rule.value_for((category.scope,), on) if rule.phase == phase else None
                if value is not None:
                    text = asked(pack, rule, value)
                    assert f"{text[:1].upper()}{text[1:]}." in said


@pytest.mark.parametrize("pack_id", ["national", "wisconsin", "virginia", "western-australia"])
def test_the_page_says_what_is_shaky(pack_id: str) -> None:
    """What was inferred or is not verified, and all that the pack says of itself, is there."""
    pack = PACK(pack_id)
    text = words(page(pack, DAY))
    about = pack.file.about
    for said in (*about.read, *about.inferred, *about.unverified, *about.not_checked):
        assert said in text
    for source in pack.file.source.values():
        assert source.title in text
    assert "No pack is official" in text
    assert ("Not verified: nobody has confirmed it." in text) is (
        any(v.reading == "unverified" for v in in_force(pack))
    )


def in_force(pack: Pack):
    """Give what is in force on the day and bears a reading."""
    deadline = pack.cycle_from(DAY).deadline
    for rule in pack.requirements:
        on = deadline if rule.phase == "renewal" else DAY
        for category in pack.file.category:
            value = rule.value_for((category.scope,), on)
            if value is not None:
                yield value
    yield pack.first_renewal(deadline)
    yield from (one for one in pack.file.relief if one.in_force(deadline))
    yield from (one for one in pack.file.provider_rule if one.in_force(DAY))
    yield from (one for one in pack.file.vetted if one.in_force(DAY))
    yield from [pack.file.dual] if pack.file.dual is not None else []
    yield next(c for c in pack.file.cycle if c.last_deadline is None or deadline <= c.last_deadline)


def test_every_key_of_every_kind_is_said_or_known_to_be_silent() -> None:
    """A new key of a requirement cannot be left off the page without somebody deciding it."""
    keys = {key for kind in KINDS.values() for key in kind.model_fields}
    assert keys - set(SAID) - SILENT == set()
    assert set(KINDS) == {
        get_args(kind.model_fields["kind"].annotation)[0]
        for kind in get_args(get_args(AnyRequirement)[0])
    }


@pytest.mark.parametrize("pack_id", shipped())
def test_nothing_differs_between_a_pack_and_itself(pack_id: str) -> None:
    """A comparison of what is the same says so, and nothing else."""
    pack = PACK(pack_id)
    assert words(between_packs(pack, pack)).endswith("Nothing differs.")
    assert words(between_days(pack, DAY, DAY)).endswith("Nothing differs.")


def changed(data, chance: random.Random):
    """Change one thing in a pack's data that is a rule; give what, and the data."""
    rules = [r for r in data["requirement"] if r.get("need")]
    rule = chance.choice(rules)
    at = chance.randrange(len(rule["need"]))
    how = chance.choice(["value", "from", "scopes", "drop", "cycle", "first", "alias", "key"])
    value = dict(rule["need"][at])
    if how == "value":
        value["value"] = False if value["value"] is True else value["value"] + 1
    elif how == "from":
        value["from"] = date(2026, 3, 3)
        value.pop("until", None)
    elif how == "scopes":
        value["scopes"] = ["FA"] if value.get("scopes") != ["FA"] else ["FS"]
    elif how == "drop":
        return how, {**data, "requirement": [r for r in data["requirement"] if r is not rule]}
    elif how == "cycle":
        cycles = [dict(c) for c in data["cycle"]]
        cycles[-1]["window_days"] = cycles[-1].get("window_days", 92) + 1
        return how, {**data, "cycle": cycles}
    elif how == "first":
        rules_ = data["first_renewal"]
        last = {**(rules_[-1] if isinstance(rules_, list) else rules_)}
        last["rule"] = "prorate" if last["rule"] != "prorate" else "owed"
        return how, {**data, "first_renewal": [last]}
    elif how == "alias":
        status = {**data["status"][0], "aliases": [*data["status"][0]["aliases"], "brand new"]}
        return how, {**data, "status": [status, *data["status"][1:]]}
    else:
        other = {**rule, "action": "Do something else."}
        return how, {
            **data,
            "requirement": [other if r is rule else r for r in data["requirement"]],
        }
    needs = [value if i == at else v for i, v in enumerate(rule["need"])]
    other = {**rule, "need": needs}
    return how, {**data, "requirement": [other if r is rule else r for r in data["requirement"]]}


@pytest.mark.parametrize("pack_id", ["national", "wisconsin", "pennsylvania"])
def test_whatever_is_changed_is_said(pack_id: str) -> None:
    """One thing changed anywhere in the rules of a pack gives at least one sentence."""
    from models.layering import layered  # noqa: PLC0415

    data = layered(pack_id, SHIPPED, ())
    before = Pack(PackFile.model_validate(data))
    chance = random.Random(pack_id)
    for _ in range(25):
        how, other = changed(data, chance)
        after = Pack(PackFile.model_validate(other))
        text = words(between_packs(before, after))
        assert "Nothing differs." not in text, how


def test_a_change_is_said_with_who_and_when() -> None:
    """The sentence names the phase, the categories, both figures and the days."""
    text = (
        '[[requirement]]\nid = "renewal.rsc"\nneed = [\n'
        '  {value = 12, scopes = ["FS", "MHS", "MHM-C"], until = 2026-12-31, source = "S2"},\n'
        '  {value = 18, scopes = ["FS"], from = 2027-01-01, source = "S2"},\n]\n'
    )
    said = words(between_packs(PACK("wisconsin"), load_pack(*over("wisconsin", text))))
    assert "Renewal, FS, from 1 Jan 2027 on: 18 hours of RSC received instead of 12 hours" in said
    assert "Renewal, MHS, MHM-C, from 1 Jan 2027 on: 12 hours of RSC received no longer" in said


def test_what_changed_in_a_pack_between_two_days() -> None:
    """The national base: from one year to three, from 15 hours to 45."""
    said = words(between_days(PACK("national"), date(2023, 1, 1), date(2026, 1, 1)))
    assert "Renewal, everybody: 45 hours of training instead of 15 hours of training." in said
    assert "in cycles of 3 years" in said
    assert "every year" in said


@pytest.mark.parametrize("base", shipped())
def test_a_template_loads_and_passes_the_check(base: str) -> None:
    """A pack that was only begun holds at once, over whichever pack it is laid."""
    text = template("ours.toml", "ours", base, PACK(base), DAY)

    def read(name: str) -> str:
        return text if name == "ours" else SHIPPED(name)

    assert [str(one.problem) for one in check_pack("ours", read)] == []
    assert load_pack("ours", read).requirements == PACK(base).requirements


def optional(text: str) -> str:
    """Make every table in the comments of a template count, but not the worked case."""
    head, _, _ = text.partition("# Requirements of ")
    return re.sub(r"^# (?=\[|[a-z_]+ = |  \{|\])", "", head, flags=re.MULTILINE)


@pytest.mark.parametrize("base", ["national", "wisconsin", "nebraska", "michigan"])
def test_every_comment_of_a_template_may_be_made_to_count(base: str) -> None:
    """With all its tables taken out of the comments, the pack still loads, and asks the same."""
    text = optional(template("ours.toml", "ours", base, PACK(base), DAY))
    tomllib.loads(text)

    def read(name: str) -> str:
        return text if name == "ours" else SHIPPED(name)

    assert [str(one.problem) for one in check_pack("ours", read) if one.problem.grave] == []
    ours, below = load_pack("ours", read), PACK(base)
    for mine, theirs in zip(ours.requirements, below.requirements, strict=True):
        for category in below.file.category:
            for day in (date(2022, 6, 1), DAY, date(2030, 1, 1)):
                one = mine.value_for((category.scope,), day)
                other = theirs.value_for((category.scope,), day)
                assert (one and one.value) == (other and other.value)
