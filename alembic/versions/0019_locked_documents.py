"""Documents that a password opens, and files that arrive in several requests.

Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TEXT = sa.String()
MOMENT = sa.DateTime(timezone=True)
ADDED = ("is_locked", "open_digest", "open_bytes")


def upgrade() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("is_locked", sa.Boolean(), nullable=False, server_default=sa.false()))
        documents.add_column(sa.Column("open_digest", TEXT))
        documents.add_column(sa.Column("open_bytes", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("documents") as documents:
        documents.alter_column("is_locked", existing_type=sa.Boolean(), server_default=None)
        documents.alter_column("open_bytes", existing_type=sa.Integer(), server_default=None)
    keys = (("user_id", "users", None), ("course_id", "courses", "CASCADE"), ("document_id", "documents", "CASCADE"))
    op.create_table(
        "uploads",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("course_id", TEXT, nullable=False),
        sa.Column("document_id", TEXT),
        *(sa.Column(name, TEXT, nullable=False) for name in ("file_name", "title")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("size", "arrived")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_uploads_{name}_{table}", ondelete=action)
            for name, table, action in keys
        ),
    )
    op.create_index("ix_uploads_user", "uploads", ["user_id", "id"])


def downgrade() -> None:
    op.drop_table("uploads")
    with op.batch_alter_table("documents") as documents:
        for name in ADDED:
            documents.drop_column(name)
