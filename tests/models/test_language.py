"""What is said in another language: all of it, without guessing, and never what somebody typed."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cells import (
    parse_audit,
    parse_band,
    parse_date,
    parse_degree,
    parse_exam_result,
    parse_fte,
    parse_hours,
    parse_licence,
    parse_membership_kind,
    parse_rater_role,
    parse_signed,
    parse_standing,
    parse_used_for,
    parse_waiver_kind,
    parse_whether_paid,
    parse_work_kind,
    parse_yes_no,
)
from models.language import LANGUAGES, catalogue, in_every_language, language, say, speak
from models.recognise import is_brief
from models.wording import (
    BRIEF,
    PLURALS,
    SENTENCES,
    brief,
    counted,
    joined,
    of_pack,
    sentence,
    spoken,
    unstopped,
    worded,
    written,
)

said = st.sampled_from([
    worded("word.exam"), counted("years", 2), joined(" or ", ["a", worded("word.now")]),
    of_pack("training"), worded("cell.date", raw='"soon"'),
])  # fmt: skip
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**6)
facts = st.text(max_size=20) | numbers | st.dates() | st.none() | said


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name} - {"short_hours"}


@given(st.sampled_from(sorted(SENTENCES)), st.sampled_from(LANGUAGES), st.data())
def test_every_sentence_can_be_said_of_any_facts(key: str, code: str, data) -> None:
    """Whatever the facts are, a sentence and its short form are said, in every language."""
    given_facts = {name: data.draw(facts) for name in {*slots(SENTENCES[key]), "short"}}
    given_facts |= {name: data.draw(facts) for name in slots(BRIEF.get(key, ""))}
    with speak(code):
        assert sentence(key, given_facts) is not None
        assert brief(key, given_facts) is not None
        assert spoken(worded(key, **given_facts)) == sentence(key, given_facts)


@given(st.sampled_from(sorted(PLURALS)), st.floats(0, 10**6) | st.integers(0, 10**6))
def test_everything_can_be_counted(thing: str, number: float) -> None:
    """Any number of things can be said; one is one, and all others are many."""
    one, many = (say(form) for form in PLURALS[thing])
    said = written(float(number))
    assert counted(thing, number) == (one if said == "1" else many).format(count=said)
    with speak("es"):
        assert str(written(float(number))) in spoken(counted(thing, number))


def test_what_somebody_typed_is_never_translated() -> None:
    """A name or a header that happens to be one of our words stays as it was typed."""
    with speak("es"):
        assert sentence("row.required", {"field": "training"}) == "training está en blanco."
        assert sentence("notice.other_tabs", {"tabs": "Status, Gaps"}).endswith("Status, Gaps.")
        assert spoken("training") == "training"
        assert sentence("hours.blank", {"title": "training"}).startswith(
            "No se puede saber: las horas de capacitación"
        )


def test_a_text_is_said_in_the_language_spoken_when_it_is_said() -> None:
    """A text that was made in one language is said in another; in itself it is English."""
    with speak("es"):
        text = worded("word.unclear", why=worded("word.degree.dated", degree=worded("word.degree"),
                                                 day=date(2026, 12, 31)))  # fmt: skip
        assert spoken(text) == "no está claro: título académico del 31 dic 2026"
    assert text == "unclear: degree of 31 Dec 2026"
    assert spoken(text) == text
    assert unstopped(worded("word.no_date_here")) == "it is no date"
    with speak("es"):
        assert spoken(unstopped(worded("word.no_date_here"))) == "no es una fecha"
        assert unstopped("Hers.") == "Hers"


def test_a_language_is_spoken_for_a_while_only() -> None:
    """After the block, whatever happened in it, the language is what it was before."""
    with pytest.raises(KeyError), speak("es"):
        sentence("no such key", {})
    assert language() == "en"
    with pytest.raises(ValueError, match="fr"), speak("fr"):
        pass


@given(st.sampled_from(sorted(BRIEF)), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_short_forms_are_known_in_every_language(key: str, code: str, other: str) -> None:
    """A short form of one language is known while another is spoken; added words are not."""
    length = joined(" ", [counted("years", 1), counted("months", 11)])
    shapes = {
        **dict.fromkeys(("done", "asked", "column"), length),
        **dict.fromkeys(("last", "end", "when", "day"), date(2026, 1, 5)),
        **dict.fromkeys(("have", "need", "total", "hours"), 12.5),
        "rows": "7, 9", "short_title": "training", "field": "Ethics", "later": "A", "earlier": "B",
    }  # fmt: skip
    with speak(code):
        text = brief(key, shapes)
    with speak(other):
        assert is_brief(text)
        assert not is_brief(text + " - called")


ADVICE = [
    ("cell.band", parse_band), ("cell.used_for", parse_used_for), ("cell.audit", parse_audit),
    ("cell.paid", parse_whether_paid), ("cell.result", parse_exam_result),
    ("cell.rater_role", parse_rater_role), ("cell.work_kind", parse_work_kind),
    ("cell.standing", parse_standing), ("cell.waiver_kind", parse_waiver_kind),
    ("cell.membership_kind", parse_membership_kind), ("cell.licence", parse_licence),
    ("cell.yes_no", parse_yes_no),
]  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("key", "parse"), ADVICE, ids=[key for key, _ in ADVICE])
def test_what_is_advised_can_be_typed(key: str, parse, code: str) -> None:
    """Every word that a sentence says may be typed is read, in the language of the sentence."""
    with speak(code):
        text = sentence(key, {"raw": "?"})
    _, _, words = (
        re.sub(r"\([^)]*\)|, o(?:r| deje) leave.*|, o deje .*|, or leave.*", "", text)
        .rstrip(".")
        .rpartition("Type " if code == "en" else "Escriba ")
    )
    for word in re.split(r"\s*, | or | o | u ", words):
        parsed = parse(word.strip())
        assert parsed.problem is None, word
        assert not parsed.blank, word


def test_what_is_advised_in_examples_can_be_typed() -> None:
    """The examples in the Spanish sentences are read as what they are examples of."""
    assert parse_date("4 mar 2025").value == date(2025, 3, 4)
    assert parse_signed("sí").value is True
    assert parse_hours("12.5").value == 12.5
    assert parse_fte("tiempo completo").value == 1.0
    assert parse_degree("ninguno").value == "none"


def test_dates_and_numbers() -> None:
    """Dates bear the short name of the month in the language; numbers are the same in both."""
    with speak("es"):
        assert [str(written(date(2026, month, 9))) for month in (1, 4, 8, 12)] == [
            "9 ene 2026", "9 abr 2026", "9 ago 2026", "9 dic 2026",
        ]  # fmt: skip
        assert written(12.50) == "12.5"
        facts = {"have": 11.0, "need": 12.0, "short": 1.0, "title": "training"}
        assert "Por cubrir: 1 hora." in sentence("hours.gap", facts | {"due": date(2026, 12, 31)})


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_a_text_is_looked_up_as_the_whole_catalogue_has_it(code: str) -> None:
    """Each of our texts, found alone, is what the catalogue says; of two languages each counts."""
    texts = {*SENTENCES.values(), *BRIEF.values(), "no text of ours", "", "~", "\u00e9"} - {""}
    for text in texts:
        assert in_every_language(text) == {text, catalogue(code).gettext(text)}
