"""The rule packs as pages: a list, a page for each, and the words that the base understands."""

from __future__ import annotations

from datetime import date

from models.layering import load_pack, shipped
from models.packfile import CategorySpec
from models.packpage import page
from pages.tables import code, listed, table
from sync.reports.pages import WRITERS

BASE = "national"
READ_ON = date(2026, 11, 22)
"""The day as of which the pages are written: the day on which the sources were read."""
BANDS = {"infant": "up to 36 months", "early": "3 to 6 years", "any": "either", "both": "both"}
PHASES = {
    "renewal": "the renewal",
    "initial": "the initial requirements",
    "reinstatement": "what is handed in to come back",
    "inactive": "what is asked while inactive",
    "none": "nothing",
}


def packs_list() -> str:
    """Give the packs in a table, each with a link to its page."""
    packs = [load_pack(pack_id) for pack_id in shipped()]
    rows = [(f"[{p.id}](packs/{p.id}.md)", p.name, p.version, p.file.summary) for p in packs]
    return table(("pack", "name", "version", "in short"), rows)


def pack_page(pack_id: str) -> str:
    """Give one pack as a page."""
    return WRITERS["markdown"](page(load_pack(pack_id), READ_ON))


def words_page() -> str:
    """Give the words for categories, statuses, topics and stages that the base understands."""
    file = load_pack(BASE).file
    statuses = [(code(s.code), PHASES[s.phase], listed(map(code, s.aliases))) for s in file.status]
    topics = [(code(t.code), t.name, listed(map(code, t.aliases))) for t in file.topic]
    stages = [(code(s.code), s.name, listed(map(code, s.aliases))) for s in file.stage]
    return "\n".join([
        "### Categories\n",
        table(("scope", "name", "codes", "other words"), map(_category, file.category)),
        "",
        "Words that could mean more than one category are not guessed:\n",
        *(f"- {listed(code(w) for w in two.words)}: {two.say}." for two in file.two_readings),
        "",
        "### Statuses\n",
        table(("status", "what is asked", "other words"), statuses),
        "",
        "### Stages of an application\n",
        table(("stage", "name", "other words"), stages),
        "",
        "### Topics of training\n",
        table(("topic", "name", "words that are understood"), topics),
        "",
    ])  # fmt: skip


def _category(one: CategorySpec) -> tuple[str, str, str, str]:
    codes = listed(f"{c} ({BANDS[band]})" for band, c in one.codes.items())
    words = listed(code(word) for band in one.aliases.values() for word in band)
    return code(one.scope), one.name, codes, words
