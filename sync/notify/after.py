"""After a night: send what is to be sent, once, and say what could not be."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import ColumnElement, select

from models.language import speak
from models.wording import counted, sentence, spoken
from sync.config import Config
from sync.errors import NoticeError, RostercheckError, SecretError
from sync.ledger import Ledger
from sync.ledger.runs import RunState, now
from sync.ledger.tables import Notice
from sync.nightly.languages import Languages
from sync.nightly.night import Report
from sync.notify.letters import Letter, digests, notices, warnings
from sync.notify.ping import ping
from sync.notify.post import Post, post_of
from sync.service_config import MailConfig

FINE = frozenset({RunState.DONE, RunState.UNCHANGED})


def after_night(config: Config, config_path: Path, ledger: Ledger, report: Report) -> list[str]:
    """Send letters and the ping; give sentences about what was sent and what could not be.

    Letters about a book are in its language; all else is in the one that all books share.
    """
    with speak(Languages(config, config_path).shared):
        return _after_night(config, config_path, ledger, report)


def _after_night(config: Config, config_path: Path, ledger: Ledger, report: Report) -> list[str]:
    folder = config_path.resolve().parent
    said: list[str] = []
    if config.mail is not None:
        try:
            said += _letters(config.mail, folder, ledger, report)
        except (NoticeError, SecretError) as error:
            said.append(str(error))
    if config.ping is not None:
        try:
            ping(config.ping, folder, good=report.good)
        except RostercheckError as error:
            said.append(str(error))
    return said


def _letters(mail: MailConfig, folder: Path, ledger: Ledger, report: Report) -> list[str]:
    """Send the letters that were not sent in their stage yet."""
    letters = [letter for letter in _written(mail, ledger, report) if _not_yet(ledger, letter)]
    opted_out = {address.casefold() for address in mail.opt_out}
    letters = [letter for letter in letters if letter.to.casefold() not in opted_out]
    if not letters:
        return []
    said: list[str] = []
    sent = 0
    with post_of(mail, folder) as post:
        for letter in letters:
            try:
                _send(ledger, post, letter)
                sent += 1
            except NoticeError as error:
                said.append(str(error))
        if sent:
            said.insert(0, _gone_out(post, sent, folder / mail.drafts))
    return said


def _gone_out(post: Post, number: int, drafts: Path) -> str:
    """Say how many letters went out, and how."""
    if post.sends:
        return spoken(counted("letters_sent", number))
    return sentence("night.drafted", {"letters": counted("letters", number), "folder": drafts})


def _written(mail: MailConfig, ledger: Ledger, report: Report) -> list[Letter]:
    letters: list[Letter] = []
    with ledger.session() as session:
        for looked in report.looked.values():
            if looked.state in FINE:
                letters += digests(session, looked.job, report.as_of)
                if mail.members:
                    letters += notices(session, looked.job, report.as_of, mail.signature)
    bad = [line for one in report.looked.values() if one.state not in FINE for line in one.said]
    bad += [sentence("night.book.no_time", {"book": job.name}) for job in report.left_over]
    if bad:
        letters += warnings(mail.warn, bad, report.as_of)
    return letters


def _not_yet(ledger: Ledger, letter: Letter) -> bool:
    """Whether a letter was not sent in its stage; one that was begun is sent again, as the same."""
    with ledger.session() as session:
        return session.scalar(select(Notice.id).where(*_same(letter), Notice.state != "begun")) is (
            None
        )


def _same(letter: Letter) -> tuple[ColumnElement[bool], ...]:
    book = Notice.book_id.is_(None) if letter.book is None else Notice.book_id == letter.book
    return (
        book,
        Notice.kind == letter.kind,
        Notice.stage == letter.stage,
        Notice.recipient == letter.to,
    )


def _send(ledger: Ledger, post: Post, letter: Letter) -> None:
    """Record that a letter is begun, send it, record that it was sent."""
    with ledger.session() as session:
        notice = session.scalar(select(Notice).where(*_same(letter)))
        if notice is None:
            notice = Notice(
                book_id=letter.book,
                member_id=letter.member,
                kind=letter.kind,
                stage=letter.stage,
                recipient=letter.to,
                state="begun",
                moment=now(),
            )
            session.add(notice)
        session.flush()
        number = notice.id
    post.take(letter)
    with ledger.session() as session:
        found = session.get_one(Notice, number)
        found.state, found.moment = "sent" if post.sends else "draft", now()
