"""Lists of jobs read ranges of indexes, however many jobs have ended.

Revises: 0007
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLE = "background_jobs"


def upgrade() -> None:
    op.create_index("ix_jobs_own", TABLE, ["user_id", "id"])
    op.create_index("ix_jobs_kind", TABLE, ["user_id", "type", "status", "id"])
    op.drop_index("ix_jobs_target", table_name=TABLE)
    op.create_index("ix_jobs_target", TABLE, ["user_id", "target_kind", "target_id", "created_at"])


def downgrade() -> None:
    op.drop_index("ix_jobs_target", table_name=TABLE)
    op.create_index("ix_jobs_target", TABLE, ["user_id", "target_kind", "target_id"])
    op.drop_index("ix_jobs_kind", table_name=TABLE)
    op.drop_index("ix_jobs_own", table_name=TABLE)
