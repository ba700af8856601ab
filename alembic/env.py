"""Runs the migrations: on the connection `studyapp.migrate` hands over, or, for `alembic` in a checkout, on its own."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel import AutoString, SQLModel

from studyapp import migrate, models, settings
from studyapp.database import Database, UtcDateTime

assert models.__all__, "importing the models registers the tables"


def run(connection: Connection) -> None:
    context.configure(
        connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=plain_types,
        include_object=comparable,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_in_checkout() -> None:
    with Database(settings.current().database).engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            migrate.without_foreign_keys(connection)
        run(connection)
        if is_sqlite:
            migrate.check_foreign_keys(connection)
        connection.commit()


def plain_types(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """A migration outlives the classes of today, so it names SQLAlchemy's own types."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


def comparable(_item: Any, name: str | None, kind: str, _reflected: Any, _counterpart: Any) -> bool:
    """An index on an expression cannot be read back from SQLite; the tests compare its wording instead."""
    return not (kind == "index" and name == "ix_jobs_ready")


given = context.config.attributes.get("connection")
run(given) if given is not None else run_in_checkout()
