"""What a server is told when it starts: who may come in, which config, and its limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

HOST, PORT = "127.0.0.1", 8765


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one caller may ask for. Sizes in bytes, times in seconds.

    body: of a request with the token. page_body: of a form, which comes before the login is looked
    at. workers: processes that answer formulas. waiting: requests that may wait for one of them.
    seconds: a formula takes so long at most, with the time it waited; Google gives up after 30.
    sheet_seconds: a check of a sheet is waited for so long; it goes on after that, up to
    sheet_ends. slow: the time within which a request must have come in, and an answer must have
    been taken. per_minute: requests of one caller. wrong_per_minute: wrong tokens of one address.
    """

    body: int = 16_000_000
    page_body: int = 100_000
    workers: int = 2
    waiting: int = 100
    seconds: float = 25.0
    sheet_seconds: float = 50.0
    sheet_ends: float = 600.0
    slow: float = 20.0
    per_minute: int = 1200
    wrong_per_minute: int = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """token: opens the door. config: rostercheck.toml. books: further books for the web view."""

    token: str = field(repr=False)
    config: Path | None = None
    books: tuple[str, ...] = ()
    limits: Limits = Limits()
