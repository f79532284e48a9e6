"""A pack says what it rests on, and can be made of what the ledger keeps."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from sync.board import issue as issuing
from sync.board import paper
from sync.fingerprints import file_digest
from tests.board.conftest import DAY, LATER, WORDS, roster, write

CONFIG = '[[book]]\npath = "{}"\npack = "wisconsin"\ndate_order = "mdy"\nflags = "none"\n{}\n'
KEEP = "keep = true"
AHEAD = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011
"""A day for which no past data are looked for."""


@pytest.fixture(autouse=True)
def unprinted(monkeypatch):
    """Print nothing: these tests look at pages only."""

    def nothing(page: bytes, digest: str) -> bytes:
        raise paper.NoPrinter

    monkeypatch.setattr(issuing, "paper_of", nothing)


def config(folder: Path, *more: str, name: str = "members.xlsx") -> None:
    (folder / "rostercheck.toml").write_text(CONFIG.format(name, "\n".join(more)))


def page(folder: Path, number: int, day: str) -> str:
    """Give what a person reads of a pack."""
    text = (folder / "out" / f"board-pack-{number}-{day}.html").read_text()
    plain = re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL)
    return " ".join(unescape(plain).split())


def test_a_pack_says_which_data_and_which_run(run, members: Path, tmp_path: Path) -> None:
    """The fingerprint of the file that was read, and the last night until the day of the pack."""
    config(tmp_path)
    assert run("nightly", "--as-of", DAY).code == 0
    assert run("board", members, "--as-of", LATER, "--out", tmp_path / "out").code == 0
    text = page(tmp_path, 1, LATER)
    assert f"fingerprint {(file_digest(str(members)) or '')[:12]}." in text
    assert "run 1, as of 10 Jun 2026" in text
    assert "What was typed into the workbook later" not in text
    assert run("board", members, "--as-of", "2026-03-01", "--out", tmp_path / "out").code == 0
    assert "nightly check until then" not in page(tmp_path, 2, "2026-03-01"), "it came later"


def test_without_a_ledger_of_runs_no_run_is_named(run, members: Path, tmp_path: Path) -> None:
    """A pack of a workbook that no night has checked names its data alone."""
    run("board", members, "--as-of", DAY, *WORDS, "--out", tmp_path / "out")
    text = page(tmp_path, 1, DAY)
    assert "as it stood when this pack was issued" in text
    assert "nightly check" not in text


def test_a_workbook_that_is_not_at_hand(run, members: Path, tmp_path: Path) -> None:
    """The command says which copy there is; with --data kept it is taken, and the pack says so."""
    config(tmp_path, KEEP)
    assert run("nightly", "--as-of", DAY).code == 0
    digest = file_digest(str(members)) or ""
    members.unlink()
    words = ("board", members, "--as-of", AHEAD, "--out", tmp_path / "out")
    refused = run(*words)
    assert (refused.code, refused.out) == (2, "")
    assert "as it was found on 10 Jun 2026" in refused.err
    assert "--data kept" in refused.err
    done = run(*words, "--data", "kept")
    assert done.code == 0, done.err
    text = page(tmp_path, 1, AHEAD)
    assert "The data are those of 10 Jun 2026." in text
    assert f"on 10 Jun 2026, fingerprint {digest[:12]}." in text
    assert "37 people in the roster are endorsed" in text or "37 of 37 people" in text
    again = run(*words, "--data", "kept")
    assert "made again as it was issued" in again.out


def test_where_nothing_is_kept_it_is_said(run, members: Path, tmp_path: Path) -> None:
    """Without keep = true: what to write into the config; the missing workbook is named as ever."""
    config(tmp_path)
    assert run("nightly", "--as-of", DAY).code == 0
    refused = run("board", members, "--as-of", LATER, "--data", "kept")
    assert (refused.code, refused.out) == (2, "")
    assert "keep = true" in refused.err
    members.unlink()
    gone = run("board", members, "--as-of", LATER)
    assert gone.code == 2
    assert "--data kept" not in gone.err
    assert "members.xlsx" in gone.err


@pytest.mark.slow
def test_a_past_day_rests_on_the_data_of_then(run, members: Path, tmp_path: Path) -> None:
    """Where copies are kept, a pack of a past day counts who stood there then; --data now: today's.

    What is counted comes out of the copy and not of the workbook, in which ten people are new.
    """
    config(tmp_path, KEEP)
    yesterday = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011
    assert run("nightly", "--as-of", yesterday).code == 0
    write(members, roster(12, 35))
    words = ("board", members, "--as-of", yesterday)
    assert run(*words, "--out", tmp_path / "out").code == 0
    text = page(tmp_path, 1, yesterday)
    assert "37 of 37 people" in text
    assert "copy of the workbook that the ledger keeps" in text
    assert "The data are those of" not in text, "they are of the day of the pack"
    words = ("board", members, "--as-of", yesterday, "--data", "now", "--new-issue")
    assert run(*words, "--out", tmp_path / "out").code == 0
    assert "47 of 47 people" in page(tmp_path, 2, yesterday)


def test_one_lost_workbook_does_not_keep_the_others_from_their_packs(run, tmp_path: Path) -> None:
    """Of the books of a config one is gone: the other gets its pack, and the lost one is named."""
    write(tmp_path / "east.xlsx", roster(12, 25))
    entries = [CONFIG.format(name, "") for name in ("gone.xlsx", "east.xlsx")]
    (tmp_path / "rostercheck.toml").write_text("\n".join(entries))
    done = run("board", "issue", "--as-of", DAY, "--out", tmp_path / "out")
    assert done.code == 2
    assert "gone.xlsx" in done.err
    assert "Board pack 1 as of 10 Jun 2026" in done.out
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"board-pack-1-{DAY}.html"]
