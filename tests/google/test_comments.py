"""Comments beside the notes: given to somebody, moving with their cells, gone with their gap."""

from __future__ import annotations

import pytest

from tests.cli.conftest import members, run  # noqa: F401 - fixtures
from tests.google.desk import Desk, make_desk, state, write_key
from tests.google.test_commands import ROWS, WORDS


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    """A sheet, and a login that the environment names."""
    desk = make_desk({"Members": ROWS})
    monkeypatch.setenv("ROSTERCHECK_GOOGLE_KEY", str(write_key(tmp_path, desk.key)))
    return desk


def comments(desk: Desk) -> dict[tuple[int, int], str]:
    """What the comments say, by row and column from 1."""
    return {
        (c["range"]["startRowIndex"] + 1, c["range"]["startColumnIndex"] + 1):
            c["thread"]["headPost"]["content"]
        for c in desk.person.sheet("Members").comments
    }  # fmt: skip


def test_each_flagged_cell_gets_a_comment_for_somebody(run, desk) -> None:  # noqa: F811
    """With an assignee; a second check adds none; clear takes them off."""
    before = state(desk.person)
    done = run("check", desk.link, *WORDS, "--comments", "chair@example.org")
    assert "New comments: 2." in done.out
    found = comments(desk)
    assert set(found) == {(2, 5), (3, 6)}
    assert "Membership ended on 30 Jun 2026" in found[2, 5]
    posts = [c["thread"]["headPost"] for c in desk.person.sheet("Members").comments]
    assert {post["assigneeEmail"] for post in posts} == {"chair@example.org"}
    run("check", desk.link, *WORDS, "--comments", "chair@example.org")
    assert comments(desk) == found
    run("clear", desk.link)
    assert comments(desk) == {}
    assert state(desk.person) == before


def test_a_comment_goes_with_its_gap_and_changes_with_it(run, desk) -> None:  # noqa: F811
    """A mended cell loses its comment; another figure changes the words of the same comment."""
    run("check", desk.link, *WORDS, "--comments", "")
    ids = [c["thread"]["commentId"] for c in desk.person.sheet("Members").comments]
    desk.person.type(2, 5, "2027-12-31")
    desk.person.type(3, 6, 12)
    run("check", desk.link, *WORDS, "--comments", "")
    assert "12 of 15 hours" in comments(desk)[3, 6]
    assert len(comments(desk)) == 1
    assert desk.person.sheet("Members").comments[0]["thread"]["commentId"] in ids


def test_a_comment_that_somebody_answered_is_never_deleted(run, desk) -> None:  # noqa: F811
    """Her reply is hers: the comment stays, also after clear."""
    run("check", desk.link, *WORDS, "--comments", "")
    thread = desk.person.sheet("Members").comments[0]["thread"]
    thread["replies"] = [{"postId": "p", "content": "She has paid."}]
    desk.person.type(2, 5, "2027-12-31")
    run("check", desk.link, *WORDS, "--comments", "")
    run("clear", desk.link)
    kept = desk.person.sheet("Members").comments
    assert [c["thread"].get("replies", [{}])[0].get("content") for c in kept] == ["She has paid."]


def test_where_comments_are_not_allowed_the_notes_say_it(run, desk) -> None:  # noqa: F811
    """Google turns comments down: the flags stand all the same, and that is said."""
    desk.world.comments_on = False
    done = run("check", desk.link, *WORDS, "--comments", "")
    assert done.code == 1
    assert "Google does not allow comments here" in done.out
    assert comments(desk) == {}
    assert "Membership ended" in desk.person.sheet("Members").cell(1, 4)["note"]


def test_a_comment_on_a_wrong_row_is_taken_off(run, desk) -> None:  # noqa: F811
    """She sorts just before the comments come: those that missed their cell go at once."""

    def before(call) -> None:
        requests = call.body.get("requests", []) if isinstance(call.body, dict) else []
        if any("insertComment" in one for one in requests):
            desk.server.before = lambda _call: None
            desk.person.sort("Members!A2:F3", 2, down=True)

    desk.server.before = before
    run("check", desk.link, *WORDS, "--comments", "")
    sheet = desk.person.sheet("Members")
    for (row, column), words in comments(desk).items():
        assert words in sheet.cell(row - 1, column - 1).get("note", "")


def test_a_workbook_has_no_comments(run, members) -> None:  # noqa: F811
    """--comments with a file says that it is for Google Sheets."""
    done = run("check", members, "--comments", "")
    assert (done.code, "for Google Sheets" in done.err) == (2, True)
