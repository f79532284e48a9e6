"""Whether a group of people can be worked out by adding and subtracting other groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
PRIME = (1 << 61) - 1
"""Sums are reckoned modulo this prime: exact enough, and quick in plain Python."""
Vector = Mapping[Key, int]
Sums = Mapping[str, Mapping[str, int]]
"""Each number as a sum of such that are no sums of others: by name, with factors modulo `PRIME`."""


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
    basis: Basis[int, Key] = Basis()
    for key, who in known.items():
        basis.add(_vector(who, places), key)
    order = {key: at for at, key in enumerate(known)}
    for target in targets:
        made = basis.made_of(_vector(target, places))
        if made:
            return sorted(made, key=lambda key: order[key])
    return []


def sums_of_groups(groups: Mapping[str, frozenset[str]]) -> Sums:
    """Say of each group of people how its number follows from those of others, if it does.

    What follows so on two days follows from what the groups are, and not from who is in them.

    >>> found = sums_of_groups({"a": frozenset("12"), "b": frozenset("3"), "c": frozenset("123")})
    >>> found["c"] == {"a": 1, "b": 1}, found["a"] == {"a": 1}
    (True, True)
    """
    places = _classes([*groups.values()])
    basis: Basis[int, str] = Basis()
    found: dict[str, Mapping[str, int]] = {}
    for name, who in groups.items():
        vector = _vector(who, places)
        made = basis.made_of(vector) if vector else {}
        if vector and not made:
            basis.add(vector, name)
            made = {name: 1}
        found[name] = made
    return found


def _vector(who: Iterable[str], places: Mapping[str, int]) -> dict[int, int]:
    return {places[one]: 1 for one in who if one in places}


def _classes(groups: Sequence[frozenset[str]]) -> Mapping[str, int]:
    """Number people so that all who are in the same groups share one; one of them will do."""
    member: dict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for one in group:
            member[one].append(at)
    seen: dict[tuple[int, ...], int] = {}
    return {one: seen.setdefault(tuple(signs), len(seen)) for one, signs in member.items()}


Place = TypeVar("Place", bound=Hashable)


class Basis(Generic[Place, Key]):
    """Vectors brought to steps, each with what it was made of."""

    def __init__(self) -> None:
        self._steps: dict[int, tuple[dict[int, int], dict[Key, int]]] = {}
        self._places: dict[Place, int] = {}

    def add(self, vector: Vector[Place], key: Key) -> None:
        """Add a vector, unless those before make it."""
        rest, made = self._reduced(vector, {key: 1})
        if rest:
            pivot = min(rest)
            inverse = pow(rest[pivot], PRIME - 2, PRIME)
            self._steps[pivot] = (_times(rest, inverse), _times(made, inverse))

    def made_of(self, vector: Vector[Place]) -> Mapping[Key, int]:
        """Give the vectors that make this one, each with its factor; none where they do not."""
        rest, made = self._reduced(vector, {})
        return {} if rest else {key: -factor % PRIME for key, factor in made.items()}

    def _reduced(
        self, vector: Vector[Place], made: Mapping[Key, int]
    ) -> tuple[dict[int, int], dict[Key, int]]:
        places = self._places
        rest = {places.setdefault(at, len(places)): n for at, n in vector.items() if n}
        parts, done = dict(made), -1
        while True:
            pivot = min((at for at in rest if at > done and at in self._steps), default=None)
            if pivot is None:
                return rest, parts
            done, factor = pivot, rest[pivot]
            step, step_made = self._steps[pivot]
            _take(rest, step, factor)
            _take(parts, step_made, factor)


def _times(vector: Mapping[Key, int], factor: int) -> dict[Key, int]:
    return {at: value * factor % PRIME for at, value in vector.items()}


def _take(vector: dict[Key, int], other: Mapping[Key, int], factor: int) -> None:
    """Take a multiple of another vector from a vector."""
    for at, value in other.items():
        left = (vector.get(at, 0) - value * factor) % PRIME
        if left:
            vector[at] = left
        else:
            vector.pop(at, None)
