"""What the list can be filtered by: only what tells those who are listed apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.registry import Listed, Registry
from models.wording import sentence
from sync.registry.words import head, name_of


class Choice(NamedTuple):
    """One filter: its name in the form, its label, and what can be chosen, as value and text."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


def traits(one: Listed) -> Mapping[str, tuple[str, ...]]:
    """Give what a provider is found by, for each filter."""
    return {
        "receiver": tuple(reach.scope for reach in one.gives_to),
        "setting": one.settings,
        "outsiders": ("yes",) if one.outsiders else (),
        "remote": ("yes",) if one.remote else (),
        "region": one.regions,
        "language": one.languages,
    }


def choices(made: Registry) -> list[Choice]:
    """Give the filters that leave some out; each option is held by somebody."""
    receivers = {r.scope: name_of(r) for one in made.providers for r in one.gives_to}
    words = {
        "individual": sentence("registry.individual", {}),
        "group": sentence("registry.group", {}),
        "yes": sentence("registry.yes", {}),
    }
    labels = {
        "receiver": head("gives_to"),
        "setting": head("settings"),
        "outsiders": head("outsiders"),
        "remote": head("remote"),
        "region": head("regions"),
        "language": head("languages"),
    }
    found = []
    for name, label in labels.items():
        values = {v for one in made.providers for v in traits(one)[name]}
        texts = {v: receivers.get(v) or words.get(v) or v for v in values}
        options = sorted(texts.items(), key=lambda option: option[1].casefold())
        if name == "receiver":
            options = [(scope, text) for scope, text in receivers.items() if scope in values]
        if _parts(made, name, [value for value, _ in options]):
            found.append(Choice(name, label, tuple(options)))
    return found


def _parts(made: Registry, name: str, values: Sequence[str]) -> bool:
    """Whether choosing one of some values leaves anybody out."""
    held = [traits(one)[name] for one in made.providers]
    return any(value not in mine for value in values for mine in held)
