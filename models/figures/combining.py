"""Whether a group of people can be worked out by adding and subtracting other groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")
PRIME = (1 << 61) - 1
"""Sums are reckoned modulo this prime: exact enough, and quick in plain Python."""
_Vector = dict[int, int]


def combination(known: Mapping[Key, frozenset[str]], wanted: Iterable[frozenset[str]]) -> list[Key]:
    """Give the groups whose sums and differences make one of those wanted; none: nothing does.

    >>> known = {"all": frozenset("abcdef"), "some": frozenset("abcd")}
    >>> combination(known, [frozenset("ef")])
    ['all', 'some']
    >>> combination(known, [frozenset("f")])
    []
    """
    targets = list(wanted)
    if not targets:
        return []
    places = _classes([*known.values(), *targets])
    basis = _Basis()
    keys = list(known)
    for at, key in enumerate(keys):
        basis.add({places[one]: 1 for one in known[key] if one in places}, at)
    for target in targets:
        made = basis.made_of({places[one]: 1 for one in target if one in places})
        if made:
            return [keys[at] for at in sorted(made)]
    return []


def _classes(groups: Sequence[frozenset[str]]) -> Mapping[str, int]:
    """Number people so that all who are in the same groups share one; one of them will do."""
    member: dict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for one in group:
            member[one].append(at)
    seen: dict[tuple[int, ...], int] = {}
    return {one: seen.setdefault(tuple(signs), len(seen)) for one, signs in member.items()}


class _Basis:
    """Vectors brought to steps, each with what it was made of."""

    def __init__(self) -> None:
        self._steps: dict[int, tuple[_Vector, _Vector]] = {}

    def add(self, vector: _Vector, number: int) -> None:
        """Add a vector, unless those before make it."""
        rest, made = self._reduced(vector, {number: 1})
        if rest:
            pivot = min(rest)
            inverse = pow(rest[pivot], PRIME - 2, PRIME)
            self._steps[pivot] = (_times(rest, inverse), _times(made, inverse))

    def made_of(self, vector: _Vector) -> set[int]:
        """Give the numbers of the vectors that make this one; none where they do not."""
        rest, made = self._reduced(vector, {})
        return set() if rest else set(made)

    def _reduced(self, vector: _Vector, made: _Vector) -> tuple[_Vector, _Vector]:
        rest, parts, done = dict(vector), dict(made), -1
        while True:
            pivot = min((at for at in rest if at > done and at in self._steps), default=None)
            if pivot is None:
                return rest, parts
            done, factor = pivot, rest[pivot]
            step, step_made = self._steps[pivot]
            _take(rest, step, factor)
            _take(parts, step_made, factor)


def _times(vector: _Vector, factor: int) -> _Vector:
    return {at: value * factor % PRIME for at, value in vector.items()}


def _take(vector: _Vector, other: _Vector, factor: int) -> None:
    """Take a multiple of another vector from a vector."""
    for at, value in other.items():
        left = (vector.get(at, 0) - value * factor) % PRIME
        if left:
            vector[at] = left
        else:
            vector.pop(at, None)
