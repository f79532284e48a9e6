"""Two members with one address hear each for herself."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = ["book_id", "kind", "stage", "recipient"]
AFTER = ["book_id", "member_id", "kind", "stage", "recipient"]


def upgrade() -> None:
    """Let a notice be known by its member too."""
    _once(AFTER)


def downgrade() -> None:
    """Let it be known by its address alone: of two with one address the first stays."""
    op.execute(
        "DELETE FROM notice WHERE id NOT IN "
        "(SELECT MIN(id) FROM notice GROUP BY book_id, kind, stage, recipient)"
    )
    _once(BEFORE)


def _once(columns: list[str]) -> None:
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint("once", type_="unique")
        batch_op.create_unique_constraint("once", columns)
