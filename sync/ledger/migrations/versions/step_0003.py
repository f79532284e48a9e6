"""Waivers in full: of which kind, by whom, from when, and for groups too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FORMER = "waiver_former"


def upgrade() -> None:
    """Make the table anew with what it lacked, and take over what was in it."""
    _set_aside()
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(length=500), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approver", sa.String(length=300), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO waiver (book_id, member_id, who, rule, kind, reason, approver, starts, until, "
        "granted_on, withdrawn_on) "
        "SELECT member.book_id, member.id, member.name, rule, 'leave', reason, '', granted_on, "
        "until, granted_on, withdrawn_on FROM waiver_former "
        "JOIN member ON member.id = waiver_former.member_id ORDER BY waiver_former.id"
    )
    op.drop_table(_FORMER)
    op.create_index("ix_waiver_book_id", "waiver", ["book_id"])
    op.create_index("ix_waiver_member_id", "waiver", ["member_id"])


def downgrade() -> None:
    """Make the table as it was; what is for a group has no place there."""
    op.drop_index("ix_waiver_book_id", "waiver")
    _set_aside()
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(
        "INSERT INTO waiver (member_id, rule, reason, granted_on, until, withdrawn_on) "
        "SELECT member_id, substr(rule, 1, 100), reason, granted_on, until, withdrawn_on "
        "FROM waiver_former WHERE member_id IS NOT NULL ORDER BY id"
    )
    op.drop_table(_FORMER)
    op.create_index("ix_waiver_member_id", "waiver", ["member_id"])


def _set_aside() -> None:
    op.drop_index("ix_waiver_member_id", "waiver")
    op.rename_table("waiver", _FORMER)
