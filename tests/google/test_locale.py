"""Where nobody has said which of day and month comes first, the locale of the sheet decides."""

from __future__ import annotations

import pytest

from models.cells import DateOrder
from sync.books.memory import MemoryBook
from sync.dateorder import by_locale, order_for
from tests.cli.conftest import run  # noqa: F401 - a fixture
from tests.google.desk import make_desk, write_key

HEAD = ["Member ID", "Full Name", "Category", "Date endorsed", "Membership expires", "Training hrs"]
ROWS = [HEAD, ["W-1", "Ana Ruiz", "IFS", "'2020-05-01", "'3/4/2027", 15]]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A sheet with a date that was typed as text."""
    desk = make_desk({"Members": ROWS})
    monkeypatch.setenv("ROSTERCHECK_GOOGLE_KEY", str(write_key(tmp_path, desk.key)))
    return desk


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en_US", "so 3/4/25 is read as 4 March"),
        ("en_GB", "so 3/4/25 is read as 3 April"),
        ("es_MX", "so 3/4/25 is read as 3 April"),
    ],
)
def test_the_locale_says_it_and_that_is_told(run, desk, locale, said) -> None:  # noqa: F811
    """The date is read by it, and the check says by what, and how to say otherwise."""
    desk.person.book.locale = locale
    out = run("explain", desk.link, "Ana Ruiz", "--pack", "wisconsin", "--as-of", "2027-03-10").out
    done = run("check", desk.link, "--pack", "wisconsin", "--as-of", "2027-03-10", "--dry-run")
    assert said in done.out
    assert "date_order in rostercheck.toml" in done.out
    day = "4 Mar 2027" if locale == "en_US" else "3 Apr 2027"
    assert day in out


def test_what_is_declared_goes_first(run, desk) -> None:  # noqa: F811
    """With --date-order the locale is not asked, and nothing is said of it."""
    desk.person.book.locale = "en_GB"
    done = run("check", desk.link, "--pack", "wisconsin", "--as-of", "2027-03-10", "--dry-run",
               "--date-order", "mdy")  # fmt: skip
    assert "is set to" not in done.out


@pytest.mark.parametrize("locale", ["en_CA", "ja_JP", "sv_SE", "zh_CN", ""])
def test_a_locale_that_does_not_tell_decides_nothing(locale: str) -> None:
    """Where dates begin with the year, or are written both ways, such a date stays a question."""
    assert by_locale(locale) is None


def test_a_file_has_no_locale() -> None:
    """Of a workbook nothing is taken for granted."""
    book = MemoryBook({"Members": ROWS})
    assert order_for(book, None) == (None, None)
    assert order_for(book, DateOrder.DMY) == (DateOrder.DMY, None)
