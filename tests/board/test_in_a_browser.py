"""The page in a real browser: no barriers, no scrolling sideways, and it works by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.board.conftest import DAY, LATER, WORDS, roster, write
from tests.browser.pages import barriers, browser, sideways

pytestmark = pytest.mark.slow
WIDTHS = (360, 768, 1280)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a second pack, with trends and with what changed."""
    import subprocess  # noqa: PLC0415 - beside its one use
    import sys  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("board")
    for day, fine in ((DAY, 25), (LATER, 40)):
        write(folder / "members.xlsx", roster(12, fine))
        words = ("board", "members.xlsx", "--as-of", day, *WORDS, "--out", "out")
        subprocess.run([sys.executable, "-m", "sync", *words], cwd=folder, check=True)
    return (folder / "out" / f"board-pack-2-{LATER}.html").as_uri()


@pytest.mark.parametrize("width", WIDTHS)
def test_there_are_no_barriers(pack: str, width: int) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, on a phone, a tablet, and a screen."""
    with browser() as one:
        page = one.new_page(viewport={"width": width, "height": 800})
        page.goto(pack)
        assert barriers(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nobody_scrolls_sideways(pack: str, width: int) -> None:
    """The page is as wide as the window; a wide table scrolls in its own frame."""
    with browser() as one:
        page = one.new_page(viewport={"width": width, "height": 800})
        page.goto(pack)
        assert sideways(page) == 0
        small = page.evaluate(
            "Math.min(...[...document.querySelectorAll('svg text')]"
            ".map(one => one.getBoundingClientRect().height))"
        )
        assert small >= 9


def test_the_first_key_leads_past_the_contents(pack: str) -> None:
    """Tab, Enter: the figures have the focus, and what has it can be seen."""
    with browser() as one:
        page = one.new_page(viewport={"width": 1280, "height": 800})
        page.goto(pack)
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.inner_text() == "To the figures"
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "figures"


def test_paper_has_no_frame_of_the_screen(pack: str, tmp_path: Path) -> None:
    """Printed from a browser, the link for keys is gone and nothing is cut off at the side."""
    with browser() as one:
        page = one.new_page(viewport={"width": 660, "height": 900})
        page.goto(pack)
        page.emulate_media(media="print")
        assert not page.locator(".skip").is_visible()
        wide = "[...document.querySelectorAll('table')].filter(t => t.offsetWidth > 660).length"
        assert page.evaluate(wide) == 0
        assert len(page.pdf(prefer_css_page_size=True)) > 10_000
