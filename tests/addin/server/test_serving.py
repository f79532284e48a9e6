"""`rostercheck serve`: it starts safely or says why not; it answers and ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from addin.server.serving import Serve, check_address, is_loopback
from sync.errors import UsageError
from tests.cli.conftest import run  # noqa: F401 - a fixture


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost", "127.8.8.8"])
def test_this_computer_alone_needs_no_word(host) -> None:
    """Addresses that only this computer reaches are fine."""
    check_address(host, tls_in_front=False)


def test_nobody_else_can_reach_it_unless_it_is_told_so() -> None:
    """Without a word about the address it listens on this computer alone."""
    assert is_loopback(Serve().host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "roster.example.org", ""])
def test_other_addresses_need_a_word_about_encryption(host) -> None:
    """Whoever opens the server to others says that something encrypts before it."""
    with pytest.raises(UsageError, match="does not encrypt"):
        check_address(host, tls_in_front=False)
    check_address(host, tls_in_front=True)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "home"))
    monkeypatch.delenv("ROSTERCHECK_TOKEN", raising=False)
    return tmp_path


def test_an_open_address_is_refused(run, home) -> None:  # noqa: F811
    """The command says what to do instead, and makes no token before."""
    done = run("serve", "--host", "0.0.0.0")
    assert done.code == 2
    assert "--tls-in-front" in done.err
    assert not (home / "home").exists()


def test_a_port_that_is_taken_is_told_of(run, home) -> None:  # noqa: F811
    """No traceback, but another port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "Is it running already? Else take another port, such as --port" in done.err
    assert "Traceback" not in done.err + done.out


def test_a_workbook_that_is_not_there_is_told_of_at_the_start(run, home) -> None:  # noqa: F811
    """Not on the first page of the web view."""
    done = run("serve", "--book", str(home / "membres.xlsx"))
    assert (done.code, "There is no file" in done.err) == (2, True)


def test_an_address_of_another_computer_is_told_of(run, home) -> None:  # noqa: F811
    """It is the address that is wrong, not the port."""
    done = run("serve", "--host", "192.0.2.1", "--tls-in-front")
    assert (done.code, "It is no address of this computer" in done.err) == (2, True)


def test_a_broken_config_is_told_of_at_the_start(run, home) -> None:  # noqa: F811
    """Not at the first request of somebody far away."""
    (home / "broken.toml").write_text("[[bok]]\n", encoding="utf-8")
    done = run("serve", "--config", str(home / "broken.toml"))
    assert (done.code, '"bok" is not known' in done.err) == (2, True)
    done = run("serve", "--config", str(home / "none.toml"))
    assert (done.code, "There is no config" in done.err) == (2, True)


def test_without_the_extra_it_says_what_to_type(run, home, monkeypatch) -> None:  # noqa: F811
    """The base install has no server; one line mends that."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = run("serve")
    assert (done.code, 'pip install "rostercheck[serve]"' in done.err) == (2, True)


@pytest.mark.slow
def test_the_whole_command(home) -> None:
    """It says where it is and where its token is, answers, and ends at Ctrl+C without a trace."""
    env = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    words = [sys.executable, "-m", "sync", "serve", "--port", "0"]
    with subprocess.Popen(
        words, cwd=home, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            first = server.stdout.readline()
            second = server.stdout.readline()
            url = re.search(r"http://127\.0\.0\.1:\d+", first)[0]
            token = (home / "home" / "rostercheck" / "server-token.txt").read_text().strip()
            assert "A new token was made. It is in " in second
            assert token not in first + second
            said = _asked(f"{url}/v1/functions", token)
            assert said.status_code == 200
            refused = _asked(f"{url}/v1/functions", token[:-1])
            assert refused.status_code == 401
        finally:
            server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=60)
    assert server.returncode == 0
    assert "Traceback" not in out + err
    assert token not in out + err


def _asked(url: str, token: str) -> httpx.Response:
    """Ask, once the server has come up."""
    for _ in range(200):
        try:
            return httpx.get(
                url, headers={"Authorization": f"Bearer {token}"}, timeout=30, trust_env=False
            )
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")
