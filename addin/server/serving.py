"""`rostercheck serve`: look whether all is safe, say where the token is, and serve."""

from __future__ import annotations

import errno
import ipaddress
import logging
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TextIO

from addin.server.settings import HOST, PORT, Settings
from addin.server.tokens import Token, find_token, open_to_others
from sync.books import book_file
from sync.books.google.links import as_link
from sync.config import FILE_NAME, read_config
from sync.errors import ConfigError, UsageError

if TYPE_CHECKING:
    import uvicorn

MOST_CONNECTIONS = 500


@dataclass(frozen=True, slots=True)
class Serve:
    """The words of the command."""

    host: str = HOST
    port: int = PORT
    token_file: Path | None = None
    config: Path | None = None
    books: tuple[str, ...] = ()
    tls_in_front: bool = False


def run_serve(words: Serve) -> None:
    """Serve until somebody ends it. Raises RostercheckError."""
    uvicorn = _uvicorn()
    check_address(words.host, tls_in_front=words.tls_in_front)
    config = _config(words.config)
    for book in words.books:
        if as_link(book) is None:
            book_file(book)
    with _bound(words.host, words.port) as bound:
        token = find_token(words.token_file)
        port = bound.getsockname()[1]
        print("\n".join(_told(words.host, port, token, config)), flush=True)
        server = uvicorn.Server(server_config(Settings(token.text, config, words.books)))
        with suppress(KeyboardInterrupt):  # that is how a server is ended
            server.run([bound])


def _uvicorn() -> ModuleType:
    try:
        import fastapi  # noqa: F401, PLC0415
        import uvicorn  # noqa: PLC0415
    except ModuleNotFoundError:
        raise UsageError(
            'The server needs two more packages. Type: pip install "rostercheck[serve]"'
        ) from None
    return uvicorn


def server_config(settings: Settings, log: TextIO | None = None) -> uvicorn.Config:
    """Give uvicorn's settings: no access log, bounded connections, an end to patience.

    log: where the log goes; the error stream if left out.
    """
    import uvicorn  # noqa: PLC0415 - an extra

    from addin.server.app import build_app  # noqa: PLC0415
    from addin.server.logs import log_to  # noqa: PLC0415
    from addin.server.patience import patient_for  # noqa: PLC0415

    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # the guard has a log of its own
    return uvicorn.Config(
        build_app(settings, log_to(log or sys.stderr)),
        http=patient_for(settings.limits.slow),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=64 * 1024,
    )


def check_address(host: str, *, tls_in_front: bool) -> None:
    """Raise UsageError for an address that others can reach, unless TLS is said to be there."""
    if is_loopback(host) or tls_in_front:
        return
    raise UsageError(
        f"{host} can be reached from other computers, and this server itself does not encrypt: "
        "whoever is on the way would read your members' data and the token. Put a program that "
        "speaks TLS before it (docs/serve.md says how), and then add --tls-in-front. Or leave "
        "--host out: then only this computer can reach it."
    )


def is_loopback(host: str) -> bool:
    """Whether only this computer itself can reach an address.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0")]
    [True, True, True, False]
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _config(path: Path | None) -> Path | None:
    """Give the config, whole; a broken one is told of now and not at the first request."""
    found = path or Path(FILE_NAME)
    if not found.is_file():
        if path is not None:
            raise ConfigError(f"There is no config {path}. Look at its name and folder again.")
        return None
    read_config(found)
    return found.resolve()


def _bound(host: str, port: int) -> socket.socket:
    """Take the address. Raises UsageError where it is taken, or is none of this computer."""
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # there, the usual option lets others take the address too
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise UsageError(
            f"The server cannot listen at {host}, port {port}: {(error.strerror or '').lower()}. "
            f"{_mending(error)}"
        ) from None
    return bound


def _mending(error: OSError) -> str:
    """Say what to do about an address that cannot be taken."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return "It is no address of this computer. Leave --host out, or look at it again."
    return "Is it running already? Else take another port, such as --port 8766."


def _told(host: str, port: int, token: Token, config: Path | None) -> list[str]:
    """Say where the server is, where its token is, and what is open to others."""
    shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
    made = "A new token was made. It is" if token.made else "The token is"
    lines = [
        f"Rostercheck answers at http://{shown}:{port}",
        f"{made} in {token.where}",
        "Keep it like a password: who has it can ask this server.",
    ]
    if config is None:
        lines.append(
            "There is no rostercheck.toml here, so the formulas work, and no sheet is checked."
        )
    if open_to_others(token):
        lines.append(f"Others on this computer can read it. Type: chmod 600 {token.where}")
    return [*lines, "Press Ctrl+C to end it."]
