"""A real PostgreSQL server for the tests: its own cluster in a temporary folder, on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pg8000.exceptions
import pg8000.native

USER = "postgres"


def program(name: str) -> str | None:
    """Find a program of PostgreSQL, where Debian puts it or on the path."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(places[-1]) if places else shutil.which(name)


def other_user() -> dict[str, str]:
    """PostgreSQL does not run as root."""
    return {"user": USER, "group": USER} if os.geteuid() == 0 else {}


@contextmanager
def server() -> Iterator[str]:
    """Start a server; give the address of its first database."""
    folder = Path(tempfile.mkdtemp(prefix="rostercheck-postgres-", dir="/tmp"))
    try:
        folder.chmod(0o755)
        data = folder / "data"
        data.mkdir()
        if other_user():
            shutil.chown(data, USER, USER)
            shutil.chown(folder, USER, USER)
        make = [program("initdb"), "-D", data, "-U", "rostercheck", "-A", "trust", "--no-sync"]
        subprocess.run(make, check=True, capture_output=True, cwd=folder, **other_user())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with _running(folder, data, port):
            yield f"postgresql://rostercheck@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path, data: Path, port: int) -> Iterator[None]:
    start = [program("postgres"), "-D", data, "-k", folder, "-h", "127.0.0.1", "-p", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*start, "-F"], stdout=log, stderr=log, cwd=folder, **other_user()
        )
        try:
            _wait_for(port, process)
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("PostgreSQL did not start")
        try:
            _ask(port)
        except (OSError, pg8000.exceptions.Error):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("PostgreSQL does not answer")


def _ask(port: int) -> None:
    pg8000.native.Connection(
        "rostercheck", host="127.0.0.1", port=port, database="postgres"
    ).close()


def available() -> bool:
    """Whether a server can be started here."""
    return program("initdb") is not None and program("postgres") is not None
