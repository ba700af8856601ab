"""How SQLite finds the rows of a statement."""

from sqlalchemy import text
from sqlmodel import Session


def plan(session: Session, statement: str) -> list[str]:
    """SQLite's description of how it will find the rows."""
    values = {f"v{n}": "x" for n in range(statement.count("?"))}
    for name in values:
        statement = statement.replace("?", f":{name}", 1)
    return [str(row.detail) for row in session.connection().execute(text(f"explain query plan {statement}"), values)]
