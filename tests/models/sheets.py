"""Small books for tests: a pack with a few lines changed, and one person judged by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from models.findings import Finding
from models.layering import load_pack, read_shipped
from models.packfile import WorkedCase
from models.rulepack import Pack
from models.workedcases import run

HEAD = """
schema = 1
id = "test"
extends = "national"
name = "Test"
version = "1"
summary = "A pack for tests."
[source.T]
title = "A page"
where = "example.org"
"""

ANNUAL = """
[[cycle]]
first_deadline = 2011-12-31
years = 1
source = "T"
"""

RELIEF = """
[[relief]]
requirement = "renewal.rsc"
scopes = ["MHM-C"]
after_years = 3
value = 10
peer_counts = true
source = "T"
"""


@lru_cache
def pack(text: str) -> Pack:
    """Give the national base with some lines of TOML laid over it."""
    return load_pack("test", lambda one: HEAD + text if one == "test" else read_shipped(one))


def judged(
    over: str | Pack, as_of: date, person: Mapping[str, Any], **tabs: list[dict[str, Any]]
) -> Mapping[str, Finding]:
    """Judge one person on a day; the findings by rule, each with its sentence in full."""
    case = WorkedCase(say="", as_of=as_of, person=person, tabs=tabs, expect={})
    found = run(pack(over) if isinstance(over, str) else over, case)
    assert [f.message for f in found.values() if "{" in f.message or not f.message.strip()] == []
    return found


def outcomes(found: Mapping[str, Finding]) -> dict[str, str]:
    """Give the outcome of each rule."""
    return {rule: finding.outcome.value for rule, finding in found.items()}
