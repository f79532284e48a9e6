"""How letters go out: as drafts in a folder, or by SMTP where the config says so."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from sync.books.saving import save
from sync.errors import BookError, NoticeError, PostClosed
from sync.notify.letters import Letter
from sync.secrets import reveal
from sync.service_config import MailConfig

SECONDS = 30.0


class Post(Protocol):
    """Takes letters. drafts: the folder where they are put; None: they are sent."""

    drafts: Path | None

    def take(self, letter: Letter) -> None:
        """Send a letter, or keep it. Raises NoticeError."""


def message_of(letter: Letter, sender: str | None) -> EmailMessage:
    """Make the e-mail. The same letter has the same id, so that a second copy is known as one.

    sender: None: the mail program that sends it puts its own.
    """
    message = EmailMessage()
    if sender is not None:
        message["From"] = sender
    message["To"], message["Subject"] = letter.to, letter.subject
    message["Date"] = formatdate(localtime=True)
    domain = sender.rpartition("@")[2] if sender is not None else "rostercheck.invalid"
    message["Message-ID"] = f"<{_digest(letter)}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _message(letter: Letter, sender: str | None) -> EmailMessage:
    """Make the e-mail. Raises NoticeError where what stands as an address is none."""
    try:
        return message_of(letter, sender)
    except (ValueError, IndexError, UnicodeError):
        shown = " ".join(letter.to.split())
        raise NoticeError(f'"{shown}" is no e-mail address, so no letter went there.') from None


def _digest(letter: Letter) -> str:
    parts = (letter.kind, *letter.stages, letter.to, str(letter.book), str(letter.member))
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


class Drafts:
    """Puts letters as .eml files into a folder; a mail program opens and sends them."""

    def __init__(self, folder: Path, sender: str | None) -> None:
        self.drafts: Path | None = folder
        self._folder, self._sender = folder, sender

    def take(self, letter: Letter) -> None:
        """Write a draft; the same letter is the same file."""
        message = _message(letter, self._sender)
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
    """Sends letters by SMTP, over one connection; over a second one where that was closed."""

    def __init__(self, connect: Callable[[], smtplib.SMTP], sender: str | None) -> None:
        self.drafts: Path | None = None
        self._connect, self._sender = connect, sender
        self._connection = connect()

    def take(self, letter: Letter) -> None:
        """Send a letter. Raises NoticeError; PostClosed where no further one can be sent."""
        message = _message(letter, self._sender)
        try:
            try:
                self._connection.send_message(message)
            except (smtplib.SMTPException, OSError) as error:
                if not _hung_up(error):
                    raise
                self.close()  # some servers take only so many letters at a time
                self._connection = self._connect()
                self._connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            if _hung_up(error):
                raise PostClosed(f"A letter could not be sent: {_said(error)}.") from None
            raise NoticeError(
                f"The mail server does not take letters for {letter.to}. Look at the address."
            ) from None
        except NoticeError as error:  # the second connection could not be made
            raise PostClosed(str(error)) from None
        except (smtplib.SMTPException, OSError) as error:
            kind = PostClosed if _hung_up(error) else NoticeError
            raise kind(f"A letter could not be sent: {_said(error)}.") from None

    def close(self) -> None:
        """End the connection."""
        try:
            self._connection.quit()
        except (smtplib.SMTPException, OSError):
            self._connection.close()


CLOSING = 421
"""With this code a server says that it ends the connection."""


def _hung_up(error: Exception) -> bool:
    """Whether the connection is gone, and with it the way for further letters."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code == CLOSING for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code == CLOSING
    return isinstance(error, smtplib.SMTPServerDisconnected | OSError) and not isinstance(
        error, smtplib.SMTPNotSupportedError
    )


@contextmanager
def post_of(config: MailConfig, folder: Path) -> Iterator[Post]:
    """Give where letters go. Raises NoticeError or SecretError with a sentence."""
    if not config.send:
        yield Drafts(folder / Path(config.drafts).expanduser(), config.sender)
        return
    password = reveal(config.password, folder) if config.password is not None else None
    server = Server(lambda: _connect(config, password), config.sender)
    try:
        yield server
    finally:
        server.close()


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
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        text: bytes | str = next(iter(error.recipients.values()))[1]
        return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return str(error).lower() or type(error).__name__
