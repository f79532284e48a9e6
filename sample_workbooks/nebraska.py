"""A Nebraska-style renewal: three years are over; some attest, some are audited or excused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sample_workbooks.answers import Answers
from sample_workbooks.grid import Value
from sample_workbooks.nebraska_members import MEMBERS
from sample_workbooks.nebraska_rows import (
    KEIR,
    LOTTE,
    MAGDA,
    NILS,
    OONA,
    PIET,
    RSC,
    TRAINING,
    WAIVERS,
)
from sample_workbooks.nebraska_standings import AMNESTY, STANDINGS
from sample_workbooks.tabs import Columns, Tab, log, providers, roster
from sample_workbooks.xlsx import write_xlsx

BOOK, AUTHOR = "attested-renewal.xlsx", "Ruth"
COLOR = "9C4A1A"
EVERYBODY = MEMBERS + STANDINGS
ROSTER: Columns = {
    "id": ("Member ID", 10),
    "name": ("Full name", 21),
    "email": ("E-mail", 31),
    "category": ("Endorsement", 13),
    "status": ("Status", 24),
    "status_since": ("Status since", 11),
    "endorsed": ("Date endorsed", 11),
    "due": ("Renewal due", 11),
    "degree": ("Highest degree", 9),
    "gives": ("Gives RSC?", 8),
    "member": ("Membership expires", 12),
    "ethics": ("Code of Ethics signed", 11),
    "agreement": ("Endorsement Agreement signed", 13),
    "attested": ("Attested on", 11),
    "audit": ("Audit", 10),
    "not_sanctioned": ("Not sanctioned attestation", 13),
    "sanctioned": ("Sanctioned?", 11),
    "sanctioned_since": ("Sanctioned since", 11),
    "fee": ("Fee paid", 10),
}
LOGS = (
    Tab(TRAINING, "Training, handed in by who is audited", {
        "date": ("Date", 12), "person": ("Member ID", 10), "title": ("Title", 32),
        "hours": ("Clock hours", 9), "topic": ("Topic", 10), "used": ("Used for", 12),
    }, by_date="date", messy=True, color=COLOR),
    Tab(RSC, "RSC received", {
        "person": ("Name", 22), "date": ("Date", 12), "provider": ("RSC provider", 22),
        "hours": ("Hours", 8), "mode": ("Individual or group", 12),
    }, by_date="date", messy=True, color=COLOR),
    Tab(WAIVERS, "What the board has granted", {
        "who": ("Who", 26), "what": ("What", 20), "kind": ("Kind", 11),
        "reason": ("Reason", 28), "approver": ("Approved by", 18), "start": ("From", 11),
        "until": ("Until", 11), "hours": ("Hours instead", 9),
    }, color=COLOR),
)  # fmt: skip
PROVIDERS: Columns = {
    "name": ("Provider name", 22),
    "category": ("Category", 12),
    "status": ("Status", 12),
    "degree": ("Degree", 9),
    "from": ("From", 12),
    "until": ("Until", 12),
}
TERMS: tuple[tuple[Value, ...], ...] = (
    (KEIR, "IMHM-C", "endorsed", "PhD", date(2012, 2, 6), None),
    (LOTTE, "IMHS", "endorsed", "MSW", date(2015, 9, 14), None),
    (MAGDA, "IFS", "endorsed", "M.Ed.", date(2014, 3, 3), None),
    (NILS, "IFRS", "endorsed", "BA", date(2022, 11, 1), None),
    (OONA, "IMHM-C", "endorsed", "PsyD", date(2010, 5, 10), date(2024, 2, 29)),
    (OONA, "IMHM-C", "sanctioned", "PsyD", date(2024, 3, 1), None),
    (PIET, None, "vetted", "MA", date(2022, 6, 1), date(2023, 12, 31)),
)


def make(folder: Path) -> list[Answers]:
    """Write the workbook and give its answers."""
    answers = Answers(BOOK, "nebraska", date(2025, 1, 20))
    tab = Tab("Members", "Renewal 2022 to 2024", ROSTER, color=COLOR)
    sheets = [
        roster(tab, EVERYBODY, answers, AUTHOR),
        *(log(one, EVERYBODY, answers, AUTHOR, (AMNESTY,)) for one in LOGS),
        providers(Tab("Providers", "RSC providers", PROVIDERS, color=COLOR), TERMS, AUTHOR),
    ]
    write_xlsx(folder / BOOK, sheets, title="Renewal 2024", author="Ruth Adler")
    return [answers]
