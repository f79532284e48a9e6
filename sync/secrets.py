"""Secrets: never in the config, but where it points: the environment, a file, or the keyring."""

from __future__ import annotations

import os
from pathlib import Path

from sync.errors import SecretError
from sync.service_config import Secret


def reveal(secret: str | Secret, folder: Path) -> str:
    """Give a secret, or a text that is none. Raises SecretError that says where it was looked for.

    folder: where the paths of files start from.
    """
    if isinstance(secret, str):
        return secret
    if secret.env is not None:
        return _from_environment(secret.env)
    if secret.file is not None:
        return _from_file(folder / Path(secret.file).expanduser())
    return _from_keyring(secret.keyring or "", secret.user or "")


def _from_environment(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise SecretError(
            f"The environment variable {name} is not set. Set it where the service is started."
        )
    return value


def _from_file(path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        raise SecretError(f"The secret in {path} cannot be read. Look at the file.") from None
    if not value:
        raise SecretError(f"The file {path} is empty; a secret should stand in it.")
    return value


def _from_keyring(service: str, user: str) -> str:
    try:
        import keyring  # noqa: PLC0415 - an extra
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ModuleNotFoundError:
        raise SecretError(
            'The keyring needs: pip install "rostercheck[keyring]". '
            "Or put the secret into the environment or a file."
        ) from None
    try:
        value = keyring.get_password(service, user)
    except KeyringError as error:
        raise SecretError(f"The keyring cannot be used: {error}.") from None
    if not value:
        raise SecretError(
            f'The keyring has no secret for "{service}", user "{user}". '
            f'Put it there: keyring set "{service}" "{user}".'
        )
    return value
