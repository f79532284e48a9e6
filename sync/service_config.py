"""The sections of `rostercheck.toml` for the service: night, ledger, mail, ping, secrets."""

from __future__ import annotations

import re
from datetime import time
from pathlib import PurePath, PureWindowsPath
from typing import Annotated, Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

STRICT = ConfigDict(extra="forbid", frozen=True)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_PASSWORD = re.compile(r"://[^/@:]*:[^/@]+@")


def clock(text: str) -> time:
    """Read a time of day such as "02:30". Raises ValueError."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f'"{text}" is no time of day. Type hours and minutes, such as "02:30".')
    return time(int(found[1]), int(found[2]))


def _a_clock(text: str) -> str:
    clock(text)
    return text.strip()


def _a_span(text: str) -> str:
    first, dash, last = text.partition("-")
    if not dash:
        raise ValueError(f'"{text}" is no span of time. Type it as "07:00-20:00".')
    clock(first), clock(last)
    return text.strip()


def _a_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f'There is no time zone "{text}". Type it as continent and city, such as '
            '"America/Chicago".'
        ) from None
    return text


def _an_address(text: str) -> str:
    if _ADDRESS.fullmatch(text.strip()) is None:
        raise ValueError(f'"{text}" is no e-mail address. Type it as name@example.org.')
    return text.strip()


def _a_pattern(text: str) -> str:
    if not text.strip():
        raise ValueError('A pattern cannot be empty. For all workbooks it is "*.xlsx".')
    parts = PurePath(text).parts
    if PurePath(text).is_absolute() or PureWindowsPath(text).anchor or ".." in parts:
        raise ValueError(
            f'"{text}" leads out of the folder. Name the folder in folder, and here only the '
            'files in it, such as "*.xlsx".'
        )
    if any("**" in part and part != "**" for part in parts):
        raise ValueError(
            f'"{text}": two stars stand between slashes, as in "**/*.xlsx", for all sub-folders.'
        )
    return text.strip()


def _without_password(text: str) -> str:
    if _PASSWORD.search(text):
        raise ValueError(
            "A password stands in the address. Put the whole address into the environment, and "
            'name it here: url = { env = "ROSTERCHECK_LEDGER" }.'
        )
    return text


Clock: TypeAlias = Annotated[str, AfterValidator(_a_clock)]
Span: TypeAlias = Annotated[str, AfterValidator(_a_span)]
Zone: TypeAlias = Annotated[str, AfterValidator(_a_zone)]
Pattern: TypeAlias = Annotated[str, AfterValidator(_a_pattern)]
Address: TypeAlias = Annotated[str, AfterValidator(_an_address)]


class Secret(BaseModel):
    """Where a secret is: exactly one of an environment variable, a file, or the keyring."""

    model_config = STRICT
    env: str | None = None
    file: str | None = None
    keyring: str | None = None
    user: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Secret:
        if sum(place is not None for place in (self.env, self.file, self.keyring)) != 1:
            raise ValueError(
                "A secret is in one place: { env = ... }, { file = ... } or { keyring = ... }."
            )
        if self.keyring is not None and self.user is None:
            raise ValueError("A secret in the keyring needs a user as well.")
        return self


class NightlyConfig(BaseModel):
    """When the service works, for how long, and when its silence is a warning.

    at: the time of day at which a night begins (`serve-schedule`). quiet: a span in which no night
    begins by itself, and into which none reaches. minutes: a night lasts so long at most.
    retry_minutes: how long to wait before a book that somebody has open is tried again.
    stale_after_days: without a check for more days, the words in the sheet turn to a warning.
    google_calls: no Google Sheet is begun in a night after so many calls to Google. log: a file for
    structured logs.
    """

    model_config = STRICT
    time_zone: Zone | None = None
    at: Clock = "02:30"
    quiet: Span | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] = 120
    retry_minutes: Annotated[int, Field(ge=1, le=240)] = 15
    stale_after_days: Annotated[int, Field(ge=1, le=60)] = 3
    google_calls: Annotated[int, Field(ge=1, le=100_000)] = 5_000
    log: str | None = None


class LedgerConfig(BaseModel):
    """Where the ledger is: a file (the default), or the address of a PostgreSQL server.

    keep_days: what is older is pruned at the end of a night; None: nothing is.
    """

    model_config = STRICT
    path: str | None = None
    url: Annotated[str, AfterValidator(_without_password)] | Secret | None = None
    keep_days: Annotated[int, Field(ge=30)] | None = None

    @model_validator(mode="after")
    def _one(self) -> LedgerConfig:
        if self.path is not None and self.url is not None:
            raise ValueError("The ledger has a path or a url, not both.")
        return self


class MailConfig(BaseModel):
    """How e-mail goes out. Without `send = true`, drafts (.eml files) go into a folder instead.

    sender: who writes; a draft without one gets the address of the mail program that sends it.
    warn: who hears when a book could not be looked at. members: whether members get notices of
    their own, signed with `signature`. opt_out: who gets nothing.
    """

    model_config = STRICT
    sender: Address | None = None
    send: bool = False
    drafts: str = "drafts"
    host: str | None = None
    port: Annotated[int, Field(ge=1, le=65_535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: Secret | None = None
    warn: tuple[Address, ...] = ()
    members: bool = False
    opt_out: tuple[Address, ...] = ()
    signature: str = "Your association"

    @model_validator(mode="after")
    def _complete(self) -> MailConfig:
        if self.send and self.sender is None:
            raise ValueError("To send, say who writes: sender = ...")
        if self.send and self.host is None:
            raise ValueError("To send, name the mail server: host = ...")
        if self.user is not None and self.password is None:
            raise ValueError('A user needs a password: password = { env = "..." }.')
        return self


class PingConfig(BaseModel):
    """An address that is called at the end of each good night; somebody else watches for it.

    failed: called after a night in which a book failed.
    """

    model_config = STRICT
    url: str | Secret
    failed: str | Secret | None = None
    seconds: Annotated[float, Field(gt=0, le=60)] = 10.0
