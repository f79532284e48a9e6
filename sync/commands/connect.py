"""`rostercheck connect google`: from nothing to a sheet that can be checked, step by step."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import typer

from sync.books.google.examining import examine_login
from sync.books.google.links import as_link
from sync.books.google.logins import KEYRING, SCOPES, SERVICE, Login, access_for, connected
from sync.commands.doctor import run_doctor, said
from sync.commands.places import settings_folder
from sync.config import FILE_NAME, save_login
from sync.errors import NotConnected, UsageError

STEPS = """\
Rostercheck comes to your sheets as a guest with an e-mail of its own (a "service account").
You make that guest once; it takes about ten minutes. Log in to Google as usual, then:

  1. Open https://console.cloud.google.com/projectcreate, type a name such as Rostercheck, and
     click Create.
  2. Open https://console.cloud.google.com/apis/library/sheets.googleapis.com and click Enable.
  3. Open https://console.cloud.google.com/apis/library/drive.googleapis.com and click Enable.
  4. Open https://console.cloud.google.com/iam-admin/serviceaccounts, click Create service account,
     type a name, click Create and continue, then Done. No role is needed.
  5. Click its e-mail, then Keys, Add key, Create new key, JSON, Create. A file is downloaded.
     It is a key: whoever has it can open the sheets that you share. Put it where only you can read.
"""
_LOGIN_NAME = "google-login.json"


def run_connect(
    what: str, key: Path | None, *, oauth: Path | None, link: str | None, keep: bool,
    config: Path | None,
) -> None:  # fmt: skip
    """Set up the login for Google, look whether it works, remember where its key is."""
    if what.casefold() != "google":
        raise UsageError(f'"{what}" is not known here. Type: rostercheck connect google')
    if key is not None and oauth is not None:
        raise UsageError("A key and --oauth are two different ways. Take one of them.")
    place = _logged_in(oauth) if oauth is not None else str(_asked_for(key))
    access_for(place)  # a spoilt key is told of before it is remembered
    place = _in_keyring(Path(place)) if keep else place
    google = connected(Login(place))
    print("Looking whether it works:")
    well = all(one.well for one in said(examine_login(google)))
    path = config or Path(FILE_NAME)
    save_login(path, place if place.startswith(KEYRING) else _from(path, Path(place)))
    print(f"\nWritten to {path}: where the key is, not the key itself.")
    if google.access.service:
        print(
            "\nNow share each sheet: open it, click Share, add this e-mail, choose Editor, "
            "Send.\n\n"
            f"    {google.access.email}\n"
        )
    if not well:
        raise NotConnected('Mend what is marked NO above, then type "rostercheck doctor".')
    if link is not None:
        _look_at(link)


def _look_at(link: str) -> None:
    """Look at one sheet straight away."""
    found = as_link(link)
    if found is None:
        raise UsageError(f'"{link}" is not the link of a Google Sheet.')
    if not run_doctor(Path(found), config=None):
        raise NotConnected("Mend what is marked NO above, then try again.")


def _asked_for(key: Path | None) -> Path:
    """Give the key file, and ask for it when it was not named."""
    if key is None:
        print(STEPS)
        if not sys.stdin.isatty() and not os.environ.get("ROSTERCHECK_ASK"):
            raise UsageError("Then type: rostercheck connect google PATH-OF-THE-FILE")
        answer = str(typer.prompt("Where is the file? (drag it into this window, then Enter)"))
        key = Path(answer.strip().strip("'\"").replace("\\ ", " "))
    path = key.expanduser()
    if not path.is_file():
        raise NotConnected(f"There is no file {path}. Look at its name and folder again.")
    return path.resolve()


def _from(config: Path, key: Path) -> str:
    """Give the path of a key as seen from the config's folder, if it lies there; else whole."""
    folder = config.resolve().parent
    full = key.expanduser().resolve()
    return full.relative_to(folder).as_posix() if full.is_relative_to(folder) else str(full)


def _in_keyring(key: Path) -> str:
    """Put a copy of the key into the keyring of this computer."""
    try:
        import keyring  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - an extra
    except ImportError:
        raise NotConnected('For --keyring type first: pip install "rostercheck[keyring]"') from None
    name = f"{KEYRING}google"
    keyring.set_password(SERVICE, "google", key.read_text(encoding="utf-8-sig"))
    print(f"The key is in the keyring of this computer now; you may delete {key}.")
    return name


def _logged_in(client: Path) -> str:
    """Let somebody log in in the browser, and keep the login where only they can read it."""
    if not client.expanduser().is_file():
        raise NotConnected(f"There is no file {client}. Look at its name and folder again.")
    from google_auth_oauthlib.flow import (  # noqa: PLC0415 - it comes with gspread
        InstalledAppFlow,
        WSGITimeoutError,
    )
    from oauthlib.oauth2 import OAuth2Error  # noqa: PLC0415

    try:
        flow = InstalledAppFlow.from_client_secrets_file(str(client.expanduser()), list(SCOPES))
    except (ValueError, KeyError) as error:
        raise NotConnected(
            f"{client} is no OAuth client. In the Google console open Credentials, Create "
            "credentials, OAuth client ID, Desktop app, and download its JSON."
        ) from error
    print("A page opens in your browser. Choose your account and allow both boxes.")
    try:
        found = flow.run_local_server(port=0, timeout_seconds=300, authorization_prompt_message="")
    except (OAuth2Error, WSGITimeoutError, Warning, OSError, ValueError) as error:
        raise NotConnected(  # refused, not finished in time, fewer boxes ticked, or no network
            "The login in the browser was not finished. Type the command again, and click Allow."
        ) from error
    path = settings_folder() / _LOGIN_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        json.dump({**json.loads(found.to_json()), "type": "authorized_user"}, file)
    print(f"The login is kept in {path}; only you can read it.")
    return str(path)
