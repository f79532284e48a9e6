"""Every rule id, and every sentence that a finding can say."""

from __future__ import annotations

from models.layering import load_pack, shipped
from models.wording import BRIEF, SENTENCES
from pages.tables import code, listed, table

GROUPS = {
    "hours": "Hours: training and RSC",
    "rsc": "RSC: spans, providers, shares",
    "why": "Why an entry counts, or does not",
    "membership": "Membership",
    "signed": "Signatures and attestations",
    "fee": "Fees",
    "education": "Education and licence",
    "work": "Work, leadership, families",
    "count": "Counts",
    "references": "Reference ratings",
    "exam": "Exam",
    "clock": "Clocks of an application",
    "renewal": "First renewal, fractions, years in a category, several credentials",
    "endorsed": "Date of endorsement not known",
    "waiver": "Waivers",
    "standing": "Nothing asked; stage of an application",
    "row": "Checks of a row",
    "log": "Checks of a log",
    "total": "A total against its log",
    "typical": "Usual figures",
    "unverified": "Rules that nobody has confirmed",
    "forecast": "Forecast",
    "suggest": "Suggesting a category",
    "whatif": "What if",
    "figures": "Figures of the dashboard and the board pack",
    "board": "The board pack",
    "registry": "The registry of RSC providers",
    "web": "The web view",
    "formula": "Formulas",
    "excel": "Buttons in Excel",
    "google": "Menu and sidebar in Google Sheets",
    "server": "The server of the formulas",
    "cell": "What is wrong with a cell",
    "step": "What to do next, where no pack says it",
    "notice": "Said of a book as a whole",
    "word": "Words and parts inside other sentences",
    "mark": "Columns, tab and notes",
    "report": "On the terminal",
    "night": "The nightly check",
    "letter": "Letters of the nightly check",
    "undo": "Undoing a run",
    "runs": "The list of runs",
    "history": "The history of a workbook or a person",
    "ledger": "What was dropped from the ledger, or exported",
    "pack": "Checking a rule pack",
    "page": "A rule pack as a page",
    "diff": "What changed in a rule pack",
}
CHECKS = ("row", "log", "total", "waiver")


def requirement_ids() -> list[str]:
    """Give the ids of all requirements of all packs."""
    return sorted({r.id for pack in shipped() for r in load_pack(pack).requirements})


def check_ids() -> list[str]:
    """Give the ids of the checks of rows and logs, and of the finding that nothing is asked."""
    keys = (key.split(".") for key in SENTENCES)
    checks = {".".join(k[:2]) for k in keys if k[0] in CHECKS}
    checks -= {one for one in checks if one.startswith("waiver.") and one != "waiver.incomplete"}
    return ["standing", "initial.stage", "renewal.same_hours", *sorted(checks)]


def requirements_page() -> str:
    """Give each requirement with the packs that ask for it and the next step that it names."""
    packs = {pack_id: load_pack(pack_id) for pack_id in shipped()}
    rows = []
    for one in requirement_ids():
        having = {p: r for p, pack in packs.items() for r in pack.requirements if r.id == one}
        first = next(iter(having.values()))
        rows.append((code(one), first.title, listed(having), first.action))
    return table(("rule", "what", "packs", "next step"), rows)


def checks_page() -> str:
    """Give each check with the sentences that it can say."""
    rows = []
    for one in check_ids():
        said = [text for key, text in SENTENCES.items() if f"{key}.".startswith(f"{one}.")]
        rows.append((code(one), " / ".join(said)))
    return table(("rule", "what it says"), rows)


def sentences_page() -> str:
    """Give every sentence with its short form, group by group."""
    parts = []
    for group, title in GROUPS.items():
        keys = [key for key in SENTENCES if key.split(".")[0] == group]
        rows = [(code(key), SENTENCES[key], BRIEF.get(key, "the same")) for key in keys]
        parts += [f"### {title}\n", table(("key", "sentence", "in a few words"), rows), ""]
    return "\n".join(parts)


def ungrouped() -> list[str]:
    """Give the keys that no group shows; there should be none."""
    return [key for key in SENTENCES if key.split(".")[0] not in GROUPS]
