"""Indexes that answer for a ledger of a million issues without reading the issues themselves.

Of `ix_issue_standing` lists count and order what is due, late or waits for a step; of
`ix_step_taken` figures learn which issues moved after a day. Each begins with the column of the
index that it takes the place of.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

_STANDING = (
    *("state", "due_on", "verified_on", "resolved_on", "closed_on"),
    *("answered", "satisfaction"),
)


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.drop_index("ix_issue_state", "issue")
    op.create_index("ix_issue_standing", "issue", [*_STANDING])
    op.drop_index("ix_step_step", "step")
    op.create_index("ix_step_taken", "step", ["step", "happened_on", "issue"])
