"""The last look before a pack is issued: nobody of the roster is named in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from models.cells import fold
from models.intake.individuals import names
from sync.errors import BoardError
from sync.run import Checked

_MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


def check_names(page: str, checked: Checked) -> None:
    """Refuse to issue a pack in which somebody is named: a name may stand in a cell of a county."""
    text = fold(unescape(_MARKUP.sub(" ", page)))
    for words, what in _named(checked):
        if any(_stands(key, text) for key in names(words)):
            raise BoardError(
                f"No board pack was issued: it would show {what} of somebody in the roster "
                f'("{words}"). Look for it in a column that is counted, such as county or '
                "discipline, and mend it there."
            )


def _stands(key: str, text: str) -> bool:
    """Whether words stand in a text as whole words; most do not stand there at all."""
    return key in text and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text) is not None


def _named(checked: Checked) -> Iterator[tuple[str, str]]:
    """Give what tells who somebody is: whole names, addresses, and ids that are no plain number."""
    for person in checked.roster.people:
        if len(person.name.split()) > 1:
            yield person.name, "the name"
        for key, what in (("email", "the e-mail address"), ("person_id", "the number")):
            value = person.cell(key).value
            if isinstance(value, str) and _tells(value):
                yield value, what


def _tells(value: str) -> bool:
    return len(value) > 3 and not value.isdigit() and any(c.isdigit() or c == "@" for c in value)
