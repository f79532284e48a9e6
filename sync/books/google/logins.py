"""The login for Google: where its key is, and the credentials in it. The key stays where it is."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sync.books.google.transport import Access, Google
from sync.errors import NotConnected

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
"""The least that a check needs: cells of shared sheets, names and dates of files."""
VARIABLE = "ROSTERCHECK_GOOGLE_KEY"
"""Names the key file, above all else; for scheduled jobs."""
USUAL_VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS"
"""Google's own name for it; tools of hosts set it."""
_TOKENS = "https://oauth2.googleapis.com/token"
KEYRING = "keyring:"
SERVICE = "rostercheck"
_CONNECT = 'Run "rostercheck connect google", which leads through it step by step.'


@dataclass(frozen=True, slots=True)
class Login:
    """Where the key is: the path of a file, or `keyring:NAME`; and who said so."""

    key: str
    source: str = ""


def find_login(config: Path | None = None) -> Login:
    """Find the login: environment, then the config, then Google's usual variable.

    Raises NotConnected with a sentence when there is none.
    """
    if os.environ.get(VARIABLE):
        return Login(os.environ[VARIABLE], VARIABLE)
    found = _in_config(config)
    if found is not None:
        return found
    if os.environ.get(USUAL_VARIABLE):
        return Login(os.environ[USUAL_VARIABLE], USUAL_VARIABLE)
    raise NotConnected(f"Rostercheck has no login for Google yet. {_CONNECT}")


def _in_config(config: Path | None) -> Login | None:
    from sync.config import FILE_NAME, read_config  # noqa: PLC0415 - it uses what is below here

    path = config or Path(FILE_NAME)
    if not path.is_file():
        return None
    google = read_config(path).google
    if google is None:
        return None
    if google.key.startswith(KEYRING):
        return Login(google.key, str(path))
    return Login(str(path.parent / Path(google.key).expanduser()), str(path))


def connected(login: Login) -> Google:
    """Give the way to Google for a login: one for each key, which keeps its limits."""
    return _connected(login.key)


@lru_cache(maxsize=8)
def _connected(key: str) -> Google:
    return Google(access_for(key))


def access_for(key: str) -> Access:
    """Load the credentials. Raises NotConnected with a sentence."""
    info = _info(key)
    kind = info.get("type")
    if kind == "service_account":
        return Access(_service_account(info, key), str(info.get("client_email", "")), key)
    if kind == "authorized_user":
        who = str(info.get("account") or "the account that you logged in with")
        return Access(_person(info, key), who, key, service=False)
    if kind in {"external_account", "impersonated_service_account"}:
        found = _elsewhere(info, key)
        return Access(found, str(getattr(found, "service_account_email", "") or ""), key)
    if "installed" in info or "web" in info:
        raise NotConnected(
            f"{key} is an OAuth client, not a login. Log in with it once. Type: "
            f"rostercheck connect google --oauth {key}"
        )
    raise NotConnected(
        f"{key} is not a key of Google. In the Google console open the service account, Keys, Add "
        "key, Create new key, JSON, and use the file that is downloaded."
    )


def _info(key: str) -> dict[str, Any]:
    """Read the JSON of a key, from its file or from the keyring."""
    text = _from_keyring(key) if key.startswith(KEYRING) else _from_file(Path(key))
    try:
        info = json.loads(text)
    except ValueError:
        info = None
    if not isinstance(info, dict):
        raise NotConnected(
            f"{key} does not hold a key of Google: it is no JSON. Use the file as it was "
            "downloaded."
        )
    return info


def _from_file(path: Path) -> str:
    try:
        return path.expanduser().read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotConnected(f"There is no key file {path}. Was it moved? {_CONNECT}") from None
    except (OSError, UnicodeDecodeError):
        raise NotConnected(f"The key file {path} cannot be read. {_CONNECT}") from None


def _from_keyring(key: str) -> str:
    try:
        import keyring  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - an extra
    except ImportError:
        raise NotConnected(
            "The key is in the keyring of this computer, and the package keyring is not installed. "
            'Type: pip install "rostercheck[keyring]"'
        ) from None
    text = keyring.get_password(SERVICE, key.removeprefix(KEYRING))
    if text is None:
        raise NotConnected(f"The keyring of this computer has no key {key}. {_CONNECT}")
    return str(text)


def _spoilt(key: str) -> NotConnected:
    return NotConnected(
        f"The key in {key} is not whole. In the Google console make a new one (service account, "
        "Keys, Add key, Create new key, JSON), and use the file as it was downloaded."
    )


def _service_account(info: dict[str, Any], key: str) -> Credentials:
    from google.oauth2 import service_account  # noqa: PLC0415 - it takes a moment to load

    try:
        found: Credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            info, scopes=SCOPES
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _spoilt(key) from error
    return found


def _person(info: dict[str, Any], key: str) -> Credentials:
    from google.oauth2 import credentials  # noqa: PLC0415

    try:
        found: Credentials = credentials.Credentials(  # type: ignore[no-untyped-call]
            token=None,
            refresh_token=info["refresh_token"],
            client_id=info["client_id"],
            client_secret=info["client_secret"],
            token_uri=info.get("token_uri", _TOKENS),
            scopes=SCOPES,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _spoilt(key) from error
    return found


def _elsewhere(info: dict[str, Any], key: str) -> Credentials:
    """Load a login that a host vouches for, such as GitHub's, without a key of its own."""
    import google.auth  # noqa: PLC0415

    try:
        found, _ = google.auth.load_credentials_from_dict(info, scopes=list(SCOPES))  # type: ignore[no-untyped-call]
    except (ValueError, KeyError, TypeError, google.auth.exceptions.GoogleAuthError) as error:
        raise _spoilt(key) from error
    credentials: Credentials = found
    return credentials
