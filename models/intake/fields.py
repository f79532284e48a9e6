"""The fields that a column may hold, by kind of table, with the headers that people write for them.

A header is compared after folding case, accents and punctuation; the order of its words counts less
than the words (see `mapping.py`). `role` says how the cells of the column are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from models.records import TableKind


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


class Field(NamedTuple):
    """One field: its key, how it is read, its plain name, and the headers people write for it."""

    key: str
    role: Role
    label: str
    headers: tuple[str, ...]


def _field(key: str, role: Role, label: str, *headers: str) -> Field:
    return Field(key, role, label, (label, *headers))


PERSON_ID = _field(
    "person_id", Role.TEXT, "member id",
    "id", "member number", "member no", "membership number", "membership id", "easy id",
    "person id", "endorsee id", "applicant id", "id number", "record id",
)  # fmt: skip
NAME = _field(
    "name", Role.TEXT, "name",
    "full name", "member", "member name", "endorsee", "endorsee name", "applicant",
    "applicant name", "participant", "attendee", "supervisee", "receiver", "person", "who",
    "first and last name", "last name first name", "nombre", "professional",
)  # fmt: skip
FIRST_NAME = _field(
    "first_name", Role.TEXT, "first name", "first", "given name", "forename", "fname"
)
LAST_NAME = _field("last_name", Role.TEXT, "last name", "last", "surname", "family name", "lname")
EMAIL = _field(
    "email", Role.EMAIL, "e-mail",
    "email", "email address", "e-mail address", "mail", "personal email", "personal e-mail",
    "correo electronico",
)  # fmt: skip
ASSOCIATION = _field(
    "association", Role.TEXT, "association", "aimh", "chapter", "state association", "organization"
)
TRAINING_HOURS = _field(
    "training_hours", Role.HOURS, "training hours",
    "training hrs", "hours of training", "training", "clock hours", "training clock hours",
    "total training hours", "training total", "hrs training", "hours training", "trng hrs",
    "ce hours", "continuing education hours", "training hours total", "horas de capacitacion",
    "total training", "training h", "training (h)",
)  # fmt: skip
DEI_HOURS = _field(
    "dei_hours", Role.HOURS, "DEI hours",
    "dei hrs", "dei", "dei training hours", "dei training", "diversity hours", "diversity hrs",
    "hours dei", "of which dei", "diversity equity inclusion hours", "dei h", "dei training hrs",
    "hours of which dei",
)  # fmt: skip
RSC_TRAINING_HOURS = _field(
    "rsc_training_hours", Role.HOURS, "RSC training hours",
    "rsc training hrs", "rsc training", "training on rsc", "training on giving rsc",
    "rsc provision hours", "hours on giving rsc", "rs/c training hours", "giving rsc hours",
    "training rsc", "of which rsc", "rsc provision training", "hours of which rsc",
    "giving rsc training hrs", "giving rsc training hours", "training on giving rsc hrs",
    "training on giving rsc hours",
)  # fmt: skip
RSC_HOURS = _field(
    "rsc_hours", Role.HOURS, "RSC hours",
    "rsc hrs", "rsc", "rs hours", "rs hrs", "rs/c hours", "rs/c hrs", "rsc received",
    "rsc hours received", "hours of rsc", "reflective supervision hours", "reflective supervision",
    "reflective supervision hrs", "reflective supervision/consultation hours", "hours rsc",
    "total rsc hours", "rsc total", "rsc h", "hours of rsc received",
)  # fmt: skip
MEMBERSHIP_START = _field(
    "membership_start", Role.DATE, "membership starts",
    "membership start", "membership start date", "member since", "membership from", "joined",
    "date joined", "start", "start date", "from",
)  # fmt: skip
MEMBERSHIP_EXPIRES = _field(
    "membership_expires", Role.DATE, "membership expires",
    "membership expiration", "membership expiration date", "membership expiry", "expires",
    "expiration", "expiration date", "membership end", "membership end date", "membership until",
    "membership ends", "paid until", "paid through", "membership valid until", "member until",
    "membership valid through", "membership exp", "membership exp date", "end", "end date", "until",
    "membership paid through", "membership good through", "membership current through",
)  # fmt: skip
DATE = _field(
    "date", Role.DATE, "date",
    "training date", "session date", "date attended", "date of training", "date of session",
    "day", "start date", "date completed", "completed", "completed on", "date(s)", "fecha", "when",
)  # fmt: skip
END_DATE = _field(
    "end_date", Role.DATE, "end date", "to", "through", "last day", "date to", "until"
)
HOURS = _field(
    "hours", Role.HOURS, "hours",
    "hrs", "clock hours", "hours attended", "length", "duration", "no of hours", "number of hours",
    "horas", "time", "hours received", "contact hours", "clock hrs",
)  # fmt: skip
TITLE = _field(
    "title", Role.TEXT, "title",
    "training title", "training", "name of training", "training name", "topic title", "event",
    "course", "workshop", "description", "session", "course title", "event title",
)  # fmt: skip
TOPIC = _field(
    "topic", Role.TOPICS, "topic",
    "topics", "type", "content", "category", "subject", "area", "kind", "training type", "tema",
    "counts as", "counts toward", "content area",
)  # fmt: skip

FIELDS: Mapping[TableKind, Sequence[Field]] = {
    TableKind.ROSTER: (
        PERSON_ID, NAME, FIRST_NAME, LAST_NAME, EMAIL, ASSOCIATION,
        _field(
            "category", Role.CATEGORY, "category",
            "endorsement category", "endorsement", "level", "endorsement level", "credential",
            "category applying for", "category applied for", "applying for", "endorsement type",
            "type of endorsement", "endorsed as", "cat", "categoria", "imh e category",
        ),
        _field(
            "status", Role.STATUS, "status",
            "endorsement status", "member status", "stage", "application stage",
            "application status", "current status", "registry status", "stage status",
            "stage / status",
        ),
        _field("degree_date", Role.DATE, "degree date", "date of degree", "degree conferred",
               "graduation date", "degree awarded", "graduated", "degree conferred on"),
        _field("submitted", Role.DATE, "submitted", "submitted on", "date submitted",
               "application submitted", "submission date", "application date"),
        _field("registered", Role.DATE, "registered", "registered on", "date registered",
               "registration date"),
        _field("endorsed", Role.DATE, "endorsed", "date endorsed", "endorsed on",
               "endorsement date", "date of endorsement", "endorsed since", "year endorsed",
               "original endorsement date", "initial endorsement date", "first endorsed",
               "endorsed date"),
        _field("renewal_due", Role.DATE, "renewal due", "renewal date", "renewal due date",
               "renew by", "due", "due date", "next renewal", "renewal deadline",
               "endorsement expires", "endorsement expiration", "endorsement renewal due"),
        MEMBERSHIP_START, MEMBERSHIP_EXPIRES,
        _field("ethics", Role.SIGNED, "ethics signed", "code of ethics", "code of ethics signed",
               "ethics", "coe", "coe signed", "ethics form", "signed ethics",
               "code of ethics signed?"),
        _field("agreement", Role.SIGNED, "agreement signed", "endorsement agreement", "agreement",
               "endorsement agreement signed", "signed agreement", "agreement form"),
        _field("gives_rsc", Role.YES_NO, "gives RSC", "rsc provider", "provides rsc",
               "rsc provider?", "gives rs", "provider of rsc", "provides rs/c", "gives rs/c",
               "reflective supervisor"),
        TRAINING_HOURS, DEI_HOURS, RSC_TRAINING_HOURS, RSC_HOURS,
        _field("references", Role.COUNT, "references received", "references", "reference ratings",
               "ratings received", "ratings", "number of references", "reference ratings received",
               "refs received", "refs", "# references", "references rec'd"),
    ),
    TableKind.TRAINING: (
        PERSON_ID, NAME, EMAIL, DATE, END_DATE, HOURS, TITLE, TOPIC, DEI_HOURS, RSC_TRAINING_HOURS,
    ),
    TableKind.RSC: (
        PERSON_ID, NAME, EMAIL, DATE, END_DATE, HOURS,
        _field("provider", Role.TEXT, "provider", "rsc provider", "provider name", "given by",
               "supervisor", "reflective supervisor", "consultant", "rsc provider name", "with",
               "facilitator"),
        _field("mode", Role.TEXT, "individual or group", "individual/group", "group/individual",
               "mode", "type", "format", "group or individual", "ind/group", "i/g", "setting"),
    ),
    TableKind.MEMBERSHIPS: (
        PERSON_ID, NAME, EMAIL, ASSOCIATION, MEMBERSHIP_START, MEMBERSHIP_EXPIRES,
        _field("membership_kind", Role.TEXT, "membership kind", "kind", "type", "membership type"),
    ),
    TableKind.REFERENCES: (
        PERSON_ID, NAME, EMAIL,
        _field("rater", Role.TEXT, "rater", "rater name", "reference", "reference name",
               "name of rater", "referee"),
        _field("rater_role", Role.TEXT, "role", "rater role", "relationship", "rater type",
               "rater category"),
        _field("received", Role.DATE, "received", "date received", "received on",
               "rating received"),
    ),
    TableKind.WORK: (
        PERSON_ID, NAME, EMAIL,
        _field("employer", Role.TEXT, "employer", "agency", "program", "workplace"),
        _field("job", Role.TEXT, "job", "job title", "position", "role"),
        _field("work_start", Role.DATE, "start date", "start", "from", "began", "work start"),
        _field("work_end", Role.DATE, "end date", "end", "to", "until", "work end"),
    ),
    TableKind.EXAM: (
        PERSON_ID, NAME, EMAIL,
        _field("part", Role.TEXT, "part", "exam part", "section"),
        _field("exam_date", Role.DATE, "exam date", "date", "date taken"),
        _field("score", Role.TEXT, "score", "percent", "exam score"),
        _field("result", Role.TEXT, "result", "outcome", "pass/fail", "passed"),
    ),
    TableKind.PROVIDERS: (
        PERSON_ID, NAME._replace(headers=(*NAME.headers, "provider", "provider name")), EMAIL,
        _field("provider_category", Role.TEXT, "category", "provider category", "credential",
               "endorsement", "level"),
        _field("provider_status", Role.TEXT, "status", "provider status", "vetted or endorsed",
               "vetted/endorsed"),
        _field("provider_from", Role.DATE, "from", "since", "start", "status from", "start date",
               "qualified from"),
        _field("provider_until", Role.DATE, "until", "to", "end", "status until", "end date",
               "qualified until", "vetted until"),
    ),
}  # fmt: skip

SHEET_WORDS: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.ROSTER: ("roster", "members", "endorsees", "membership list", "applicants", "people",
                       "registry", "endorsement", "tracker", "applications"),
    TableKind.TRAINING: ("training", "trainings", "training log", "education log", "ce log"),
    TableKind.RSC: ("rsc", "rsc log", "reflective supervision", "rs log", "rs/c"),
    TableKind.MEMBERSHIPS: ("memberships", "dues", "membership history"),
    TableKind.REFERENCES: ("references", "ratings", "reference ratings", "raters"),
    TableKind.WORK: ("work", "work history", "employment", "jobs"),
    TableKind.EXAM: ("exam", "exams", "exam results"),
    TableKind.PROVIDERS: ("providers", "rsc providers", "provider registry"),
}  # fmt: skip

NEEDED: Mapping[TableKind, tuple[tuple[str, ...], ...]] = {
    TableKind.ROSTER: (
        ("name", "last_name", "person_id", "email"),
        ("category", "status", "endorsed", "membership_expires", "training_hours", "rsc_hours"),
    ),
    TableKind.TRAINING: (("person_id", "name", "email"), ("hours",), ("date", "title")),
    TableKind.RSC: (("person_id", "name", "email"), ("hours",), ("provider", "date")),
    TableKind.MEMBERSHIPS: (("person_id", "name", "email"), ("membership_expires",)),
    TableKind.REFERENCES: (("person_id", "name", "email"), ("rater",)),
    TableKind.WORK: (("person_id", "name", "email"), ("work_start",)),
    TableKind.EXAM: (("person_id", "name", "email"), ("score", "result")),
    TableKind.PROVIDERS: (("name", "person_id"), ("provider_category", "provider_status",
                                                  "provider_until")),
}  # fmt: skip
"""By kind of table: of each group at least one field must be mapped, or it is no such table."""


def field_of(kind: TableKind, key: str) -> Field | None:
    """Give a field of a kind of table by its key."""
    return next((field for field in FIELDS[kind] if field.key == key), None)
