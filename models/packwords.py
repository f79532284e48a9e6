"""A requirement of a pack in plain sentences: what is asked of a category on a day, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from models.language import say
from models.requirements.base import DatedValue, Need, Requirement
from models.rulepack import Pack
from models.wording import sentence, spoken, written

KINDS_OF_WORK: Mapping[str, str] = {
    "direct": "work with families",
    "giving_rsc": "giving RSC",
    "leadership": "leadership",
    "policy": "policy and administration",
    "teaching": "teaching",
    "research": "research",
    "other": "other work",
}
DEGREES: Mapping[str, str] = {
    "cda": "a CDA",
    "associate": "an Associate's degree",
    "bachelor": "a Bachelor's degree",
    "master": "a Master's degree",
    "doctorate": "a doctorate",
}
ROLES: Mapping[str, str] = {
    "supervisor": "a supervisor",
    "rsc_provider": "an RSC provider",
    "colleague": "a colleague",
    "teacher": "a teacher or trainer",
    "supervisee": "somebody who receives RSC from the person",
    "parent": "a parent or other recipient of services",
    "other": "somebody else",
}
LICENCES: Mapping[str, str] = {"yes": "a licence", "eligible": "being licence-eligible"}
SILENT = frozenset({
    "id", "kind", "phase", "title", "short_title", "need", "action", "rules_of",  # said elsewhere
    "log", "total", "about_total", "field", "late_field", "start_field", "stop_field", "source",
    "unit", "currency", "remind_days", "warn_days", "before_endorsement", "attest_from", "band",
    "provider", "counted_to", "own", "since_field",
})  # fmt: skip
"""Keys of requirements that tell where something is read, or are settings: not said on a page."""


def asked(pack: Pack, rule: Requirement, value: DatedValue) -> str:
    """Name what a value asks for: "45 hours of training"."""
    if rule.kind == "clock":
        facts = {"title": rule.title, "need": float(value.value)}
        return sentence(f"word.asked.{getattr(rule, 'unit', 'days')}", facts)
    if isinstance(value.value, bool) and not rule.numeric:
        return say(rule.title)
    if rule.numeric and rule.per and value.value == 1:
        one = f"word.asked.one_{rule.per.removesuffix('s')}"
        return sentence(one, {"title": rule.title, "need": 1})
    return spoken(rule.wanted(Need(float(value.value), pack.citation(value))))


def details(pack: Pack, rule: Requirement, scope: str, on: date) -> Sequence[str]:
    """Say everything else that a requirement asks of a category on a day, in sentences."""
    found: list[str] = []
    for key in type(rule).model_fields:
        value = getattr(rule, key)
        say = SAID.get(key)
        if say is not None:
            if isinstance(value, tuple) and value and hasattr(value[0], "since"):
                value = [one for one in value if one.in_force(on) and _applies(one, scope)]
            found += say(pack, rule, value)
    return found


def _applies(one: Any, scope: str) -> bool:
    scopes = getattr(one, "scopes", None)
    return scopes is None or scope in scopes


Saying = Callable[[Pack, Requirement, Any], Iterator[str]]


def _when(key: str, wanted: object = True) -> Saying:
    """Say a sentence where a key has a value."""

    def say(_pack: Pack, _rule: Requirement, value: Any) -> Iterator[str]:
        if value == wanted:
            yield sentence(key, {})

    return say


def _figure(key: str, name: str, many: str = "") -> Saying:
    """Say a sentence with a number in it; of a list, for each value in force."""

    def say(_pack: Pack, rule: Requirement, value: Any) -> Iterator[str]:
        for one in value if isinstance(value, list | tuple) else [value]:
            figure = getattr(one, "value", one)
            if figure is not None:
                facts = {name: float(figure), "currency": getattr(rule, "currency", many)}
                yield sentence(key, facts)

    return say


def _topic(pack: Pack, rule: Requirement, topic: str | None) -> Iterator[str]:
    names = {one.code: one.name for one in pack.file.topic}
    if topic in names and names[topic] not in rule.title:
        yield sentence("page.topic", {"topic": names[topic]})


def _apart(pack: Pack, _rule: Requirement, topics: Sequence[str]) -> Iterator[str]:
    names = {one.code: one.name for one in pack.file.topic}
    if topics:
        yield sentence("page.apart", {"topics": " and ".join(names.get(t, t) for t in topics)})


def _window(_pack: Pack, _rule: Requirement, windows: Sequence[Any]) -> Iterator[str]:
    for one in windows:
        low, high = one.min_months, one.max_months
        if low is not None and high is not None:
            yield sentence("page.window", {"low": low, "high": high})
        elif low is not None:
            yield sentence("page.window_low", {"low": low})
        elif high is not None:
            yield sentence("page.window_high", {"high": high})


def _options(_pack: Pack, _rule: Requirement, options: Sequence[Any]) -> Iterator[str]:
    if options:
        yield sentence("page.option", {"options": ", or ".join(_option(one) for one in options)})


def _option(one: Any) -> str:
    if one.degree is not None:
        return DEGREES[one.degree]
    if one.licence is not None:
        return LICENCES[one.licence]
    paid = "paid work" if one.paid and not one.volunteer else "work"
    return f"{written(float(one.work_years))} years of {paid}"


def _kinds(_pack: Pack, _rule: Requirement, kinds: Sequence[str]) -> Iterator[str]:
    if kinds:
        yield sentence("page.kinds", {"kinds": ", ".join(KINDS_OF_WORK[kind] for kind in kinds)})


def _after_degree(_pack: Pack, _rule: Requirement, degrees: Sequence[Any]) -> Iterator[str]:
    for one in degrees:
        yield sentence("page.after_degree", {"degree": DEGREES[one.degree]})


def _internship(_pack: Pack, _rule: Requirement, found: Sequence[Any]) -> Iterator[str]:
    for one in found:
        facts = {"months": one.months, "holds": " or ".join(one.supervisor)}
        yield sentence("page.internship", facts)


def _roles(_pack: Pack, _rule: Requirement, roles: Sequence[Any]) -> Iterator[str]:
    if roles:
        said = "; ".join(_role(one) for one in roles)
        yield sentence("page.role", {"roles": said})


def _role(one: Any) -> str:
    instead = "".join(f", or {ROLES[role]}" for role in one.instead)
    return f"{ROLES[one.role]}{instead}"


def _one_from(_pack: Pack, _rule: Requirement, found: Sequence[Any]) -> Iterator[str]:
    for one in found:
        vetted = ", or was vetted by the association" if one.vetted else ""
        yield sentence("page.one_from", {"holds": " or ".join(one.any_of), "vetted": vetted})


def _then(_pack: Pack, _rule: Requirement, then: str) -> Iterator[str]:
    yield sentence("page.then", {"then": then if then.endswith(".") else f"{then}."})


def _others(_pack: Pack, _rule: Requirement, other: str) -> Iterator[str]:
    yield sentence(f"page.{other}", {})


def _rolls_over(_pack: Pack, _rule: Requirement, day: object) -> Iterator[str]:
    if day is not None:
        yield sentence("page.rolls_over", {"day": _month_day(str(day))})


def _month_day(text: str) -> str:
    """Write "10-01" as "1 Oct"."""
    month, _, number = text.partition("-")
    return str(written(date(2000, int(month), int(number)))).rpartition(" ")[0]


SAID: Mapping[str, Saying] = {
    "only_if": _when("page.only_if", "gives_rsc"),
    "topic": _topic,
    "apart": _apart,
    "share_topics": _when("page.share_once", "once"),
    "last_months": _figure("page.last_months", "months"),
    "window": _window,
    "spread": _figure("page.spread", "months"),
    "about_given": _figure("page.about_given", "hours"),
    "most_from": _figure("page.most_from", "number"),
    "proof": _when("page.attest", "attest"),
    "carry_over": _when("page.carry_over"),
    "option": _options,
    "kinds": _kinds,
    "paid": _when("page.unpaid", wanted=False),
    "volunteer": _when("page.volunteer"),
    "part_time": _when("page.fte", "fte"),
    "after_degree": _after_degree,
    "internship": _internship,
    "role": _roles,
    "one_from": _one_from,
    "parts": _figure("page.parts", "parts"),
    "pass_mark": _figure("page.pass_mark", "mark"),
    "then": _then,
    "every": _when("page.every_year", "year"),
    "amount": _figure("page.amount", "amount"),
    "late_amount": _figure("page.late_amount", "amount"),
    "other_association": _others,
    "organisational": _when("page.organisational"),
    "rolls_over": _rolls_over,
    "on_deadline": _when("page.on_deadline"),
    "typical": _figure("page.typical", "typical"),
}
"""How each key of a requirement is said. What is in neither this nor SILENT fails a test."""
