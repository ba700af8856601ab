"""Column definitions that several tables share."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any

import uuid_utils
from sqlalchemy import JSON, ColumnElement, Enum, bindparam, text
from sqlmodel import Field, SQLModel

from studyapp.database import UtcDateTime

# All constraints are named, because a later migration cannot change one without a name.
SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


def new_id() -> str:
    """A new UUIDv7 (RFC 9562); sorting by it sorts by age."""
    return str(uuid_utils.uuid7())


def moment() -> Any:
    """A required aware-UTC column."""
    return Field(sa_type=UtcDateTime)  # pyright: ignore[reportArgumentType]


def optional_moment() -> Any:
    """An aware-UTC column that is None until the event happens."""
    return Field(default=None, sa_type=UtcDateTime)  # pyright: ignore[reportArgumentType]


def json_list() -> Any:
    """A JSON array column, empty unless given."""
    return Field(default_factory=list, sa_type=JSON)


def json_list_of(values: Sequence[Any]) -> Any:
    """A JSON array column that holds these values unless others are given."""
    return Field(default_factory=lambda: list(values), sa_type=JSON)


def json_object() -> Any:
    """A JSON object column, empty unless given."""
    return Field(default_factory=dict, sa_type=JSON)


def text_enum(kind: type[StrEnum], **options: Any) -> Any:
    """A `StrEnum` stored as text, because a database enum could not get new members without a migration."""
    column = Enum(kind, native_enum=False, length=32, values_callable=_values)
    return Field(sa_type=column, **options)  # pyright: ignore[reportArgumentType]


def is_among(column: Any, ids: Collection[str]) -> ColumnElement[bool]:
    """Whether a column holds one of these ids, of which there may be any number.

    They are written into the statement, because SQLite binds at most 32,766 values to one, and PostgreSQL 65,535. So
    they must be ids of ours, and never what somebody typed.
    """
    return column.in_(bindparam("ids", list(ids), expanding=True, literal_execute=True, unique=True))


def where(condition: str, *, sqlite: str | None = None) -> dict[str, Any]:
    """Options that make an index partial. SQLite uses it only for a query that has the condition word for word."""
    return {"sqlite_where": text(sqlite or condition), "postgresql_where": text(condition)}


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


__all__ = ["json_list", "json_list_of", "json_object", "moment", "new_id", "optional_moment", "text_enum", "where"]
