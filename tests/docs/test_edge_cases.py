"""Each edge case of the domain has a named test, or a line that says why not."""

from __future__ import annotations

from pages.edge_cases import CASES, WHY_NOT, promises

from tests.docs.project import text


def test_every_edge_case_has_a_test_or_a_reason() -> None:
    """All 49 are on the page; those without a test say why."""
    assert list(CASES) == list(range(1, 50))
    kept = promises()
    assert set(kept) | set(WHY_NOT) == set(CASES)
    assert set(kept).isdisjoint(WHY_NOT)
    page = text("docs/edge-cases.md")
    assert [one for lines in kept.values() for one in lines if one not in page] == []
