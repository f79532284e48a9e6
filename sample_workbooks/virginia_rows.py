"""What an applicant of the Virginia workbook brings: jobs, trainings, RSC, ratings and more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sample_workbooks.answers import NOT_APPLICABLE, OPEN, Claim, short
from sample_workbooks.grid import Value
from sample_workbooks.tabs import Entry, Someone

AGNES, BRAM, CELIA = "Agnes Holloway", "Bram Okafor", "Celia Drummond"
DOV, ESTHER, FRANK, OTTILIE = "Dov Lindqvist", "Esther Vance", "Frank Iweala", "Ottilie Crane"
EDUCATION, WORK, TRAINING, RSC = "Education", "Work", "Training", "RSC"
RATINGS, EXAM, MEMBERSHIPS = "Ratings", "Exam", "Memberships"
SENT = date(2026, 10, 20)

COURSES: dict[str, tuple[date, str, float, str]] = {
    "a": (date(2025, 2, 14), "Attachment across cultures", 6, "IMH"),
    "b": (date(2025, 4, 11), "Observing babies", 6, "IMH"),
    "c": (date(2025, 9, 19), "Regulation and sleep", 6, "IMH"),
    "d": (date(2026, 1, 23), "Trauma and the young child", 6, "IMH"),
    "e": (date(2026, 3, 20), "Perinatal mood", 6, "IMH"),
    "f": (date(2026, 5, 15), "Playing together", 6, "IMH"),
    "D": (date(2025, 11, 7), "Equity in home visiting", 3, "DEI"),
    "E": (date(2026, 6, 5), "Whose norms? Culture and care", 1.5, "diversity"),
    "P": (date(2025, 5, 9), "Giving RSC, part 1", 6, "RSC"),
    "Q": (date(2025, 6, 6), "Giving RSC, part 2", 6, "RSC"),
    "R": (date(2026, 2, 6), "Groups in reflective supervision", 3, "giving RSC"),
    "v": (date(2024, 2, 9), "Beginning with babies", 10, "IMH"),
    "w": (date(2024, 4, 12), "Feeding and closeness", 10, "IMH"),
    "x": (date(2024, 9, 13), "Separation and loss", 10, "IMH"),
}


def courses(codes: str) -> tuple[Entry, ...]:
    """Give the rows of the trainings of the codes, as in "abcD"."""
    rows = []
    for code in codes:
        day, title, hours, topic = COURSES[code]
        cells: dict[str, Value] = {"date": day, "title": title, "hours": hours, "topic": topic}
        rows.append(Entry(TRAINING, cells))
    return tuple(rows)


def sessions(
    provider: str,
    year: int,
    month: int,
    count: int,
    hours: float = 2,
    *,
    day: int = 12,
    mode: str = "individual",
    about: Value = None,
    band: Value = None,
) -> tuple[Entry, ...]:
    """Give one session of RSC a month."""
    rows = []
    for number in range(month - 1, month - 1 + count):
        when = date(year + number // 12, number % 12 + 1, day)
        cells: dict[str, Value] = {
            "date": when,
            "provider": provider,
            "hours": hours,
            "mode": mode,
            "about": about,
            "band": band,
        }
        rows.append(Entry(RSC, cells))
    return tuple(rows)


def job(
    title: str,
    kind: str,
    start: Value,
    end: Value = None,
    *,
    families: Value = None,
    paid: str = "paid",
    supervisor: str = "Lou Castellano",
    band: str = "0-3",
    claims: tuple[Claim, ...] = (),
) -> Entry:
    """Give one row of the Work tab."""
    cells: dict[str, Value] = {
        "job": title,
        "kind": kind,
        "start": start,
        "end": end,
        "paid": paid,
        "families": families,
        "band": band,
        "supervisor": supervisor,
    }
    return Entry(WORK, cells, claims)


def home_visits(start: date = date(2022, 3, 1), families: int = 14, band: str = "0-3") -> Entry:
    """Give the job that most applicants have: it goes on."""
    return job("Home visitor", "direct", start, families=families, band=band)


def degree(words: str, day: Value, subject: str = "") -> Entry:
    """Give one row of the Education tab."""
    return Entry(EDUCATION, {"degree": words, "date": day, "field": subject or None})


def rating(rater: str, role: str, endorsed: Value = None, vetted: Value = None) -> Entry:
    """Give one row of the Ratings tab, as it came in."""
    address = f"{rater.lower().replace(' ', '.')}@example.com"
    cells: dict[str, Value] = {
        "rater": rater,
        "email": address,
        "role": role,
        "endorsed": endorsed,
        "vetted": vetted,
        "received": date(2026, 9, 14),
    }
    return Entry(RATINGS, cells)


def three(*roles: str) -> tuple[Entry, ...]:
    """Give three ratings in these roles; the second rater is endorsed."""
    raters = ("Lou Castellano", AGNES, "Petra Simmons")
    endorsed = (None, "IMHM-C", None)
    return tuple(map(rating, raters, roles, endorsed))


def exam(first: Value, second: Value, day: date = date(2026, 9, 3)) -> tuple[Entry, ...]:
    """Give the two parts of the exam with what each came to."""
    return (
        Entry(EXAM, {"date": day, "part": 1, "score": first}),
        Entry(EXAM, {"date": day, "part": 2, "score": second}),
    )


def member(
    start: date = date(2026, 1, 1),
    end: date = date(2026, 12, 31),
    kind: str = "individual",
    association: str = "VAIMH",
    claims: tuple[Claim, ...] = (),
) -> Entry:
    """Give one row of the Memberships tab."""
    cells: dict[str, Value] = {
        "kind": kind,
        "association": association,
        "from": start,
        "until": end,
    }
    return Entry(MEMBERSHIPS, cells, claims)


FS_RATINGS = three("supervisor", "RSC provider", "colleague")
MENTOR_RATINGS = three("supervisor", "RSC provider", "supervisee")
FS_TRAINING, MHS_TRAINING = courses("abcde"), courses("abcdeD")
MENTOR_TRAINING = courses("abcdePQRD")
FS_RSC = sessions(AGNES, 2025, 10, 12)
MHS_RSC = sessions(AGNES, 2024, 9, 25)
MENTOR_RSC = (
    *sessions(AGNES, 2025, 6, 9, 3, about="yes"),
    *sessions(AGNES, 2026, 3, 8, 3, about="no"),
)
SIGNED: Mapping[str, Value] = {
    "cohort": date(2025, 1, 15),
    "registered": date(2025, 6, 2),
    "submitted": SENT,
    "fee": "yes",
    "ethics": date(2026, 10, 19),
    "agreement": date(2026, 10, 19),
}


def applicant(
    number: int,
    name: str,
    category: str,
    status: str,
    why: str,
    entries: tuple[Entry, ...],
    claims: tuple[Claim, ...] = (),
    *,
    word: str = "Submitted",
    cells: Mapping[str, Value] | None = None,
    membership: Entry | None = None,
    notes: Mapping[str, str] | None = None,
) -> Someone:
    """Give one applicant: all is signed and paid, and a member, unless said otherwise."""
    identity = f"VA-{number}"
    address = f"{name.lower().replace(' ', '.')}@example.{('org', 'com', 'net')[number % 3]}"
    typed = tuple(_named(name, identity, entry) for entry in (*entries, membership or member()))
    return Someone(
        identity,
        name,
        category,
        word,
        status,
        why,
        {"email": address, **SIGNED, **(cells or {})},
        typed,
        claims,
        notes or {},
    )


def _named(name: str, identity: str, entry: Entry) -> Entry:
    """Put the person into the row: by name, and by id in the tabs that have one."""
    by_id = entry.tab in (EXAM, MEMBERSHIPS)
    return replace(entry, cells={"person": identity if by_id else name, **entry.cells})


def need(
    rule: str, have: float, floor: float, more: str = "", outcome: str = OPEN, at: str = "name"
) -> Claim:
    """Claim that an application is short of something; there is no deadline."""
    return short(rule, at, have, floor, None, outcome, more)


def lacking(
    rule: str,
    why: str,
    at: str = "name",
    due: date | None = None,
    *,
    enough: float | None = None,
) -> Claim:
    """Claim that something is missing which is not counted; `enough`: the number is there."""
    return Claim(rule, OPEN, at, why, enough, enough, due)


def nothing_asked(why: str) -> Claim:
    """Claim that nothing is asked because of the status."""
    return Claim("standing", NOT_APPLICABLE, "status", why)
