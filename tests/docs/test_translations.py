"""Every text has its translation, and the compiled catalogues are what the code and the .po say."""

from __future__ import annotations

import re

import catalogue
import pytest
from babel.messages.catalog import Catalog

from models.language import ENGLISH, LANGUAGES

OTHERS = [code for code in LANGUAGES if code != ENGLISH]


@pytest.fixture(scope="module")
def wanted():
    return catalogue.wanted_files()


def test_catalogues_are_in_step(wanted) -> None:
    """Template, translations and compiled catalogue belong to the texts of today."""
    files, _ = wanted
    stale = [path.name for path, data in files.items() if path.read_bytes() != data]
    assert len(files) == 1 + 2 * len(OTHERS)
    assert stale == [], 'Run "make messages".'


def test_every_text_is_translated(wanted) -> None:
    """No text is without a translation, and each has the placeholders of the English."""
    _, wrong = wanted
    assert wrong == []


def _catalogue(english: str, other: str) -> Catalog:
    made = Catalog(locale="es")
    made.add(english, other)
    return made


@pytest.mark.parametrize(
    ("english", "other", "fault"),
    [
        ("{have} of {need}", "", "no translation"),
        ("{have} of {need}", "{have} de {needed}", "other placeholders"),
        ("{have} of {need}", "{have}", "other placeholders"),
        ("{word!r} is odd", "{word} es raro", "other placeholders"),
        (" on {day}", "el {day}", "other spaces"),
    ],
)
def test_a_fault_is_named(english: str, other: str, fault: str) -> None:
    """A translation that is missing, or would not fill, is told by the check."""
    (said,) = catalogue.faults("es", _catalogue(english, other))
    assert fault in said


def test_translations_are_kept_and_never_guessed() -> None:
    """A text that is new stands without a translation; one that is the same keeps its own."""
    wanted = Catalog()
    for text in ("Gap", "Gaps here"):
        wanted.add(text)
    made = catalogue.in_step("es", wanted)
    assert made.get("Gap").string == "Falta"
    assert not made.get("Gaps here").string


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_no_english_left(code: str) -> None:
    """No translation holds three English words in a row of what it translates."""
    pot = catalogue.in_step(code, catalogue.template())
    left = []
    for message in pot:
        if not isinstance(message.id, str) or not message.id:
            continue
        words = re.findall(
            r"[A-Za-z]+", re.sub(r"\{[^}]*\}|\"[^\"]*\"|“[^”]*”|\([A-Z][^)]*\)", "|", message.id)
        )
        threes = {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}
        left += [three for three in threes if len(three) > 8 and three in str(message.string)]
    assert left == []
