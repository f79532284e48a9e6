"""One field of a table: how its cells are read, and the headers that people write for it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    DATE = "date"
    HOURS = "hours"
    COUNT = "count"
    YES_NO = "yes or no"
    SIGNED = "date, or yes or no"
    EMAIL = "e-mail"
    CATEGORY = "category"
    STATUS = "status"
    TOPICS = "topics"
    DEGREE = "degree"
    LICENCE = "licence"
    AUDIT = "state of an audit"
    YEARS = "years"
    PERCENT = "per cent"
    FTE = "share of full time"
    BAND = "age band"
    USED_FOR = "application or renewal"
    RATER_ROLE = "role of a rater"
    WORK_KIND = "kind of work"
    PAID = "paid or volunteer"
    EXAM_PART = "part of the exam"
    EXAM_RESULT = "passed or failed"
    STANDING = "status of a provider"
    WAIVER_KIND = "kind of waiver"


class Field(NamedTuple):
    """One field: its key, how it is read, its plain name, and the headers people write for it."""

    key: str
    role: Role
    label: str
    headers: tuple[str, ...]


def field(key: str, role: Role, label: str, *headers: str) -> Field:
    """Make a field; its plain name is one of its headers."""
    return Field(key, role, label, (label, *headers))
