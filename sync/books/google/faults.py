"""What goes wrong with Google, told apart, each with one sentence that says what to click."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sync.errors import (
    BookError,
    BookInUse,
    BookNotFound,
    BookProtected,
    BookUnreachable,
    BookUnreadable,
    NotConnected,
    RostercheckError,
)


class Kind(StrEnum):
    """The kinds of trouble."""

    NOT_SHARED = "not shared"
    READ_ONLY = "read only"
    API_OFF = "api off"
    SCOPES = "scopes"
    STORAGE = "storage"
    NOT_FOUND = "not found"
    NOT_A_SHEET = "not a sheet"
    NO_TAB = "no tab"
    PROTECTED = "protected"
    CLOCK = "clock"
    EXPIRED = "expired"
    KEY_GONE = "key gone"
    ACCOUNT_GONE = "account gone"
    QUOTA = "quota"
    TROUBLE = "trouble"
    LOGIN = "login"
    OFFLINE = "offline"
    SECURE = "secure"
    STALE = "stale"


WORDS: Mapping[Kind, str] = {
    Kind.NOT_SHARED: (
        "{sheet} is not shared with Rostercheck. Open it in the browser, click Share, add {who}, "
        "choose Editor, and click Send."
    ),
    Kind.READ_ONLY: (
        "{sheet} is shared with Rostercheck for reading only. Open it, click Share, and change "
        "{who} from Viewer or Commenter to Editor. Or run the check with --dry-run."
    ),
    Kind.API_OFF: (
        "The Google {api} API is not switched on in your project. Open {link}, click Enable, wait "
        "five minutes, and try again."
    ),
    Kind.SCOPES: (
        "The login is valid but does not allow what is needed: spreadsheets, and the list of your "
        'Drive files. Run "rostercheck connect google" again and tick every box.'
    ),
    Kind.STORAGE: (
        "A service account cannot own files. Create the sheet yourself in your own Drive, and "
        "share "
        "it with {who} as Editor."
    ),
    Kind.NOT_FOUND: (
        "There is no {sheet}: the link is wrong, or the sheet was deleted, or it is not shared "
        "with "
        "{who}. Open the sheet and copy the link from the address line of the browser."
    ),
    Kind.NOT_A_SHEET: (
        "{sheet} is an Excel file that is opened in Google Sheets. Click File, Save as Google "
        "Sheets, and use the link of the new one. Share that one with {who} too."
    ),
    Kind.NO_TAB: (
        "A tab of {sheet} was renamed or deleted while it was checked. Nothing was written; run "
        "the "
        "check again."
    ),
    Kind.PROTECTED: (
        "{sheet} has a protected range that Rostercheck may not edit. In the sheet click Data, "
        "Protect sheets and ranges, choose the range, click Change permissions, and add {who}."
    ),
    Kind.CLOCK: (
        "The clock of this computer is wrong, so Google does not let it in. Set date, time and "
        "time "
        "zone to automatic, and try again."
    ),
    Kind.EXPIRED: (
        'The login has expired. Run "rostercheck connect google --oauth" again. If it expires '
        'every '
        "seven days, open the consent screen of your Google project and click Publish app."
    ),
    Kind.KEY_GONE: (
        "Google does not know the key in {key} any more: it was deleted or replaced. In the Google "
        "console open the service account, Keys, Add key, Create new key, JSON; then run "
        '"rostercheck connect google" with the new file.'
    ),
    Kind.ACCOUNT_GONE: (
        "Google does not know the account {who} any more: it was deleted or switched off. In the "
        'Google console open Service accounts, make a new one with a key, and run "rostercheck '
        'connect google" with it.'
    ),
    Kind.QUOTA: (
        "Google allows only so many calls a minute, and they are used up. {sheet} was left as it "
        "is; "
        "try again in a few minutes."
    ),
    Kind.TROUBLE: (
        "Google had a problem ({detail}). {sheet} was left for the next run; if it stays so, "
        "look at "
        "https://www.google.com/appsstatus."
    ),
    Kind.LOGIN: (
        "Google does not accept the login from {key}. Run \"rostercheck connect google\" again."
    ),
    Kind.OFFLINE: (
        "Google cannot be reached. Look whether this computer is online (open docs.google.com in "
        "the browser), and try again."
    ),
    Kind.SECURE: (
        "The connection to Google could not be made secure. A virus scanner or the network of your "
        "office may be in the way; ask who looks after it to allow sheets.googleapis.com and "
        "www.googleapis.com."
    ),
    Kind.STALE: (
        "{sheet} was changed by somebody else while it was checked, so nothing was written. Run "
        "the "
        "check again."
    ),
}  # fmt: skip
_ERRORS: Mapping[Kind, type[RostercheckError]] = {
    Kind.NOT_SHARED: BookProtected, Kind.READ_ONLY: BookProtected, Kind.PROTECTED: BookProtected,
    Kind.NOT_FOUND: BookNotFound, Kind.NOT_A_SHEET: BookUnreadable, Kind.NO_TAB: BookInUse,
    Kind.STALE: BookInUse, Kind.QUOTA: BookUnreachable, Kind.TROUBLE: BookUnreachable,
    Kind.OFFLINE: BookUnreachable, Kind.SECURE: BookUnreachable,
}  # fmt: skip
HEALS = frozenset({Kind.QUOTA, Kind.TROUBLE, Kind.OFFLINE})
"""What may be gone a moment later; nothing else is tried again."""
_LATER = frozenset({408, 500, 502, 503, 504})
_RATE = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One trouble: its kind, what Google said, a link of Google's, how long Google asks to wait."""

    kind: Kind
    detail: str = ""
    link: str = ""
    retry_after: float | None = None

    @property
    def heals(self) -> bool:
        """Whether it may be gone a moment later."""
        return self.kind in HEALS

    def sentence(self, *, sheet: str = "The sheet", who: str = "", key: str = "") -> str:
        """Say it: which sheet, the account that it is to be shared with, where the key is."""
        api = "Drive" if "drive" in (self.link + self.detail).lower() else "Sheets"
        console = f"https://console.cloud.google.com/apis/library/{api.lower()}.googleapis.com"
        return WORDS[self.kind].format(
            sheet=sheet,
            who=who or "the account of Rostercheck",
            key=key or "your settings",
            api=api,
            link=self.link or console,
            detail=self.detail or "no answer",
        )

    def error(self, *, sheet: str = "The sheet", who: str = "", key: str = "") -> RostercheckError:
        """Give the exception for it."""
        kind = _ERRORS.get(self.kind, NotConnected)
        found = kind(self.sentence(sheet=sheet, who=who, key=key))
        if isinstance(found, BookError | NotConnected):
            found.fault = self.kind.value
        return found


def of_reply(status: int, body: Any, headers: Mapping[str, str], *, writing: bool = False) -> Fault:
    """Tell what an error reply of the Sheets or Drive API means."""
    error = body.get("error", {}) if isinstance(body, dict) else {}
    error = error if isinstance(error, dict) else {}
    text = str(error.get("message", ""))
    reasons = {str(e.get("reason", "")) for e in error.get("errors", ()) if isinstance(e, dict)}
    details = [d for d in error.get("details", ()) if isinstance(d, dict)]
    reasons |= {str(d.get("reason", "")) for d in details}
    if status == 429 or (status == 403 and reasons & _RATE):
        return Fault(Kind.QUOTA, text, retry_after=_seconds(headers))
    if status in _LATER:
        return Fault(Kind.TROUBLE, f"error {status}", retry_after=_seconds(headers))
    if status == 401:
        return Fault(Kind.LOGIN, text)
    if status == 403:
        return _forbidden(text, reasons, _link(details, error), writing=writing)
    if status == 404:
        return Fault(Kind.NOT_FOUND, text)
    return _bad_request(status, text)


def _forbidden(text: str, reasons: set[str], link: str, *, writing: bool) -> Fault:
    if reasons & {"SERVICE_DISABLED", "accessNotConfigured"} or "it is disabled" in text:
        return Fault(Kind.API_OFF, text, link)
    if reasons & {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"}:
        return Fault(Kind.SCOPES, text)
    if "storageQuotaExceeded" in reasons:
        return Fault(Kind.STORAGE, text)
    return Fault(Kind.READ_ONLY if writing else Kind.NOT_SHARED, text)


def _bad_request(status: int, text: str) -> Fault:
    if "not supported for this document" in text:
        return Fault(Kind.NOT_A_SHEET, text)
    if "protected cell or object" in text:
        return Fault(Kind.PROTECTED, text)
    if "Unable to parse range" in text or "No grid with id" in text:
        return Fault(Kind.NO_TAB, text)
    return Fault(Kind.STALE, text or f"error {status}")


def _link(details: list[dict[str, Any]], error: Mapping[str, Any]) -> str:
    for detail in details:
        for link in detail.get("links", ()):
            if str(link.get("url", "")).startswith("https://"):
                return str(link["url"])
    for one in error.get("errors", ()):
        if isinstance(one, dict) and str(one.get("extendedHelp", "")).startswith("https://"):
            return str(one["extendedHelp"])
    return ""


def _seconds(headers: Mapping[str, str]) -> float | None:
    text = headers.get("Retry-After", "")
    return float(text) if re.fullmatch(r"\d{1,5}(\.\d+)?", text) else None


def of_token(text: str) -> Fault:
    """Tell what the token endpoint said, as google-auth passes it on."""
    kind = next((kind for words, kind in _TOKEN_WORDS if re.search(words, text)), Kind.LOGIN)
    return Fault(kind, "no login" if kind is Kind.TROUBLE else text)


_TOKEN_WORDS = (
    ("short-lived token|reasonable timeframe", Kind.CLOCK),
    ("Invalid JWT Signature", Kind.KEY_GONE),
    ("account not found|disabled_client", Kind.ACCOUNT_GONE),
    ("invalid_scope", Kind.SCOPES),
    ("expired or revoked|invalid_grant", Kind.EXPIRED),
    (r"\b(5\d\d|internal_failure|temporarily)\b", Kind.TROUBLE),
)
