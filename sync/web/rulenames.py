"""What a rule is called on a page: by what it asks for, and not by its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from models.figures.making import capital
from models.language import say as in_language
from models.rulepack import Pack
from models.wording import sentence

CHECKS = (
    "row.required", "row.category", "row.status", "row.sanctioned", "row.unreadable",
    "row.future_date", "row.date_order", "row.duplicate_person", "standing",
    "log.group_differs", "log.unknown_person", "log.ambiguous_person", "log.duplicate_entry",
    "log.hours_range", "total.disagrees", "waiver.incomplete", "initial.stage",
    "renewal.same_hours",
)  # fmt: skip
"""Checks that are no requirement of a pack, and have no title there."""


def rule_names(rules: Collection[str], pack: Pack) -> Mapping[str, str]:
    """Name rules in the language that is spoken; two that ask for the same also by their id."""
    titles = {one.id: in_language(one.title) for one in pack.requirements}
    named = {rule: capital(_name(rule, titles)) for rule in rules}
    often = Counter(named.values())
    return {rule: f"{name} ({rule})" if often[name] > 1 else name for rule, name in named.items()}


def _name(rule: str, titles: Mapping[str, str]) -> str:
    """Name one rule; what a requirement says of a part of it goes by the requirement."""
    if rule in CHECKS:
        return sentence(f"web.rule.{rule}", {})
    if rule in titles:
        return titles[rule]
    whole, _, part = rule.rpartition(".")
    return _name(whole, titles) if part and whole else rule
