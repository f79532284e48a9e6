"""What the ledger keeps for boards: figures of nights, the last of each quarter for good."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from sync.board import issue as issuing
from sync.board import paper
from sync.board.content import Content
from sync.board.numbers import unpacked
from sync.board.trends import TRENDED
from sync.ledger import open_ledger, opening
from sync.ledger.boards import issued_packs, keep_numbers, kept_numbers
from sync.ledger.upkeep import prune
from tests.board.conftest import LATER, roster, write

CONFIG = '[[book]]\npath = "members.xlsx"\npack = "wisconsin"\ndate_order = "mdy"\nboard = true\n'
NIGHTS = (("2026-02-20", 25), ("2026-03-10", 33), ("2026-06-10", 45))

pytestmark = pytest.mark.slow


@pytest.fixture
def unprinted(monkeypatch):
    def nothing(page: bytes, digest: str) -> bytes:
        raise paper.NoPrinter

    monkeypatch.setattr(issuing, "paper_of", nothing)


@pytest.fixture
def nights(run, tmp_path: Path) -> Path:
    """A folder in which nights were held while the roster grew."""
    (tmp_path / "rostercheck.toml").write_text(f'{CONFIG}flags = "none"\n')
    for day, fine in NIGHTS:
        write(tmp_path / "members.xlsx", roster(12, fine))
        assert run("nightly", "--as-of", day).code == 0
    return tmp_path


def kept(folder: Path) -> list[date]:
    """Give the days of which the ledger keeps figures."""
    ledger = open_ledger(folder / "rostercheck-ledger.sqlite")
    with ledger.session() as session:
        found = kept_numbers(session, str(folder / "members.xlsx"))
    ledger.close()
    return [unpacked(data).as_of for data in found]


def test_nights_make_the_trend(run, nights: Path, unprinted) -> None:
    """A book with `board = true`: the first pack shows how it went, a day for each quarter."""
    assert kept(nights) == [date.fromisoformat(day) for day, _ in NIGHTS]
    assert run("board", "--as-of", LATER, "--out", "out").code == 0
    page = (nights / "out" / f"board-pack-1-{LATER}.html").read_text()
    assert "from 45 on 10 Mar 2026 to 57 now" in page
    assert "20 Feb 2026" not in page
    assert re.search(r"10 Jun 2026</th><td[^>]*>57<", page)
    assert "This is the first pack" in page


def test_a_night_is_told_once_and_for_all(run, nights: Path, unprinted) -> None:
    """A day of a trend stands in a later pack as in the one that told it first."""
    run("board", "--as-of", LATER, "--out", "out")
    write(nights / "members.xlsx", roster(12, 47))
    run("board", "--as-of", "2026-12-15", "--out", "out")
    stems = (f"board-pack-1-{LATER}", "board-pack-2-2026-12-15")
    pages = [(nights / "out" / f"{stem}.html").read_text() for stem in stems]
    rows = [
        re.findall(r'<tr><th scope="row">((?:10 Mar|10 Jun) 2026</th>.*?)</tr>', page)
        for page in pages
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) >= 4


def test_only_what_is_shown_of_a_night_counts_as_shown(run, nights: Path, unprinted) -> None:
    """A table that no page shows of a day holds nothing back; it can be compared with later."""
    run("board", "--as-of", LATER, "--out", "out")
    ledger = open_ledger(nights / "rostercheck-ledger.sqlite")
    with ledger.session() as session:
        (pack,) = issued_packs(session, str(nights / "members.xlsx"))
    ledger.close()
    now, *earlier = Content.unpacked(pack.content).revealed
    assert len(earlier) == 2
    assert all(set(one.tables) <= set(TRENDED) for one in earlier)
    assert len(now.tables) > len(TRENDED)
    run("board", "--as-of", "2026-12-15", "--since", "2026-06-30", "--out", "out")
    page = (nights / "out" / "board-pack-2-2026-12-15.html").read_text()
    assert re.search(r"of (\d{2,}) figures have changed since 10 Jun 2026|same as on 10 Jun", page)


def test_a_night_can_be_compared_with(run, nights: Path, unprinted) -> None:
    """--since finds the last day of which the ledger keeps anything, be it a night."""
    assert run("board", "--as-of", LATER, "--since", "2026-03-31", "--out", "out").code == 0
    page = (nights / "out" / f"board-pack-1-{LATER}.html").read_text()
    assert "have changed since 10 Mar 2026" in page
    assert re.search(r"Endorsed</th><td[^>]*>45</td><td[^>]*>57</td><td[^>]*>\+12</td>", page)


def test_an_unchanged_book_is_judged_whole_when_something_is_due(run, tmp_path: Path) -> None:
    """Flags in the book itself, nobody edits it, a day comes: everybody is counted all the same."""
    (tmp_path / "rostercheck.toml").write_text(f'{CONFIG}flags = "in_place"\n')
    write(tmp_path / "members.xlsx", roster(12, 25))
    run("nightly", "--as-of", "2026-11-01")
    run("nightly", "--as-of", "2027-01-02")
    ledger = open_ledger(tmp_path / "rostercheck-ledger.sqlite")
    with ledger.session() as session:
        first, last = map(unpacked, kept_numbers(session, str(tmp_path / "members.xlsx")))
    ledger.close()
    assert last.as_of == date(2027, 1, 2)
    for numbers in (first, last):
        lines = numbers.tables["hours.hours_by_rule"].lines
        assert sum(value or 0 for values in lines.values() for value in values) > 0


def test_a_book_that_does_not_ask_keeps_nothing(run, tmp_path: Path) -> None:
    """Without `board = true` no figures are kept."""
    (tmp_path / "rostercheck.toml").write_text(CONFIG.replace("true", "false"))
    write(tmp_path / "members.xlsx", roster(12, 25))
    run("nightly", "--as-of", "2026-02-20")
    assert kept(tmp_path) == []


def test_prune_keeps_the_last_figures_of_a_quarter(tmp_path: Path) -> None:
    """A trend over years needs few days: of what is old the last day of each quarter stays."""
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    days = [date(2024, 1, 5), date(2024, 3, 30), date(2024, 4, 1), date(2026, 5, 1)]
    with ledger.session() as session:
        for day in days:
            for data in (b"first", b"last"):
                keep_numbers(session, "members.xlsx", day, data, None)
        assert kept_numbers(session, "members.xlsx") == [b"last"] * 4
        gone = prune(session, datetime(2025, 1, 1).astimezone())
        assert gone["figures for boards"] == 1
        assert len(kept_numbers(session, "members.xlsx")) == 3
    ledger.close()


def test_an_older_ledger_gets_room_for_packs(tmp_path: Path) -> None:
    """A ledger of the first form is brought up to date, and what was in it stays."""
    path = tmp_path / "ledger.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO book (location) VALUES ('members.xlsx')"))
    engine.dispose()
    ledger = open_ledger(path)
    with ledger.session() as session:
        keep_numbers(session, "members.xlsx", date(2026, 1, 1), b"x", None)
        assert session.scalar(text("SELECT count(*) FROM book")) == 1
    ledger.close()
