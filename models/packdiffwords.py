"""How words, settings and other small things differ between two rule packs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from models.problems import span
from models.rulepack import Pack
from models.wording import sentence, written


def shown(value: object) -> str:
    """Write a value of a pack for a person."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(shown, value)) or "nothing"
    if hasattr(value, "model_dump"):
        told = value.model_dump(exclude_none=True, by_alias=True)
        return " ".join(f"{key} {shown(one)}" for key, one in told.items())
    return "nothing" if value in {None, ""} else str(written(value))


def settings_that_differ(old: Pack, new: Pack) -> list[str]:
    """Compare words, stages, reviews, who gives RSC, and the choices of the program."""
    found: list[str] = []
    for name, said in WORDS.items():
        found += _words(name, said(old), said(new))
    for name in ("settings", "provider_settings", "gives_rsc", "association", "marks"):
        found += _keys(name, getattr(old.file, name), getattr(new.file, name))
    return found


Words = Mapping[str, frozenset[str]]


def _words(name: str, old: Words, new: Words) -> Iterator[str]:
    """Compare sets of words by what they mean."""
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key, frozenset()), new.get(key, frozenset())
        where = f"{name} {key}"
        if after - before:
            facts = {"where": where, "key": "word", "new": ", ".join(sorted(after - before))}
            yield sentence("diff.added", facts)
        if before - after:
            facts = {"where": where, "key": "word", "old": ", ".join(sorted(before - after))}
            yield sentence("diff.removed", facts)


def _keys(name: str, old: Any, new: Any) -> Iterator[str]:
    """Compare two tables key by key."""
    before = old.model_dump() if hasattr(old, "model_dump") else dict(old or {})
    after = new.model_dump() if hasattr(new, "model_dump") else dict(new or {})
    for key in dict.fromkeys((*after, *before)):
        if before.get(key) != after.get(key):
            facts = {"where": name, "key": key, "old": shown(before.get(key)),
                     "new": shown(after.get(key))}  # fmt: skip
            yield sentence("diff.detail", facts)


def _said_words(rows: Iterable[tuple[str, Iterable[str]]]) -> Words:
    return {key: frozenset(words) for key, words in rows}


WORDS: Mapping[str, Callable[[Pack], Words]] = {
    "category": lambda pack: _said_words(
        (
            c.scope,
            [c.name, *(f"{code} ({band})" for band, code in c.codes.items()),
             *(f"{w} ({band})" for band, words in c.aliases.items() for w in words)],
        )
        for c in pack.file.category
    ),
    "status": lambda pack: _said_words(
        (s.code, [f"asked: {s.phase}", f"as provider: {s.standing}", *s.aliases])
        for s in pack.file.status
    ),
    "topic": lambda pack: _said_words((t.code, [t.name, *t.aliases]) for t in pack.file.topic),
    "stage": lambda pack: _said_words(
        (s.code, [s.name, s.next, *["handed in"] * s.handed_in, *s.aliases])
        for s in pack.file.stage
    ),
    "words with two readings": lambda pack: _said_words(
        (two.say, two.words) for two in pack.file.two_readings
    ),
    "review": lambda pack: _said_words(
        (w.name, [f"hand in by {w.submit_by}", f"decision by {w.decision_by}",
                  f"exam on {w.exam_on}", f"in force{span(w.since, w.until)}"])
        for w in pack.file.review_window
    ),
    "suggestion": lambda pack: _said_words(
        (s.scope, [*s.roles, *s.asks]) for s in pack.file.suggest
    ),
}  # fmt: skip
"""Words of a pack by what they mean, for each kind of word."""
