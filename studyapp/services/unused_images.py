"""Removes pictures that no card uses: one run notes them, and a run a day later removes those still unused.

This day is for texts that are not stored yet, such as one typed in an open page or kept for an undo. Uploading the same
picture again restarts the count.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any, Final

import sqlalchemy
from sqlalchemy import ColumnElement, String, cast, or_
from sqlmodel import Session, select

from studyapp.database import after_commit
from studyapp.models import Card, Image, Job, Presentation
from studyapp.rendering.cleaning import OUR_IMAGE
from studyapp.services.images import FOLDER

KEPT: Final = timedelta(days=1)

_TEXTS: Final = (
    (Card.question, Card.answer, Card.explanation, Card.distractors, Card.source_quote),
    (Job.payload, Job.checkpoint, Job.result),
    (Presentation.options,),
)
"""All columns in which a picture can be mentioned, by table. Candidates and trash are rows of cards; the proposed
version of a card is in the result of its job.
"""


def remove_unused(session: Session, *, data_dir: Path, now: datetime) -> int:
    """Remove the pictures of all learners that have been unused for a day, and return how many these were.

    Pictures found unused for the first time are marked. All are locked while the texts are read, so that one that is
    uploaded again meanwhile is either kept or stored as a new one. Files are deleted after the commit.
    """
    images = session.exec(select(Image).with_for_update()).all()
    mentioned = set(_mentioned(session)) if images else set[str]()
    gone: list[Path] = []
    for image in images:
        if image.id in mentioned:
            image.unused_since = None
        elif image.unused_since is None:
            image.unused_since = now
        elif image.unused_since <= now - KEPT:
            session.delete(image)
            gone.append(data_dir / FOLDER / image.id)
    session.flush()
    after_commit(session, partial(_remove, gone))
    return len(gone)


def _mentioned(session: Session) -> Iterator[str]:
    for texts in _TEXTS:
        words: list[ColumnElement[Any]] = [cast(text, String) for text in texts]
        mention = or_(*(text.contains("images") for text in words))
        for row in session.connection().execute(sqlalchemy.select(*words).where(mention)):
            for text in row:
                yield from (address[-36:] for address in OUR_IMAGE.findall(_unescaped(text or "")))


def _unescaped(text: str) -> str:
    """The text without the ways to disguise an address: Markdown allows backslashes and numeric entities, and JSON
    doubles backslashes.
    """
    return unescape(text.replace("\\", ""))


def _remove(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
