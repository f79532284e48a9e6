"""After a night: send what is to be sent, once, and say what could not be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import ColumnElement, select

from models.language import speak
from models.wording import counted, sentence, spoken
from sync.config import Config
from sync.errors import NoticeError, PostClosed, RostercheckError, SecretError
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


@dataclass(slots=True)
class After:
    """What was done after a night: letters that went out, and sentences about all of it.

    failed: what could not be sent, so many times. said: may name people.
    """

    letters: int = 0
    failed: int = 0
    said: list[str] = field(default_factory=list)

    def fails(self, error: Exception) -> None:
        """Note what could not be sent."""
        self.failed += 1
        self.said.append(str(error))


def after_night(config: Config, config_path: Path, ledger: Ledger, report: Report) -> After:
    """Send letters and the ping; give what was sent and what could not be.

    Letters about a book are in its language; all else is in the one that all books share.
    """
    after = After()
    with speak(Languages(config, config_path).shared):
        folder = config_path.resolve().parent
        # Recipients get drafts though nobody has said how e-mail goes out.
        mail = config.mail or MailConfig()
        try:
            _letters(mail, folder, ledger, report, after)
        except (NoticeError, SecretError) as error:
            after.fails(error)
        if config.ping is not None:
            try:
                ping(config.ping, folder, good=report.good)
            except RostercheckError as error:
                after.fails(error)
    return after


def _letters(mail: MailConfig, folder: Path, ledger: Ledger, report: Report, after: After) -> None:
    """Send the letters that were not sent in their stages yet."""
    fresh = (_fresh(ledger, letter) for letter in _written(mail, ledger, report))
    opted_out = {address.casefold() for address in mail.opt_out}
    letters = [one for one in fresh if one.stages and one.to.casefold() not in opted_out]
    if not letters:
        return
    with post_of(mail, folder) as post:
        _hand_over(letters, ledger, post, after)
        if after.letters:
            after.said.insert(0, _gone_out(post, after.letters))


def _hand_over(letters: Sequence[Letter], ledger: Ledger, post: Post, after: After) -> None:
    """Send letter after letter; where the server takes no more, the rest waits for a night."""
    for number, letter in enumerate(letters):
        try:
            _send(ledger, post, letter)
            after.letters += 1
        except PostClosed as error:
            after.fails(error)
            waiting = counted("letters", len(letters) - number)
            after.said.append(sentence("night.letters_wait", {"letters": waiting}))
            return
        except NoticeError as error:
            after.fails(error)


def _gone_out(post: Post, number: int) -> str:
    """Say how many letters went out, and how."""
    if post.drafts is None:
        return spoken(counted("letters_sent", number))
    facts = {"letters": counted("letters", number), "folder": post.drafts}
    return sentence("night.drafted", facts)


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


def _fresh(ledger: Ledger, letter: Letter) -> Letter:
    """Leave the stages in which a letter was not sent; one that was begun is sent again."""
    with ledger.session() as session:
        sent = session.scalars(select(Notice.stage).where(*_alike(letter), Notice.state != "begun"))
        gone = set(sent)
    return replace(letter, stages=tuple(one for one in letter.stages if one not in gone))


def _alike(letter: Letter) -> tuple[ColumnElement[bool], ...]:
    """Say which notices are to the same person about the same thing, at any stage."""
    return (
        Notice.book_id.is_not_distinct_from(letter.book),
        Notice.member_id.is_not_distinct_from(letter.member),
        Notice.kind == letter.kind,
        Notice.recipient == letter.to,
    )


def _send(ledger: Ledger, post: Post, letter: Letter) -> None:
    """Record that a letter is begun, send it, record that it was sent."""
    numbers = [_begin(ledger, letter, stage) for stage in letter.stages]
    post.take(letter)
    with ledger.session() as session:
        for number in numbers:
            found = session.get_one(Notice, number)
            found.state, found.moment = "draft" if post.drafts else "sent", now()


def _begin(ledger: Ledger, letter: Letter, stage: str) -> int:
    with ledger.session() as session:
        notice = session.scalar(select(Notice).where(*_alike(letter), Notice.stage == stage))
        if notice is None:
            notice = Notice(
                book_id=letter.book, member_id=letter.member, kind=letter.kind, stage=stage,
                recipient=letter.to, state="begun", moment=now(),
            )  # fmt: skip
            session.add(notice)
        session.flush()
        return notice.id
