"""The way to Google: gspread's client as it is, with a bucket, bounded retries and sentences."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sync.books.google.bucket import Bucket
from sync.books.google.faults import Fault, Kind, of_reply, of_token
from sync.errors import RostercheckError

if TYPE_CHECKING:
    import gspread
    import requests
    from google.auth.credentials import Credentials

Json = dict[str, Any]
SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE = "https://www.googleapis.com/drive/v3/files"
MOST_A_MINUTE = 55
"""Google allows 60 reads and 60 writes a minute to one account; this leaves room for a person."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(slots=True)
class Patience:
    """How long to try: at most so often, at most so many seconds in all, each wait at most so long.

    connect, read: seconds until a connection stands, until something is heard on it.
    """

    tries: int = 7
    seconds: float = 300.0
    longest: float = 64.0
    connect: float = 10.0
    read: float = 190.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Trouble(Exception):
    """A call that could not be made; turned into a sentence where the sheet is known."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.detail)
        self.fault = fault


@dataclass(slots=True)
class Access:
    """Who asks: credentials, the e-mail that sheets are shared with, and where the key is."""

    credentials: Credentials
    email: str
    key: str
    service: bool = True


@dataclass
class Google:
    """One account's way to Google, shared by all its books. Threads may share it.

    calls: how many calls were answered so far, by kind: read, write, drive. tried: how many were
    made, answered or not.
    """

    access: Access
    patience: Patience = field(default_factory=Patience)
    calls: dict[str, int] = field(default_factory=lambda: {"read": 0, "write": 0, "drive": 0})
    tried: int = 0

    def __post_init__(self) -> None:
        clock, sleep = self.patience.clock, self.patience.sleep
        kinds = ("read", "write", "drive")
        self._buckets = {kind: Bucket(MOST_A_MINUTE, clock, sleep) for kind in kinds}
        self._client: gspread.Client | None = None
        self._lock = threading.Lock()

    @property
    def client(self) -> gspread.Client:
        """gspread's client, which makes the calls. It is loaded when it is first needed."""
        with self._lock:
            if self._client is None:
                self._client = _client(self.access, self.patience)
            return self._client

    def read(self, file_id: str, params: Mapping[str, Any]) -> Json:
        """Make one call that reads a spreadsheet."""
        return self._call("read", "get", f"{SHEETS}/{file_id}", params=params)

    def write(self, file_id: str, body: Json, fields: str) -> Json:
        """Make one batch update."""
        params = {"fields": fields, "prettyPrint": "false"}
        return self._call(
            "write", "post", f"{SHEETS}/{file_id}:batchUpdate", params=params, json=body
        )

    def drive(self, path: str, params: Mapping[str, Any]) -> Json:
        """Make one call to Drive."""
        return self._call("drive", "get", f"{DRIVE}{path}", params=params)

    def error(self, trouble: Trouble, sheet: str) -> RostercheckError:
        """Give the exception with the sentence for a trouble."""
        return trouble.fault.error(sheet=sheet, who=self.access.email, key=self.access.key)

    def _call(self, kind: str, method: str, url: str, **words: Any) -> Json:
        """Call, and again where it may heal, with growing waits that differ by chance."""
        clock = self.patience.clock
        end = clock() + self.patience.seconds
        attempt = 0
        while True:
            attempt += 1
            self._buckets[kind].take()
            self.tried += 1
            try:
                return self._once(kind, method, url, words)
            except Trouble as trouble:
                wait = self._wait(trouble.fault, attempt)
                over = attempt >= self.patience.tries or clock() + wait > end
                if not trouble.fault.heals or over:
                    raise
            self.patience.sleep(wait)

    def _wait(self, fault: Fault, attempt: int) -> float:
        chance = random.uniform(0, min(self.patience.longest, 2.0**attempt))  # noqa: S311
        return chance if fault.retry_after is None else fault.retry_after + chance / 10

    def _once(self, kind: str, method: str, url: str, words: Mapping[str, Any]) -> Json:
        import requests  # noqa: PLC0415 - loaded with gspread
        from google.auth import exceptions as auth  # noqa: PLC0415
        from gspread.exceptions import APIError  # noqa: PLC0415

        try:
            reply = self.client.http_client.request(method, url, **words).json()
        except APIError as error:
            raise Trouble(_of_response(error.response, writing=kind == "write")) from error
        except auth.RefreshError as error:
            raise Trouble(of_token(str(error))) from error
        except requests.exceptions.SSLError as error:
            raise Trouble(Fault(Kind.SECURE, str(error))) from error
        except requests.exceptions.ReadTimeout as error:
            raise Trouble(Fault(Kind.TROUBLE, "no answer in time")) from error
        except (requests.exceptions.RequestException, auth.TransportError) as error:
            raise Trouble(Fault(Kind.OFFLINE, str(error))) from error
        self.calls[kind] += 1
        if not isinstance(reply, dict):
            raise Trouble(Fault(Kind.TROUBLE, "an answer that is none"))
        return reply


def _of_response(response: requests.Response, *, writing: bool) -> Fault:
    try:
        body = response.json()
    except ValueError:
        body = {}
    return of_reply(response.status_code, body, response.headers, writing=writing)


def _client(access: Access, patience: Patience) -> gspread.Client:
    import gspread  # noqa: PLC0415 - it takes a moment to load

    base = loopback(access.credentials)
    session = _on_loopback(access.credentials, base) if base is not None else None
    client = gspread.Client(auth=access.credentials, session=session)
    client.set_timeout((patience.connect, patience.read))
    return client


def loopback(credentials: Credentials) -> str | None:
    """Give the server of credentials that were made for one on this computer, as in tests."""
    uri = getattr(credentials, "_token_uri", None) or getattr(credentials, "token_uri", None) or ""
    parts = urlsplit(str(uri))
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return f"{parts.scheme}://{parts.netloc}"
    return None


def _on_loopback(credentials: Credentials, base: str) -> requests.Session:
    """Give a session that sends all that is meant for Google to a server on this computer."""
    import requests  # noqa: PLC0415
    from google.auth.transport.requests import AuthorizedSession, Request  # noqa: PLC0415

    class Loopback(requests.adapters.HTTPAdapter):
        def send(self, request: Any, *args: Any, **words: Any) -> Any:
            parts = urlsplit(request.url)
            request.url = base + parts.path + (f"?{parts.query}" if parts.query else "")
            return super().send(request, *args, **words)

    logins = requests.Session()
    logins.mount("https://", Loopback())
    session = AuthorizedSession(credentials, auth_request=Request(logins))  # type: ignore[no-untyped-call]
    session.mount("https://", Loopback())
    return session
