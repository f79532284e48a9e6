"""Makes the pictures of docs/web.md and docs/registry.md: the server at work on samples.

Needs chromium (`scripts/install-system-packages chromium`).
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from addin.server.gate import Gate
from scripts.picturing import IMAGES, ROOT, ready
from sync.web.pages import router

DAY = date(2026, 11, 22)
TOKEN = "only-for-pictures"  # noqa: S105 - of a server that lives for seconds
WORDS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CONFIG = '[[book]]\npath = "{book}"\npack = "{pack}"\ndate_order = "mdy"\nflags = "in_place"\n'


def main() -> int:
    """Make every picture; give 1 where the browser is missing."""
    if not ready("chromium"):
        return 1
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=WORDS)
        with _served(Path(name) / "web", "three-year-cycle.xlsx", "rhode-island") as address:
            _web(browser, address)
        _list(browser, Path(name) / "list")
        browser.close()
    return 0


def _web(browser: Browser, address: str) -> None:
    page = _visit(browser, address, 1120)
    page.screenshot(path=IMAGES / "web-dashboard.png", clip=_top(1120, 860))
    page.goto(f"{address}/book/1/gaps?status=open&sort=due")
    page.screenshot(path=IMAGES / "web-gaps.png", clip=_top(1120, 860))
    phone = _visit(browser, address, 390)
    phone.goto(f"{address}/book/1/gaps?status=gap")
    phone.screenshot(path=IMAGES / "web-phone.png", clip=_top(390, 1000))


def _list(browser: Browser, folder: Path) -> None:
    folder.mkdir()
    book = ROOT / "sample_workbooks" / "rsc-providers.xlsx"
    words = (
        "registry",
        str(book),
        "--pack",
        "wisconsin",
        "--date-order",
        "mdy",
        "--as-of",
        DAY.isoformat(),
    )
    _call(folder, *words, "--out", "out")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((folder / "out" / "rsc-providers.html").as_uri())
    page.screenshot(path=IMAGES / "registry-page.png", full_page=True)


def _visit(browser: Browser, address: str, width: int) -> Page:
    """Log in."""
    page = browser.new_page(viewport={"width": width, "height": 1000})
    page.goto(address)
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/book/1")
    return page


def _top(width: int, height: int) -> FloatRect:
    return FloatRect(x=0, y=0, width=width, height=height)


@contextmanager
def _served(folder: Path, book: str, pack: str) -> Iterator[str]:
    """Serve a copy of a sample that was checked once, as a coordinator would."""
    folder.mkdir()
    shutil.copy(ROOT / "sample_workbooks" / book, folder)
    (folder / "rostercheck.toml").write_text(CONFIG.format(book=book, pack=pack), "utf-8")
    _call(folder, "nightly", "--as-of", DAY.isoformat())
    app = FastAPI()
    config = folder / "rostercheck.toml"
    app.include_router(router(config=config, books=(), gate=Gate(TOKEN), today=lambda: DAY))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        work = threading.Thread(target=server.run, args=([bound],))
        work.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        work.join()


def _call(folder: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sync", *words], cwd=folder, capture_output=True, check=False
    )
    if done.returncode > 1:
        raise RuntimeError(done.stderr.decode(errors="replace"))


if __name__ == "__main__":
    sys.exit(main())
