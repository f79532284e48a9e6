"""Somebody who wants to know what is hidden: solves the sums that the shown tables allow.

Every hidden number is an unknown, at least 0. What is known: lines add up to the total, parts to
their line, and lines of one table to those of a coarser one. Two ways are tried: elimination in
exact fractions, which finds every number that the sums determine, and bounds that are narrowed
until nothing moves, which finds those that only whole numbers of at least 0 determine.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction

Sum = tuple[Mapping[Hashable, int], int]
"""Coefficients of unknowns, and what they come to."""


def determined(sums: Sequence[Sum], most: int) -> dict[Hashable, int]:
    """Give the unknowns that can have one value only. most: no number is larger."""
    return {**_by_bounds(sums, most), **_by_elimination(sums)}


def _by_elimination(sums: Sequence[Sum]) -> dict[Hashable, int]:
    steps: dict[Hashable, dict[Hashable, Fraction]] = {}
    known = "="
    for coefficients, total in sums:
        row: dict[Hashable, Fraction] = {key: Fraction(n) for key, n in coefficients.items() if n}
        row[known] = Fraction(total)
        for pivot, step in steps.items():
            _take(row, step, row.get(pivot, Fraction(0)))
        pivot = next((key for key in row if key != known), None)
        if pivot is None:
            continue
        factor = row[pivot]
        row = {key: value / factor for key, value in row.items()}
        for step in steps.values():
            _take(step, row, step.get(pivot, Fraction(0)))
        steps[pivot] = row
    return {
        pivot: int(row.get(known, Fraction(0)))
        for pivot, row in steps.items()
        if set(row) <= {pivot, known}
    }


def _take(
    row: dict[Hashable, Fraction], step: Mapping[Hashable, Fraction], factor: Fraction
) -> None:
    if factor:
        for key, value in step.items():
            left = row.get(key, Fraction(0)) - factor * value
            if left:
                row[key] = left
            else:
                row.pop(key, None)


def _by_bounds(sums: Sequence[Sum], most: int) -> dict[Hashable, int]:
    unknown = {key for coefficients, _ in sums for key in coefficients}
    low, high = dict.fromkeys(unknown, 0), dict.fromkeys(unknown, most)
    moved = True
    while moved:
        moved = False
        for coefficients, total in sums:
            for key, n in coefficients.items():
                others = [(k, m) for k, m in coefficients.items() if k != key]
                least = sum(m * (low[k] if m > 0 else high[k]) for k, m in others)
                greatest = sum(m * (high[k] if m > 0 else low[k]) for k, m in others)
                ends = sorted((Fraction(total - least, n), Fraction(total - greatest, n)))
                down, up = -(-ends[0].numerator // ends[0].denominator), int(ends[1] // 1)
                if down > low[key] or up < high[key]:
                    low[key], high[key] = max(low[key], down), min(high[key], up)
                    moved = True
    return {key: low[key] for key in unknown if low[key] == high[key]}
