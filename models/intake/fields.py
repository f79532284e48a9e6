"""The fields that a column may hold, by kind of table, and what makes a table of that kind.

A header is compared after folding case, accents and punctuation; the order of its words counts less
than the words (see `mapping.py`). `role` says how the cells of the column are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from models.intake.field import Field, Role
from models.intake.logfields import LOGS
from models.intake.rosterfields import ROSTER
from models.records import TableKind

__all__ = ["FIELDS", "NEEDED", "SHEET_WORDS", "Field", "Role", "field_of", "roles"]

FIELDS: Mapping[TableKind, Sequence[Field]] = {TableKind.ROSTER: ROSTER, **LOGS}

SHEET_WORDS: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.ROSTER: ("roster", "members", "endorsees", "membership list", "applicants", "people",
                       "registry", "endorsement", "tracker", "applications"),
    TableKind.TRAINING: ("training", "trainings", "training log", "education log", "ce log"),
    TableKind.RSC: ("rsc", "rsc log", "reflective supervision", "rs log", "rs/c"),
    TableKind.MEMBERSHIPS: ("memberships", "dues", "membership history"),
    TableKind.REFERENCES: ("references", "ratings", "reference ratings", "raters"),
    TableKind.WORK: ("work", "work history", "employment", "jobs", "work experience",
                     "leadership"),
    TableKind.EXAM: ("exam", "exams", "exam results"),
    TableKind.PROVIDERS: ("providers", "rsc providers", "provider registry"),
    TableKind.EDUCATION: ("education", "degrees", "education history", "transcripts"),
    TableKind.WAIVERS: ("waivers", "waiver", "extensions", "exceptions", "leave", "amnesty"),
}  # fmt: skip

NEEDED: Mapping[TableKind, tuple[tuple[str, ...], ...]] = {
    TableKind.ROSTER: (
        ("name", "last_name", "person_id", "email"),
        ("category", "status", "endorsed", "membership_expires", "training_hours", "rsc_hours"),
    ),
    TableKind.TRAINING: (("person_id", "name", "email"), ("hours",), ("date", "title")),
    TableKind.RSC: (("person_id", "name", "email"), ("hours",), ("provider", "date")),
    TableKind.MEMBERSHIPS: (("person_id", "name", "email"),
                            ("membership_expires", "membership_start")),
    TableKind.REFERENCES: (("person_id", "name", "email"), ("rater",)),
    TableKind.WORK: (("person_id", "name", "email"), ("work_start",)),
    TableKind.EXAM: (("person_id", "name", "email"), ("score", "result")),
    TableKind.PROVIDERS: (("name", "person_id"), ("provider_category", "provider_status",
                                                  "provider_until")),
    TableKind.EDUCATION: (("person_id", "name", "email"), ("degree",)),
    TableKind.WAIVERS: (("person_id", "who", "email"), ("waiver_kind", "reason"),
                        ("reason", "approver")),
}  # fmt: skip
"""By kind of table: of each group at least one field must be mapped, or it is no such table."""


BY_KEY: Mapping[TableKind, Mapping[str, Field]] = {
    kind: {field.key: field for field in fields} for kind, fields in FIELDS.items()
}
"""The fields of each kind of table by their keys."""


def field_of(kind: TableKind, key: str) -> Field | None:
    """Give a field of a kind of table by its key."""
    return BY_KEY[kind].get(key)


@lru_cache(maxsize=64)
def roles(kind: TableKind, *keys: str) -> Sequence[Role]:
    """Give how the cells of the columns of a table are read; an unknown one as text."""
    known = (field_of(kind, key) for key in keys)
    return [field.role if field is not None else Role.TEXT for field in known]
