"""Undo on a page: shown before it is done, done once, and only as it was shown."""

from __future__ import annotations

import re

import openpyxl

from tests.web.scene import Scene, Visitor, read


def values(scene: Scene) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(scene.book)
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def form(visitor: Visitor, run: int) -> dict[str, str]:
    """Read the form of the page that asks."""
    page = visitor.get(f"/book/1/runs/{run}/undo").text
    return dict(re.findall(r'name="(csrf|digest)" value="(\w+)"', page))  # fmt: skip


def test_the_page_that_asks_changes_nothing(scene: Scene) -> None:
    """Looking at what an undo would do leaves the book byte for byte as it is."""
    run = scene.check()
    before = scene.book.read_bytes()
    text = scene.visitor().text(f"/book/1/runs/{run}/undo")
    assert "Nothing has been changed yet" in text
    assert "What is missing" in text
    assert scene.book.read_bytes() == before


def test_an_undo_puts_back_what_the_run_changed_and_can_be_undone(scene: Scene) -> None:
    """After it the book says what it said before; the undo is a run of its own."""
    before = values(scene)
    run = scene.check()
    marked = values(scene)
    visitor = scene.visitor()
    found = visitor.post(f"/book/1/runs/{run}/undo", form(visitor, run))
    assert found.status_code == 200
    assert f"Run {run} was undone" in read(found.text)
    assert values(scene) == before
    listed = visitor.text("/book/1/runs")
    assert f"undo of run {run}" in listed
    assert visitor.post(f"/book/1/runs/{run + 1}/undo", form(visitor, run + 1)).status_code == 200
    assert {name: rows for name, rows in values(scene).items() if name in marked} == marked


def test_an_undo_is_asked_again_where_the_book_has_changed_since(scene: Scene) -> None:
    """Nothing is put back that was not shown."""
    run = scene.check()
    visitor = scene.visitor()
    shown = form(visitor, run)
    book = openpyxl.load_workbook(scene.book)
    book["Members"].cell(3, 12).value = "my own words"
    book.save(scene.book)
    marked = scene.book.read_bytes()
    found = visitor.post(f"/book/1/runs/{run}/undo", shown)
    assert found.status_code == 409
    assert "has changed since you looked" in found.text
    assert scene.book.read_bytes() == marked
    again = visitor.post(f"/book/1/runs/{run}/undo", form(visitor, run))
    assert again.status_code == 200
    assert values(scene)["Members"][2][11] == "my own words"


def test_an_undo_without_the_sessions_secret_does_nothing(scene: Scene) -> None:
    """A digest alone is not enough."""
    run = scene.check()
    visitor = scene.visitor()
    shown = form(visitor, run)
    marked = scene.book.read_bytes()
    found = visitor.post(f"/book/1/runs/{run}/undo", {"digest": shown["digest"]})
    assert found.status_code == 403
    assert scene.book.read_bytes() == marked


def test_a_book_that_is_open_elsewhere_is_not_undone(scene: Scene) -> None:
    """A sentence says that somebody has the workbook open; nothing is written."""
    run = scene.check()
    visitor = scene.visitor()
    shown = form(visitor, run)
    lock = scene.book.with_name(f".~lock.{scene.book.name}#")
    lock.write_text(",Pat,desk,22.11.2026 10:00,file:///x;", encoding="utf-8")
    marked = scene.book.read_bytes()
    found = visitor.post(f"/book/1/runs/{run}/undo", shown)
    assert found.status_code == 409
    assert "open" in read(found.text)
    assert scene.book.read_bytes() == marked


def test_what_cannot_be_undone_says_why(scene: Scene) -> None:
    """A run that changed nothing has no way back."""
    scene.check()
    run = scene.check()
    visitor = scene.visitor()
    assert "Undo this run" not in visitor.text(f"/book/1/runs/{run}")
    found = visitor.get(f"/book/1/runs/{run}/undo")
    assert found.status_code == 503
    assert "changed nothing" in read(found.text)
