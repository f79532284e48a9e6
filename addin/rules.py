"""ROSTER_NEED and ROSTER_RULE: what a rule asks, of whom, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from addin.blocks import Cells, shape
from addin.errors import AddinError
from addin.registry import Answers
from addin.settings import Settings
from addin.single import day_of, text_of
from models.categories import Category
from models.cells import fold_accents
from models.packwords import asked, details
from models.problems import near
from models.requirements.base import Requirement
from models.rulepack import Pack
from models.wording import SENTENCES, joined, sentence

HEADINGS = ("category", "what", "details", "from", "until", "source")
PART = ".about_given"
"""The end of the name of a finding about a part of a requirement."""


def need(
    category: Cells, requirement: Cells, as_of: Cells | None, settings: Settings, *, today: date
) -> Answers:
    """Give the number that is asked; a sentence where it is none, or nothing is asked."""
    pack, day = settings.pack, day_of(as_of, "as_of", settings) or today
    categories = _categories(text_of(category, "category"), pack)
    rule = _rule(text_of(requirement, "requirement"), "requirement", pack)
    on = _rules_on(rule, pack, day)
    value = rule.value_for(frozenset(one.scope for one in categories), on)
    if value is None:
        codes = joined(" + ", (one.code for one in categories))
        return [[sentence("formula.not_asked", {"rule": rule.id, "codes": codes, "day": on})]]
    return shape([[float(value.value) if rule.numeric else asked(pack, rule, value)]])


def _categories(said: str, pack: Pack) -> Sequence[Category]:
    found, problem = pack.categories.parse(said)
    if found is None:
        facts = {"argument": "category", "problem": problem}
        raise AddinError(sentence("formula.argument", facts))
    return found


def _rule(said: str, argument: str, pack: Pack) -> Requirement:
    """Find a requirement by its name, or by what it is called in a sentence."""
    key = fold_accents(said)
    for one in pack.requirements:
        if fold_accents(one.id) == key or one.id == said.lower().removesuffix(PART):
            return one
    for one in pack.requirements:
        if key in {fold_accents(one.title), fold_accents(one.short_title)} - {""}:
            return one
    hint = near(said, [one.id for one in pack.requirements])
    facts = {"argument": argument, "said": said[:60], "pack": pack.id, "near": hint}
    raise AddinError(sentence("formula.no_rule", facts))


def _rules_on(rule: Requirement, pack: Pack, day: date) -> date:
    """Give the day whose rules hold: of a renewal, the deadline of the cycle that is judged."""
    return pack.judged_cycle(day).ends if rule.phase == "renewal" else day


def rule(rule: Cells, settings: Settings, as_of: Cells | None, *, today: date) -> Answers:
    """List what a rule asks of each category, in whose words, and where that was read."""
    pack, day = settings.pack, day_of(as_of, "as_of", settings) or today
    said = text_of(rule, "rule")
    if said.lower() in SENTENCES and not said.startswith("formula"):
        return [[sentence("formula.own_check", {"rule": said.lower()})]]
    return shape(_lines(_rule(said, "rule", pack), pack, day))


def _lines(rule: Requirement, pack: Pack, day: date) -> Iterator[Sequence[object]]:
    on = _rules_on(rule, pack, day)
    yield [sentence(f"formula.rule.{heading}", {}) for heading in HEADINGS]
    asks = False
    for one in pack.file.category:
        value = rule.value_for((one.scope,), on)
        if value is not None:
            asks = True
            words = asked(pack, rule, value)
            more = " ".join(details(pack, rule, one.scope, on))
            source = str(pack.citation(value))
            yield one.name, words, more, value.since, value.until, source
    if not asks:
        yield "", sentence("formula.nothing_asked", {"day": on})
