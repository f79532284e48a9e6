"""How letters go out: as drafts in a folder, or by SMTP where the config says so."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from sync.books.saving import save
from sync.errors import BookError, NoticeError
from sync.notify.letters import Letter
from sync.secrets import reveal
from sync.service_config import MailConfig

SECONDS = 30.0


class Post(Protocol):
    """Takes letters."""

    sends: bool

    def take(self, letter: Letter) -> None:
        """Send a letter, or keep it. Raises NoticeError."""


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """Make the e-mail. The same letter has the same id, so that a second copy is known as one."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"] = formatdate(localtime=True)
    domain = sender.rpartition("@")[2]
    message["Message-ID"] = f"<{_digest(letter)}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _digest(letter: Letter) -> str:
    parts = (letter.kind, letter.stage, letter.to, str(letter.book))
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


class Drafts:
    """Puts letters as .eml files into a folder; a mail program opens and sends them."""

    sends = False

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def take(self, letter: Letter) -> None:
        """Write a draft; the same letter is the same file."""
        message = message_of(letter, self._sender)
        message["X-Unsent"] = "1"  # Outlook opens it as a draft
        kind = re.sub(r"[^a-z]", "", letter.kind)
        path = self._folder / f"{kind}-{_digest(letter)[:12]}.eml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            save(path, lambda file: _write(file, message.as_bytes()))
        except (OSError, BookError) as error:
            raise NoticeError(f"The draft {path} could not be written: {error}.") from None


def _write(file: object, data: bytes) -> None:
    file.write(data)  # type: ignore[attr-defined]


class Server:
    """Sends letters by SMTP, over one connection."""

    sends = True

    def __init__(self, connection: smtplib.SMTP, sender: str) -> None:
        self._connection, self._sender = connection, sender

    def take(self, letter: Letter) -> None:
        """Send a letter."""
        try:
            self._connection.send_message(message_of(letter, self._sender))
        except smtplib.SMTPRecipientsRefused:
            raise NoticeError(
                f"The mail server does not take letters for {letter.to}. Look at the address."
            ) from None
        except (smtplib.SMTPException, OSError) as error:
            raise NoticeError(f"A letter could not be sent: {_said(error)}.") from None


@contextmanager
def post_of(config: MailConfig, folder: Path) -> Iterator[Post]:
    """Give where letters go. Raises NoticeError or SecretError with a sentence."""
    if not config.send:
        yield Drafts(folder / Path(config.drafts).expanduser(), config.sender)
        return
    password = reveal(config.password, folder) if config.password is not None else None
    connection = _connect(config, password)
    try:
        yield Server(connection, config.sender)
    finally:
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()


def _connect(config: MailConfig, password: str | None) -> smtplib.SMTP:
    host, port = config.host or "", config.port
    connection: smtplib.SMTP | None = None
    try:
        connection = _opened(config, host, port)
        _introduce(connection, config, password)
    except (smtplib.SMTPException, OSError) as error:
        if connection is not None:
            connection.close()
        raise _sentence(error, host, port) from None
    return connection


def _opened(config: MailConfig, host: str, port: int) -> smtplib.SMTP:
    if config.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
    return smtplib.SMTP(host, port, timeout=SECONDS)


def _introduce(connection: smtplib.SMTP, config: MailConfig, password: str | None) -> None:
    if config.security == "starttls":
        connection.starttls(context=ssl.create_default_context())
    if config.user is not None and password is not None:
        connection.login(config.user, password)


def _sentence(error: Exception, host: str, port: int) -> NoticeError:
    """Say what a server or the net says."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NoticeError(
            f"The mail server {host} does not take the user and password. Look at [mail]."
        )
    return NoticeError(
        f"The mail server {host}, port {port}, cannot be used: {_said(error)}. "
        "Look at [mail] in rostercheck.toml."
    )


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return str(error).lower() or type(error).__name__
