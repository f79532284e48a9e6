"""What is said of a problem of a pack, beside the sentence itself."""

from __future__ import annotations

from models.problems import meant, near
from models.wording import SENTENCES, Said

KNOWN = ("rsc", "training")


def test_the_word_that_may_be_meant_is_said_in_the_language_of_the_reader() -> None:
    """A slip gets the nearest word, anything else all of them; both are templates of ours."""
    for slip, says in (("trainig", ' Is "training" meant?'), ("golf", " Known: rsc, training.")):
        said = near(slip, KNOWN)
        assert said == says
        assert isinstance(said, Said)
        assert said.key in SENTENCES


def test_where_no_word_is_like_it_none_is_offered() -> None:
    """A long list of words is not given where only a near one is asked for."""
    assert meant("golf", KNOWN) is None
    assert meant("trainig", KNOWN) == ' Is "training" meant?'
