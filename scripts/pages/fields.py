"""Which columns are understood, and how their cells are read."""

from __future__ import annotations

from datetime import date, datetime

from models.cells import (
    DateOrder,
    Parsed,
    Raw,
    parse_count,
    parse_date,
    parse_degree,
    parse_fte,
    parse_hours,
    parse_licence,
    parse_percent,
    parse_signed,
    parse_years,
    parse_yes_no,
)
from models.intake.fields import FIELDS, NEEDED, SHEET_WORDS, field_of
from models.layering import load_pack
from models.records import TableKind
from models.wording import written
from pages.tables import code, listed, table

KINDS = {
    TableKind.ROSTER: "The roster: one row a person (or a person and a credential).",
    TableKind.TRAINING: "A log of training: one row an event and person.",
    TableKind.RSC: "A log of reflective supervision or consultation received.",
    TableKind.MEMBERSHIPS: "A log of memberships: one row a stretch of membership.",
    TableKind.REFERENCES: "A log of reference ratings: one row a rating.",
    TableKind.WORK: "A log of work and leadership: one row a job.",
    TableKind.EXAM: "Results of the exam: one row a part.",
    TableKind.PROVIDERS: (
        "The people who give RSC: one row a stretch of time in which somebody was endorsed, vetted "
        "and so on. They need not be in the roster; who is, is taken to give RSC."
    ),
    TableKind.EDUCATION: "Degrees: one row a degree, beside the degree that a roster may hold.",
    TableKind.WAIVERS: (
        "What the association has granted: an extension, leave, an amnesty or fewer hours. It ends "
        "by itself on its last day."
    ),
}

HOURS: tuple[Raw, ...] = (
    15, "15 hrs", "12.5h", "12,5", "1:30", "90 min", "1 h 30 min", "1 1/2", "0", "none",
    "12+", "approx. 20", "10-12", "1,500", "3 CEU", "6+6", "n/a", "tbd", "-4",
)  # fmt: skip
DATES: tuple[Raw, ...] = (
    datetime(2026, 3, 4), "2026-03-04", "Mar 4 2026", "4 March 2026", "3/4/26", "4.3.2026",  # noqa: DTZ001
    "31/3/2026", "3/4/61", "Spring 2026", "2026",
)  # fmt: skip
ANSWERS: tuple[Raw, ...] = ("yes", "Y", "x", "✓", True, "no", False, "n", "maybe", "2026-03-04")
CATEGORIES: tuple[Raw, ...] = (
    "IFS", "Level II", "IMH-E® (II)", "I/ECFS", "Infant Family Specialist", "IFS + ERS",
    "Level IV", "Mentor", "IFX",
)  # fmt: skip

DEGREES: tuple[Raw, ...] = (
    "BA", "B.S.", "MSW, LCSW", "M.Ed. in Early Childhood", "Ph.D.", "CDA", "AA", "licenciatura",
    "high school", "none", "BA/MSW", "some college", "Master's in progress", "MSW expected 2027",
)  # fmt: skip
LICENCES: tuple[Raw, ...] = (
    "LCSW", "licensed", "yes", "LCSW 12345", "license eligible", "LMSW (eligible)", "no",
    "LPC associate", "RN", "expired",
)  # fmt: skip
YEARS: tuple[Raw, ...] = (2, "2 yrs", "2.5", "18 months", "1 yr 6 mo", "2+", "since 2019", 2019)
SCORES: tuple[Raw, ...] = ("85%", 85, 0.85, "48/60", "51 of 60", 48, "9/10", "passed")
SHARES: tuple[Raw, ...] = (
    0.5, "50%", "half time", "full time", "0.8 FTE", "part time", "20 h/wk",
)  # fmt: skip


def fields_page() -> str:
    """Give, by kind of table, what is needed and every field with the headers it goes by."""
    parts = []
    for kind, about in KINDS.items():
        parts += [f"### {kind.value}\n", about + "\n", _found_by(kind) + "\n", _fields(kind), ""]
    return "\n".join(parts)


def _found_by(kind: TableKind) -> str:
    groups = [listed(_label(kind, key) for key in group) for group in NEEDED[kind]]
    needed = "; and one of: ".join(groups)
    tabs = listed(f'"{word}"' for word in SHEET_WORDS[kind])
    return f"Needed: one of: {needed}. A tab with one of these names is tried first: {tabs}."


def _label(kind: TableKind, key: str) -> str:
    field = field_of(kind, key)
    return field.label if field else key


def _fields(kind: TableKind) -> str:
    return table(
        ("field", "in rostercheck.toml", "read as", "headers that are understood"),
        (
            (f.label, code(f.key), f.role.value, listed(map(code, dict.fromkeys(f.headers))))
            for f in FIELDS[kind]
        ),
    )


def hours_read() -> str:
    """Show how hours are read."""
    return _read(HOURS, parse_hours)


def counts_read() -> str:
    """Show how numbers of things are read."""
    return _read((3, "3", "3 of 3", "three", "2.5"), parse_count)


def degrees_read() -> str:
    """Show how degrees are read."""
    return _read(DEGREES, parse_degree)


def licences_read() -> str:
    """Show how licences are read."""
    return _read(LICENCES, parse_licence)


def years_read() -> str:
    """Show how lengths of time are read."""
    return _read(YEARS, parse_years)


def scores_read() -> str:
    """Show how scores are read, in per cent."""
    return _read(SCORES, parse_percent)


def shares_read() -> str:
    """Show how shares of full time are read."""
    return _read(SHARES, parse_fte)


def dates_read() -> str:
    """Show how dates are read, in each order of day and month."""
    rows = [
        (
            code(_typed(raw)),
            _said(parse_date(raw, DateOrder.MDY)),
            _said(parse_date(raw, DateOrder.DMY)),
            _said(parse_date(raw, None)),
        )
        for raw in DATES
    ]
    return table(("in the cell", "month first (mdy)", "day first (dmy)", "not declared"), rows)


def answers_read() -> str:
    """Show how yes and no, and signatures, are read."""
    rows = [
        (code(_typed(raw)), _said(parse_yes_no(raw)), _said(parse_signed(raw, DateOrder.MDY)))
        for raw in ANSWERS
    ]
    return table(("in the cell", "yes or no", "signed"), rows)


def categories_read() -> str:
    """Show how categories are read."""
    categories = load_pack("national").categories
    rows = []
    for raw in CATEGORIES:
        found = categories.parse(raw)
        codes = " + ".join(c.code for c in found.value) if found.value else found.problem
        rows.append((code(_typed(raw)), codes))
    return table(("in the cell", "read as"), rows)


def _read(cells: tuple[Raw, ...], reader: object) -> str:
    assert callable(reader)  # noqa: S101 - for the type checker
    return table(("in the cell", "read as"), ((code(_typed(c)), _said(reader(c))) for c in cells))


def _typed(raw: Raw) -> str:
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, datetime):
        return f"{raw:%Y-%m-%d} (an Excel date)"
    return str(raw)


def _said(parsed: Parsed[object]) -> str:
    value = parsed.value
    if parsed.problem is not None:
        return f"cannot tell: {parsed.problem}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | float):
        return str(written(value))
    return "blank" if value is None else str(value)
