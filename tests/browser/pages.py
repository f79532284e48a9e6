"""A real browser for the pages that the program writes: screenshots, widths, and axe-core."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import needs, program

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WORDS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    chromium = program("chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=WORDS)
        yield found
        found.close()


def axe() -> Path:
    """Give axe-core, installed from the lock file if it is not there."""
    if not AXE.is_file():
        words = [program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=False)
        needs(AXE.is_file(), f"axe-core could not be installed: {done.stderr.strip()[:200]}")
    return AXE


def barriers(page: Page) -> list[str]:
    """Give everything that axe-core finds wrong with a page, a line each."""
    page.add_script_tag(path=str(axe()))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    assert len(found["passes"]) > 10, "axe-core has hardly looked at anything"
    return [
        f"{one['id']}: {one['help']} ({node['html'][:120]})"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def sideways(page: Page) -> int:
    """Give by how much a page is wider than its window: nobody should have to scroll sideways."""
    found: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found
