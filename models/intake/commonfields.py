"""The fields that several kinds of table have."""

from __future__ import annotations

from models.intake.field import Role, field

PERSON_ID = field(
    "person_id", Role.TEXT, "member id",
    "id", "member number", "member no", "membership number", "membership id", "easy id",
    "person id", "endorsee id", "applicant id", "id number", "record id",
)  # fmt: skip
NAME = field(
    "name", Role.TEXT, "name",
    "full name", "member", "member name", "endorsee", "endorsee name", "applicant",
    "applicant name", "participant", "attendee", "supervisee", "receiver", "person", "who",
    "first and last name", "last name first name", "nombre", "professional",
)  # fmt: skip
FIRST_NAME = field(
    "first_name", Role.TEXT, "first name", "first", "given name", "forename", "fname"
)
LAST_NAME = field("last_name", Role.TEXT, "last name", "last", "surname", "family name", "lname")
EMAIL = field(
    "email", Role.EMAIL, "e-mail",
    "email", "email address", "e-mail address", "mail", "personal email", "personal e-mail",
    "correo electronico",
)  # fmt: skip
ASSOCIATION = field(
    "association", Role.TEXT, "association", "aimh", "chapter", "state association", "organization"
)
TRAINING_HOURS = field(
    "training_hours", Role.HOURS, "training hours",
    "training hrs", "hours of training", "training", "clock hours", "training clock hours",
    "total training hours", "training total", "hrs training", "hours training", "trng hrs",
    "ce hours", "continuing education hours", "training hours total", "horas de capacitacion",
    "total training", "training h", "training (h)",
)  # fmt: skip
DEI_HOURS = field(
    "dei_hours", Role.HOURS, "DEI hours",
    "dei hrs", "dei", "dei training hours", "dei training", "diversity hours", "diversity hrs",
    "hours dei", "of which dei", "diversity equity inclusion hours", "dei h", "dei training hrs",
    "hours of which dei",
)  # fmt: skip
RSC_TRAINING_HOURS = field(
    "rsc_training_hours", Role.HOURS, "RSC training hours",
    "rsc training hrs", "rsc training", "training on rsc", "training on giving rsc",
    "rsc provision hours", "hours on giving rsc", "rs/c training hours", "giving rsc hours",
    "training rsc", "of which rsc", "rsc provision training", "hours of which rsc",
    "giving rsc training hrs", "giving rsc training hours", "training on giving rsc hrs",
    "training on giving rsc hours",
)  # fmt: skip
RSC_HOURS = field(
    "rsc_hours", Role.HOURS, "RSC hours",
    "rsc hrs", "rsc", "rs hours", "rs hrs", "rs/c hours", "rs/c hrs", "rsc received",
    "rsc hours received", "hours of rsc", "reflective supervision hours", "reflective supervision",
    "reflective supervision hrs", "reflective supervision/consultation hours", "hours rsc",
    "total rsc hours", "rsc total", "rsc h", "hours of rsc received",
)  # fmt: skip
MEMBERSHIP_START = field(
    "membership_start", Role.DATE, "membership starts",
    "membership start", "membership start date", "member since", "membership from", "joined",
    "date joined", "start", "start date", "from",
)  # fmt: skip
MEMBERSHIP_EXPIRES = field(
    "membership_expires", Role.DATE, "membership expires",
    "membership expiration", "membership expiration date", "membership expiry", "expires",
    "expiration", "expiration date", "membership end", "membership end date", "membership until",
    "membership ends", "paid until", "paid through", "membership valid until", "member until",
    "membership valid through", "membership exp", "membership exp date", "end", "end date", "until",
    "membership paid through", "membership good through", "membership current through",
)  # fmt: skip
DATE = field(
    "date", Role.DATE, "date",
    "training date", "session date", "date attended", "date of training", "date of session",
    "day", "start date", "date completed", "completed", "completed on", "date(s)", "fecha", "when",
)  # fmt: skip
END_DATE = field("end_date", Role.DATE, "end date", "to", "through", "last day", "date to", "until")
HOURS = field(
    "hours", Role.HOURS, "hours",
    "hrs", "clock hours", "hours attended", "length", "duration", "no of hours", "number of hours",
    "horas", "time", "hours received", "contact hours", "clock hrs",
)  # fmt: skip
TITLE = field(
    "title", Role.TEXT, "title",
    "training title", "training", "name of training", "training name", "topic title", "event",
    "course", "workshop", "description", "session", "course title", "event title",
)  # fmt: skip
TOPIC = field(
    "topic", Role.TOPICS, "topic",
    "topics", "type", "content", "category", "subject", "area", "kind", "training type", "tema",
    "counts as", "counts toward", "content area",
)  # fmt: skip
BAND = field(
    "band", Role.BAND, "age band",
    "age group", "ages", "age range", "ages served", "band", "imh or ecmh", "imh/ecmh",
    "age of children", "ages of children",
)  # fmt: skip
USED_FOR = field(
    "used_for", Role.USED_FOR, "used for",
    "application or renewal", "used in", "initial or renewal", "used for application or renewal",
    "for application or renewal",
)  # fmt: skip
