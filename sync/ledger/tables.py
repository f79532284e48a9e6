"""The tables of the ledger. Migrations in `migrations/` bring an older ledger to this form.

A *night* is one call of the service; a *run* is one book in it. What concerns a person hangs on a
`Member`, so that one deletion takes all of it away.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

CASCADE = "CASCADE"
NUMBERED = {"sqlite_autoincrement": True}
"""A number is never given twice: somebody may have written down "run 41"."""


class Moment(TypeDecorator[datetime]):
    """A moment in time: aware in the program, stored in UTC without a zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Say again that it is UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The root of the tables."""


class Night(Base):
    """One call of the nightly service. state: running, done, stopped, broken off."""

    __tablename__ = "night"
    __table_args__ = NUMBERED
    id: Mapped[int] = mapped_column(primary_key=True)
    started: Mapped[datetime] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)
    as_of: Mapped[date]
    program: Mapped[str] = mapped_column(String(40))
    host: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20))


class Book(Base):
    """A workbook, by the place where it is."""

    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    location: Mapped[str] = mapped_column(String(1000), unique=True)


class Run(Base):
    """One book, read and judged (or found unchanged, or failed) once.

    kind: check or undo. state: see `RunState`. target: the book that carries the marks, which may
    be a copy. The digests are SHA-256; `input_digest` is of the book as it was found,
    `output_digest` of the target as it was left. gaps_tab: the name of our list in the target.
    judged_run: for an unchanged book, the run in which its people were judged last.
    """

    __tablename__ = "run"
    __table_args__ = (Index("run_of_book", "book_id", "id"), NUMBERED)
    id: Mapped[int] = mapped_column(primary_key=True)
    night_id: Mapped[int | None] = mapped_column(ForeignKey("night.id", ondelete="SET NULL"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete=CASCADE))
    kind: Mapped[str] = mapped_column(String(10))
    undoes: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(Text, default="")
    as_of: Mapped[date]
    started: Mapped[datetime] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)
    program: Mapped[str] = mapped_column(String(40))
    pack: Mapped[str] = mapped_column(String(80), default="")
    pack_version: Mapped[str] = mapped_column(String(40), default="")
    setting_digest: Mapped[str] = mapped_column(String(64), default="")
    target: Mapped[str] = mapped_column(String(1000), default="")
    gaps_tab: Mapped[str] = mapped_column(String(40), default="")
    judged_run: Mapped[int | None]
    input_digest: Mapped[str | None] = mapped_column(String(64))
    output_digest: Mapped[str | None] = mapped_column(String(64))
    changes_on: Mapped[date | None]
    people: Mapped[int] = mapped_column(default=0)
    flagged: Mapped[int] = mapped_column(default=0)
    edits: Mapped[int] = mapped_column(default=0)
    book: Mapped[Book] = relationship()


class SheetRows(Base):
    """Who stood in which row of a sheet that was edited: eight bytes a row, from row 1 on."""

    __tablename__ = "sheet_rows"
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete=CASCADE), primary_key=True)
    sheet: Mapped[str] = mapped_column(String(200), primary_key=True)
    table: Mapped[Any] = mapped_column("table_found", JSON)
    keys: Mapped[bytes] = mapped_column(LargeBinary)
    contents: Mapped[bytes] = mapped_column(LargeBinary)


class Outlook(Base):
    """For each row of a roster the next day on which something may turn: four bytes a row.

    From row 1 on; the day as its ordinal, 0 where there is none.
    """

    __tablename__ = "outlook"
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete=CASCADE), primary_key=True)
    sheet: Mapped[str] = mapped_column(String(200), primary_key=True)
    days: Mapped[bytes] = mapped_column(LargeBinary)


class Member(Base):
    """Somebody in the roster of a book, by the key that the engine gives them."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("book_id", "key", name="member_of_book"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete=CASCADE))
    key: Mapped[str] = mapped_column(String(500))
    name: Mapped[str] = mapped_column(String(500), default="")
    email: Mapped[str] = mapped_column(String(300), default="")


class Edit(Base):
    """One cell that a run changed: what stood there before, and what after.

    kind: value, note, fill, width, tab (a tab of ours that came or went) or line (one line of a
    tab of ours). before, after: JSON; None where nothing stood.
    """

    __tablename__ = "edit"
    __table_args__ = (Index("edit_of_run", "run_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete=CASCADE))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    sheet: Mapped[str] = mapped_column(String(200))
    row: Mapped[int] = mapped_column("row_number", default=0)
    column: Mapped[int] = mapped_column("column_number", default=0)
    header: Mapped[str] = mapped_column(String(200), default="")
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("member.id", ondelete=CASCADE), index=True
    )
    before: Mapped[Any | None] = mapped_column(
        "value_before", JSON(none_as_null=True), nullable=True
    )
    after: Mapped[Any | None] = mapped_column("value_after", JSON(none_as_null=True), nullable=True)


class Finding(Base):
    """Something that was flagged: when it was first seen, and since when no more."""

    __tablename__ = "finding"
    __table_args__ = (Index("finding_open", "book_id", "closed_run"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete=CASCADE))
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("member.id", ondelete=CASCADE), index=True
    )
    rule: Mapped[str] = mapped_column(String(100))
    about: Mapped[str] = mapped_column(String(500), default="")
    outcome: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(300), default="")
    due: Mapped[date | None]
    opened_run: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"))
    opened_on: Mapped[date]
    closed_run: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"))
    closed_on: Mapped[date | None]
    member: Mapped[Member | None] = relationship()


class Notice(Base):
    """A notice that was sent: to whom, about what, at which stage; never twice.

    member_id: about whom, where it is about somebody: two members may share an address.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("book_id", "member_id", "kind", "stage", "recipient", name="once"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int | None] = mapped_column(ForeignKey("book.id", ondelete=CASCADE))
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("member.id", ondelete=CASCADE), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str] = mapped_column(String(100))
    recipient: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(20))
    moment: Mapped[datetime] = mapped_column(Moment)


class Waiver(Base):
    """What the association has granted to somebody of a book, or to a group, and until when.

    member_id: None for a group; who then names it. rule: ids of requirements with blanks between;
    "": all of them. kind, starts, until, hours: see `models.grants.Grant`.
    """

    __tablename__ = "waiver"
    __table_args__ = NUMBERED
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete=CASCADE), index=True)
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("member.id", ondelete=CASCADE), index=True
    )
    who: Mapped[str] = mapped_column(String(500), default="")
    rule: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    approver: Mapped[str] = mapped_column(String(300))
    starts: Mapped[date | None]
    until: Mapped[date | None]
    hours: Mapped[float | None]
    granted_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    member: Mapped[Member | None] = relationship()
    book: Mapped[Book] = relationship()


class Mapping(Base):
    """Which column of a sheet was read as which field, from one run to another."""

    __tablename__ = "mapping"
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete=CASCADE), index=True)
    sheet: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    columns: Mapped[dict[str, str]] = mapped_column("columns_read", JSON)
    first_run: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"))
    last_run: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"))


class Lease(Base):
    """Who may work now, where several machines share a ledger."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    host: Mapped[str] = mapped_column(String(200))
    expires: Mapped[datetime] = mapped_column(Moment)


class BoardFigures(Base):
    """What a run would have shown to a board: numbers by table, line and column, and no names.

    numbers: compressed JSON, see `sync/board/points.py`. Small groups are hidden in them already.
    """

    __tablename__ = "board_figures"
    __table_args__ = (UniqueConstraint("book_id", "as_of", name="figures_of_day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete=CASCADE))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id", ondelete="SET NULL"))
    as_of: Mapped[date]
    numbers: Mapped[bytes] = mapped_column(LargeBinary)


class KeptBook(Base):
    """A workbook as it was found by a run, and so by all runs until it was found changed.

    first_on, last_on: the first and the last day on which it was found so. digest: SHA-256 of the
    content. name: of the file, for its ending.
    """

    __tablename__ = "kept_book"
    __table_args__ = (Index("kept_of_book", "book_id", "first_on"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id", ondelete=CASCADE))
    first_on: Mapped[date]
    last_on: Mapped[date]
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class BoardPack(Base):
    """A board pack as it was issued; it never changes, and its number is never given again.

    replaces: the pack that this one corrects. inputs: SHA-256 of the numbers before anything was
    hidden on account of earlier packs. content: compressed JSON, see `sync/board/content.py`.
    page, paper: the HTML and the PDF, compressed; no PDF where WeasyPrint was not there. The
    digests are SHA-256 of the documents themselves.
    """

    __tablename__ = "board_pack"
    __table_args__ = (Index("pack_of_book", "book_id", "as_of"), NUMBERED)
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    as_of: Mapped[date]
    language: Mapped[str] = mapped_column(String(10))
    replaces: Mapped[int | None] = mapped_column(ForeignKey("board_pack.id"))
    issued: Mapped[datetime] = mapped_column(Moment)
    program: Mapped[str] = mapped_column(String(40))
    form: Mapped[int]
    pack: Mapped[str] = mapped_column(String(80))
    pack_version: Mapped[str] = mapped_column(String(40))
    inputs: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    page: Mapped[bytes] = mapped_column(LargeBinary)
    page_digest: Mapped[str] = mapped_column(String(64))
    paper: Mapped[bytes | None] = mapped_column(LargeBinary)
    paper_digest: Mapped[str | None] = mapped_column(String(64))
