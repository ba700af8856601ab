"""Courses; documents that belong to one and keep their file; the chapters and sections of documents.

Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TEXT = sa.String()
KIND = sa.String(32)
MOMENT = sa.DateTime(timezone=True)
OF_COURSE = sa.text("course_id is not null and deleted_at is null")
ADDED = ("course_id", "file_digest", "file_name", "file_bytes", "format", "read_at", "deleted_at")


def upgrade() -> None:
    courses()
    with op.batch_alter_table("documents") as documents:
        documents.alter_column("sha256", existing_type=TEXT, nullable=True)
        documents.add_column(sa.Column("course_id", TEXT))
        documents.add_column(sa.Column("file_digest", TEXT))
        documents.add_column(sa.Column("file_name", TEXT, nullable=False, server_default=""))
        documents.add_column(sa.Column("file_bytes", sa.Integer(), nullable=False, server_default="0"))
        documents.add_column(sa.Column("format", KIND))
        documents.add_column(sa.Column("read_at", MOMENT))
        documents.add_column(sa.Column("deleted_at", MOMENT))
        documents.create_foreign_key(
            "fk_documents_course_id_courses", "courses", ["course_id"], ["id"], ondelete="CASCADE"
        )
    with op.batch_alter_table("documents") as documents:
        documents.alter_column("file_name", existing_type=TEXT, server_default=None)
        documents.alter_column("file_bytes", existing_type=sa.Integer(), server_default=None)
    op.execute(sa.text("update documents set read_at = created_at"))
    create_index("uq_documents_course_file", ["course_id", "file_digest"], OF_COURSE, unique=True)
    create_index("ix_documents_file", ["file_digest"], sa.text("file_digest is not null"))
    sections()


def downgrade() -> None:
    op.drop_table("sections")
    op.drop_index("ix_documents_file", table_name="documents")
    op.drop_index("uq_documents_course_file", table_name="documents")
    op.execute(sa.text("delete from documents where sha256 is null"))
    with op.batch_alter_table("documents") as documents:
        documents.drop_constraint("fk_documents_course_id_courses", type_="foreignkey")
        for name in ADDED:
            documents.drop_column(name)
        documents.alter_column("sha256", existing_type=TEXT, nullable=False)
    op.drop_table("courses")


def create_index(name: str, columns: list[str], where: sa.TextClause, *, unique: bool = False) -> None:
    op.create_index(name, "documents", columns, unique=unique, sqlite_where=where, postgresql_where=where)


def courses() -> None:
    op.create_table(
        "courses",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("name", "code", "term")),
        sa.Column("exam_date", sa.Date()),
        sa.Column("deck_id", TEXT),
        sa.Column("archived_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_courses"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_courses_user_id_users"),
        sa.ForeignKeyConstraint(["deck_id"], ["decks.id"], name="fk_courses_deck_id_decks", ondelete="SET NULL"),
    )
    op.create_index("ix_courses_user", "courses", ["user_id", "id"])
    op.create_index("ix_courses_deck_id", "courses", ["deck_id"])


def sections() -> None:
    keys = (("user_id", "users", None), ("document_id", "documents", "CASCADE"), ("parent_id", "sections", "CASCADE"))
    op.create_table(
        "sections",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("user_id", TEXT, nullable=False),
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("parent_id", TEXT),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Integer()) for name in ("text_start", "text_end", "page_from", "page_to")),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sections"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_sections_{name}_{table}", ondelete=action)
            for name, table, action in keys
        ),
    )
    op.create_index("ix_sections_document", "sections", ["document_id", "position"])
    op.create_index("ix_sections_parent", "sections", ["parent_id"])
