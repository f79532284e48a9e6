"""The token of the server: given, kept, or made; it is shown nowhere but in its own file."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe

from sync.commands.places import settings_folder
from sync.errors import SecretError

VARIABLE = "ROSTERCHECK_TOKEN"
KEYRING, USER = "rostercheck", "server-token"
FILE_NAME = "server-token.txt"
SHORTEST = 24
"""Characters; a token that can be guessed is none."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and in words where it is kept."""

    text: str = field(repr=False)
    where: str
    made: bool = False


def find_token(file: Path | None, environment: Mapping[str, str] = os.environ) -> Token:
    """Give the token: of the file that is named, the environment, the keyring, or the usual file.

    Where there is none, a strong one is made and put into the usual file. Raises SecretError.
    """
    if file is not None:
        return _in_file(file)
    if environment.get(VARIABLE):
        return _good(Token(environment[VARIABLE].strip(), f"the environment variable {VARIABLE}"))
    kept = _in_keyring()
    if kept:
        return _good(Token(kept, f"the keyring of this computer ({KEYRING}, {USER})"))
    usual = settings_folder() / FILE_NAME
    return _in_file(usual) if usual.exists() else _made(usual)


def _good(token: Token) -> Token:
    if len(token.text) < SHORTEST or not token.text.isascii() or not token.text.isprintable():
        raise SecretError(
            f"The token in {token.where} cannot be used: it needs at least {SHORTEST} plain "
            "letters and digits. Leave it out, and a strong one is made."
        )
    return token


def _in_file(path: Path) -> Token:
    try:
        text = path.expanduser().read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        raise SecretError(
            f"The token file {path} cannot be read. Look at its name and folder again."
        ) from None
    return _good(Token(text, str(path)))


def _made(path: Path) -> Token:
    """Make a token that nobody guesses, and keep it where only its owner can read it."""
    text = token_urlsafe(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise SecretError(
            f"A token could not be kept in {path}: {(error.strerror or '').lower()}. Name another "
            "file with --token-file, and put at least 24 letters and digits into it."
        ) from None
    return Token(text, str(path), made=True)


def _in_keyring() -> str | None:
    """Give what the keyring has, where there is a keyring that can be asked."""
    try:
        import keyring  # noqa: PLC0415 - an extra
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ModuleNotFoundError:
        return None
    try:
        return keyring.get_password(KEYRING, USER)
    except KeyringError:
        return None


def open_to_others(token: Token) -> bool:
    """Whether others on this computer can read the file of a token."""
    path = Path(token.where)
    if os.name == "nt" or not path.is_file():
        return False
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
