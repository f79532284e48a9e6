"""Judged books in memory: each as often as it changes, and never more than a few."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from sync.web.library import LINK_SECONDS, MOST, Library
from sync.web.sessions import MOST as MOST_SESSIONS
from sync.web.sessions import Sessions
from sync.web.shelf import Shelf, Volume
from tests.web.scene import AS_OF, Scene, make


def volume(scene: Scene) -> Volume:
    found = Shelf(scene.config).volume(1)
    assert found is not None
    return found


def test_a_book_is_judged_once_until_something_changes(scene: Scene) -> None:
    """The same file on the same day is not judged twice; nor where it was only saved again."""
    library, book = Library(), volume(scene)
    first = library.judged(book, AS_OF)
    assert library.judged(book, AS_OF) is first
    os.utime(scene.book, (1, 1))
    assert library.judged(book, AS_OF) is first, "the same bytes"
    assert library.judged(book, AS_OF + timedelta(1)) is not first
    library.forget(book)
    assert library.judged(book, AS_OF) is not first


@pytest.mark.parametrize(("before", "after"), [("mdy", "dmy"), ("in_place", "none")])
def test_a_config_that_changes_is_followed(scene: Scene, before, after) -> None:
    """The pages follow rostercheck.toml; what has no bearing on them judges nothing anew."""
    library, book = Library(), volume(scene)
    first = library.judged(book, AS_OF)
    scene.config.write_text(scene.config.read_text().replace(before, after))
    assert (library.judged(book, AS_OF) is first) == (after == "none")


def test_a_pack_of_her_own_that_changes_is_followed(tmp_path) -> None:
    """She mends a rule, loads the page again, and sees what follows."""
    scene = make(tmp_path, more='pack = "ours.toml"\n')
    text = (
        'schema = 1\nid = "ours"\nextends = "national"\nname = "%s"\nversion = "1"\nsummary = "s"\n'
    )
    pack = tmp_path / "ours.toml"
    pack.write_text(text % "Ours")
    library, book = Library(), volume(scene)
    assert library.judged(book, AS_OF).checked.pack.name == "Ours"
    pack.write_text(text % "Ours, mended")
    assert library.judged(book, AS_OF).checked.pack.name == "Ours, mended"


def test_only_a_few_books_are_kept(tmp_path) -> None:
    """The one that was looked at longest ago goes first."""
    library, books = Library(), []
    for number in range(MOST + 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        books.append(volume(make(folder)))
    firsts = [library.judged(book, AS_OF) for book in books]
    assert library.judged(books[-1], AS_OF) is firsts[-1]
    assert library.judged(books[0], AS_OF) is not firsts[0]


def test_a_sheet_is_read_again_after_a_while() -> None:
    """A link cannot tell cheaply whether it has changed: two minutes are believed."""
    now = [0.0]
    library, sheet = Library(lambda: now[0]), Volume(1, "https://docs.google.com/x", None)
    first = library._digest(sheet)
    now[0] = LINK_SECONDS - 1
    assert library._digest(sheet) == first
    now[0] = LINK_SECONDS
    assert library._digest(sheet) != first


def test_handles_name_nobody_and_stay(scene: Scene) -> None:
    """The number of the ledger where there is one; else a digest that differs for everybody."""
    without = Library().judged(volume(scene), AS_OF)
    handles = [without.handle(one.person.key) for one in without.checked.judged.people]
    assert len(set(handles)) == len(handles)
    assert all(handle[0] == "p" and len(handle) > 12 for handle in handles)
    scene.check()
    known = Library().judged(volume(scene), AS_OF)
    assert [known.handle(one.person.key) for one in known.checked.judged.people] == [
        "m1", "m2", "m3", "m4",
    ]  # fmt: skip
    assert known.person("m2")[0].person.name == "Bo <b>Oak</b>"
    assert known.person("m99") == ()


def test_sessions_do_not_pile_up() -> None:
    """However often somebody logs in, the oldest sessions end."""
    sessions = Sessions()
    cookies = [sessions.begin() for _ in range(MOST_SESSIONS + 1)]
    assert sessions.of(cookies[0]) is None
    assert sessions.of(cookies[-1]) is not None


def test_a_shelf_lists_folders_and_further_books(scene: Scene, tmp_path) -> None:
    """Books of the config come first; one that is named twice is there once."""
    (tmp_path / "more").mkdir()
    other = make(tmp_path / "more")
    shelf = Shelf(scene.config, [str(scene.book), str(other.book)])
    assert [one.location for one in shelf.volumes()] == [str(scene.book), str(other.book)]
    assert shelf.volume(3) is None
