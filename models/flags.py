"""What our columns beside a table read, wherever they stand: as marks of a check, or by formula.

The constants are English. What is written is `say(...)` of them; what is looked for in a sheet is
looked for in every language, because it may have been written in another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from models.cells import Raw
from models.findings import Assessment, Outcome
from models.language import LANGUAGES, in_every_language, say, speak
from models.wording import SENTENCES, sentence

STATUS_WORDS: Mapping[Outcome, str] = {one: SENTENCES[f"mark.{one}"] for one in Outcome}

STATUS, MISSING, NEXT_DUE, CHECKED = (
    SENTENCES[f"mark.{key}"] for key in ("status", "missing", "next_due", "checked")
)
HEADERS = (STATUS, MISSING, NEXT_DUE, CHECKED)
OTHER_NAME = "{} (Rostercheck)"
"""Our header or tab where she has one of that name herself."""

BULLET = "• "
"""Every text in *What is missing* starts so; a text that does not is somebody else's."""
LONGEST_LINE = 72
"""Longer texts in *What is missing* are cut short; the rest stands elsewhere."""
GAPS_TAB = SENTENCES["mark.tab"]


class Line(NamedTuple):
    """What stands in a person's row: the status, what is missing ("": nothing), the next due."""

    status: str
    missing: str
    due: date | None


def status_word(outcome: Outcome) -> str:
    """Give the word for an outcome in the language that is spoken."""
    return say(STATUS_WORDS[outcome])


def line_of(one: Assessment, elsewhere: str) -> Line:
    """Say in one line what holds for a person. elsewhere: where the rest stands, if it is cut."""
    texts = list(dict.fromkeys(f.brief for f in one.flagged))
    return Line(status_word(one.status), in_one_line(texts, elsewhere), one.next_due)


def in_one_line(texts: Sequence[str], elsewhere: str) -> str:
    """Join short texts to one line that fits the column, so that her rows keep their height."""
    line = ""
    for taken in range(len(texts), 0, -1):
        more = len(texts) - taken
        last = sentence("mark.more", {"more": more, "tab": elsewhere})
        parts = [*texts[:taken], *([last] if more else [])]
        line = " ".join(BULLET + part for part in parts)
        if len(line) <= LONGEST_LINE:
            return line
    # Cut at just this length, also behind a blank: by it the line is known as ours again.
    return line[: LONGEST_LINE - 1] + "…" if line else ""


@cache
def headers_by_text() -> Mapping[str, str]:
    """Give our header that a text stands for, in every language and form."""
    return {
        form: header
        for header in HEADERS
        for text in in_every_language(header)
        for form in (text, OTHER_NAME.format(text))
    }


def side_by_side(row: Sequence[Raw]) -> dict[str, int]:
    """Give our columns where all stand side by side; hers of the same name may stand elsewhere."""
    known = headers_by_text()
    headers = [known.get(raw, "") if isinstance(raw, str) else "" for raw in row]
    for at in range(len(headers) - len(HEADERS), -1, -1):
        if tuple(headers[at : at + len(HEADERS)]) == HEADERS:
            return {header: at + n for n, header in enumerate(HEADERS, 1)}
    return {}


def dated_header(header: str, as_of: date) -> str:
    """Give the heading over what a formula says: with the day, and known again by it."""
    return sentence("formula.heading", {"header": say(header), "day": as_of.isoformat()})


@cache
def _dated_headers() -> re.Pattern[str]:
    texts = set()
    for code in LANGUAGES:
        with speak(code):
            for header in HEADERS:
                facts = {"header": say(header), "day": "#"}
                texts.add(re.escape(sentence("formula.heading", facts)))
    return re.compile("|".join(sorted(texts)).replace(re.escape("#"), r"\d{4}-\d\d-\d\d"))


def by_formula(row: Sequence[Raw]) -> list[int]:
    """Give the columns of a header row that a formula of ours fills; they hold nothing of hers."""
    known, found = headers_by_text(), list[int]()
    for at, raw in enumerate(row, 1):
        if not isinstance(raw, str):
            continue
        goes_on = found and found[-1] == at - 1 and known.get(raw) in {MISSING, NEXT_DUE}
        if goes_on or ("(" in raw and _dated_headers().fullmatch(raw)):
            found.append(at)
    return found
