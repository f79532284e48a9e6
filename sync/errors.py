"""Every error that a user can meet, and its tree. Messages say where, what, and what to do.

RostercheckError
├── BookError                a workbook cannot be read or written
│   ├── BookNotFound         no such file
│   ├── BookUnreadable       not a spreadsheet, damaged, or hostile
│   ├── BookProtected        encrypted, signed, or read-only
│   ├── BookInUse            open in Excel or LibreOffice, or changed since it was read
│   ├── BookNotWritable      this kind is read but not written
│   │   └── NotTaken         Excel did not keep what was put into cells
│   └── BookUnreachable      Google does not answer, or not now
│       └── NoCallsLeft      the calls of a night are used up
├── NotConnected             no login for Google, or one that does not work
├── ConfigError              rostercheck.toml
│   └── SecretError          a secret that the config points to is not there
├── LedgerError              the ledger cannot be used
│   ├── LedgerInUse          somebody else is writing it
│   └── LedgerUnreadable     damaged, or something else
├── BoardError               a board pack cannot be issued
├── NightError               the nightly service
│   └── NightAtWork          another night is at work already
├── NoticeError              a ping or an e-mail could not be sent
│   └── PostClosed           the mail server takes no more
├── PackError                a rule pack does not load
└── UsageError               the command's words do not fit together
"""

from __future__ import annotations

from models.errors import PackError, RostercheckError

__all__ = [
    "BoardError",
    "BookError",
    "BookInUse",
    "BookNotFound",
    "BookNotWritable",
    "BookProtected",
    "BookUnreachable",
    "BookUnreadable",
    "ConfigError",
    "LedgerError",
    "LedgerInUse",
    "LedgerUnreadable",
    "NightAtWork",
    "NightError",
    "NoCallsLeft",
    "NotConnected",
    "NotTaken",
    "NoticeError",
    "PackError",
    "PostClosed",
    "RostercheckError",
    "SecretError",
    "UsageError",
]


class BookError(RostercheckError):
    """A workbook cannot be read or written. fault: the kind of trouble, if it is with Google."""

    fault: str = ""


class BookNotFound(BookError):
    """No file stands at the location."""


class BookUnreadable(BookError):
    """The file is not a spreadsheet that we know, or it is damaged or hostile."""


class BookProtected(BookError):
    """The file is encrypted, digitally signed, or may not be written."""


class BookInUse(BookError):
    """The file is open in a spreadsheet program, or changed after it was read."""


class AnswerLost(BookInUse):
    """A write was made, but its answer was lost: what stands now was only read afterwards."""


class BookNotWritable(BookError):
    """This kind of file is read but not written."""


class NotTaken(BookNotWritable):
    """Excel did not keep what was put into cells. cells: which, as row and column from 1."""

    cells: frozenset[tuple[int, int]] = frozenset()


class BookUnreachable(BookError):
    """Google does not answer, or not now."""


class NoCallsLeft(BookUnreachable):
    """The calls to Google that a night may make are used up."""


class NotConnected(RostercheckError):
    """There is no login for Google, or Google does not take it. fault: the kind of trouble."""

    fault: str = ""


class ConfigError(RostercheckError):
    """`rostercheck.toml` cannot be used as it stands."""


class SecretError(ConfigError):
    """A password or an address that the config points to is not there."""


class LedgerError(RostercheckError):
    """The ledger cannot be used."""


class LedgerInUse(LedgerError):
    """Somebody else is writing the ledger."""


class LedgerUnreadable(LedgerError):
    """The ledger is damaged, or the file is something else."""


class BoardError(RostercheckError):
    """A board pack cannot be issued."""


class NightError(RostercheckError):
    """The nightly service cannot do its work."""


class NightAtWork(NightError):
    """Another night is at work already."""


class NoticeError(RostercheckError):
    """A ping or an e-mail could not be sent."""


class PostClosed(NoticeError):
    """The mail server takes no more letters now."""


class UsageError(RostercheckError):
    """The words of the command do not fit together."""
