"""Workbooks as they stood, for who wants to look at a past day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "kept_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("kept_book", schema=None) as batch_op:
        batch_op.create_index("kept_of_book", ["book_id", "first_on"], unique=False)


def downgrade() -> None:
    """Take the table off."""
    with op.batch_alter_table("kept_book", schema=None) as batch_op:
        batch_op.drop_index("kept_of_book")

    op.drop_table("kept_book")
