"""The token: where it is looked for, how it is made, and which is none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from addin.server.tokens import find_token, open_to_others
from sync.errors import SecretError

LONG = "x" * 30


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A computer without a token, and without a keyring that could be asked."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.delenv("ROSTERCHECK_TOKEN", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    import keyring  # noqa: PLC0415

    before = keyring.get_keyring()
    keyring.core.init_backend()
    yield tmp_path
    keyring.set_keyring(before)


def test_a_token_is_made_once_and_kept_for_its_owner() -> None:
    """Where there is none, a strong one is made; the next start finds the same."""
    made = find_token(None)
    again = find_token(None)
    assert made.made
    assert not again.made
    assert made.text == again.text
    assert len(made.text) >= 43
    assert made.text not in repr(made)
    if os.name != "nt":
        assert stat.S_IMODE(Path(made.where).stat().st_mode) == 0o600
        assert not open_to_others(made)
        Path(made.where).chmod(0o644)
        assert open_to_others(again)


def test_two_tokens_differ(tmp_path, monkeypatch) -> None:
    """Every computer gets its own."""
    first = find_token(None).text
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "other"))
    assert find_token(None).text != first


def test_the_file_goes_before_the_environment(tmp_path, monkeypatch) -> None:
    """What is said in the command is said last, and holds."""
    monkeypatch.setenv("ROSTERCHECK_TOKEN", LONG)
    assert find_token(None).text == LONG
    (tmp_path / "token").write_text(f"\ufeff{LONG}y\r\n", encoding="utf-8")
    assert find_token(tmp_path / "token").text == f"{LONG}y"


def test_the_keyring_is_asked() -> None:
    """A token in the keyring of the computer is used."""
    import keyring  # noqa: PLC0415
    from keyring.backend import KeyringBackend  # noqa: PLC0415

    class Kept(KeyringBackend):
        priority = 1

        def get_password(self, service, username):
            return LONG if (service, username) == ("rostercheck", "server-token") else None

        def set_password(self, service, username, password):
            raise AssertionError("nobody asked to keep anything")

    keyring.set_keyring(Kept())
    found = find_token(None)
    assert (found.text, found.made) == (LONG, False)
    assert "keyring" in found.where


@pytest.mark.parametrize("text", ["", "short", "x" * 23, "ü" * 30, "x" * 30 + "\x07"])
def test_a_weak_token_is_refused(tmp_path, text) -> None:
    """What could be guessed, or not be sent, is no token; the sentence does not repeat it."""
    (tmp_path / "token").write_text(text, encoding="utf-8")
    with pytest.raises(SecretError, match="at least 24 plain letters") as error:
        find_token(tmp_path / "token")
    assert not text or text not in str(error.value)


def test_a_missing_file_is_told_of(tmp_path) -> None:
    """A wrong path makes no new token."""
    with pytest.raises(SecretError, match="cannot be read"):
        find_token(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_where_none_can_be_kept_it_is_said(tmp_path, monkeypatch) -> None:
    """A folder that cannot be made: a sentence that says what to do."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "file"))
    with pytest.raises(SecretError, match="--token-file"):
        find_token(None)
