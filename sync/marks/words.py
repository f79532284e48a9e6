"""The words and colours of the marks, in one place; each word is known again in every language.

The constants are English. What is written is `say(...)` of them; what is looked for in a workbook
is looked for in every language, because it may have been marked in another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from models.findings import Outcome
from models.flags import (
    BULLET,
    CHECKED,
    GAPS_TAB,
    HEADERS,
    LONGEST_LINE,
    MISSING,
    NEXT_DUE,
    OTHER_NAME,
    STATUS,
    STATUS_WORDS,
    headers_by_text,
    status_word,
)
from models.language import LANGUAGES, in_every_language, say, speak
from models.wording import SENTENCES, sentence

__all__ = [
    "BULLET", "CHECKED", "FILLS", "GAPS_TAB", "HEADERS", "LONGEST_LINE", "MISSING", "NEXT_DUE",
    "OTHER_NAME", "STATUS", "STATUS_WORDS", "headers_by_text", "status_word",
]  # fmt: skip

FILLS: Mapping[Outcome, str] = {
    Outcome.GAP: "F9D9DB",
    Outcome.CANNOT_TELL: "FDF1CC",
    Outcome.OPEN: "D9E8F6",
}
"""Light fills that leave black text readable; the words say the same without colour."""

WIDTHS = (17.0, 66.0, 12.0, 14.0)
GAPS_TITLE = SENTENCES["mark.tab_title"]
MEMORY_TAB = "_rostercheck"
MEMORY_TITLE = "Rostercheck keeps here what it needs to take its marks off again."

HEADER_NOTE = SENTENCES["mark.header_note"]
DATE_FORMAT = "yyyy-mm-dd"


@cache
def outcomes_by_word() -> Mapping[str, Outcome]:
    """Give what each status word means, in every language."""
    words = ((in_every_language(word), outcome) for outcome, word in STATUS_WORDS.items())
    return {text: outcome for texts, outcome in words for text in texts}


def forms(text: str) -> tuple[str, str]:
    """Give a header or the name of a tab as it is written now: plain, and beside one of hers."""
    return say(text), OTHER_NAME.format(say(text))


@cache
def gaps_titles() -> frozenset[str]:
    """Give the title of the Gaps tab in every language."""
    return in_every_language(GAPS_TITLE)


@cache
def gaps_tabs() -> frozenset[str]:
    """Give every name that we give to the Gaps tab."""
    names = in_every_language(GAPS_TAB)
    return names | {OTHER_NAME.format(name) for name in names}


@cache
def more_in_tab() -> re.Pattern[str]:
    """Give the pattern of "3 more in Gaps", in every language."""
    texts = set()
    for code in LANGUAGES:
        with speak(code):
            texts.add(re.escape(sentence("mark.more", {"more": "#", "tab": say(GAPS_TAB)})))
    return re.compile("|".join(sorted(texts)).replace(re.escape("#"), r"\d+"))


@cache
def last_line() -> re.Pattern[str]:
    """Give the pattern of the last line of our block in a note, with its token if it has one."""
    ends = in_every_language(SENTENCES["mark.note_end"])
    slot = re.escape("{token}")
    texts = (re.escape(end).replace(slot, r"(?: (?P<token{}>[0-9a-f]+))?") for end in sorted(ends))
    return re.compile("|".join(text.replace("{}", str(at)) for at, text in enumerate(texts)))
