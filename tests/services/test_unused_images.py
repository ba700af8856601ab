"""Unused pictures are removed a day after they were noticed; used ones never are."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.material.picture_data import Picture
from studyapp.models import Card, CardKind, Image, Job, JobType, StudyMode, User
from studyapp.services import images
from studyapp.services.cards import bulk
from studyapp.services.study import presentations, sessions
from studyapp.services.unused_images import remove_unused
from tests.factories import make_card, make_deck, make_user

DAY = timedelta(days=1)


def upload(database: Database, owner: User, folder: Path, now: datetime, data: bytes = b"pixels") -> str:
    with database.write() as session:
        picture = Picture(data, "image/png", 4, 3)
        return images.add_image(session, owner.id, picture, data_dir=folder, now=now).id


def clean_up(database: Database, folder: Path, now: datetime) -> int:
    with database.write() as session:
        return remove_unused(session, data_dir=folder, now=now)


def stored(database: Database, folder: Path) -> set[str]:
    with database.read() as session:
        rows = set(session.exec(select(Image.id)))
    assert rows == {file.name for file in (folder / "images").iterdir()}
    return rows


def mention(image_id: str) -> str:
    return f"![A cell](/api/images/{image_id})"


def test_a_picture_nothing_mentions_goes_a_day_after_that_was_noticed(
    database: Database, owner: User, now: datetime, tmp_path: Path
) -> None:
    image = upload(database, owner, tmp_path, now)
    assert clean_up(database, tmp_path, now + 9 * DAY) == 0
    assert clean_up(database, tmp_path, now + 9.9 * DAY) == 0
    assert stored(database, tmp_path) == {image}
    assert clean_up(database, tmp_path, now + 10 * DAY) == 1
    assert stored(database, tmp_path) == set()


Write = Callable[[Session, User, str], None]


def in_card(field: str, **more: Any) -> Write:
    def write(session: Session, owner: User, text: str) -> None:
        written: dict[str, Any] = {field: [text] if field == "distractors" else text}
        make_card(session, make_deck(session, owner), **written, **more)

    return write


def in_job(field: str) -> Write:
    def write(session: Session, owner: User, text: str) -> None:
        given: dict[str, Any] = {
            "user_id": owner.id,
            "type": JobType.CARD_REGENERATION,
            "target_kind": "card",
            "target_id": "a card",
            "dedup_key": "a card",
            "run_at": owner.created_at,
            "created_at": owner.created_at,
            field: {"before": {"question": text}},
        }
        session.add(Job(**given))

    return write


def on_the_screen(session: Session, owner: User, text: str) -> None:
    """An option of a card that was edited after it was shown."""
    choices = ["a", "b", text]
    card = make_card(session, make_deck(session, owner), kind=CardKind.MULTIPLE_CHOICE, distractors=choices)
    study_session = sessions.start_session(session, owner.id, mode=StudyMode.MULTIPLE_CHOICE, now=owner.created_at)
    assert presentations.present(session, owner.id, study_session.id, now=owner.created_at)
    card.distractors = []


def written(write: Write, sign: str, spelled: str) -> Write:
    """Ways in which Markdown may write the same address."""
    return lambda session, owner, text: write(session, owner, text.replace(sign, spelled))


MENTIONS: dict[str, Write] = {
    "a question": in_card("question"),
    "an answer": in_card("answer"),
    "an explanation": in_card("explanation"),
    "a wrong answer": in_card("distractors"),
    "a candidate": in_card("question", is_candidate=True),
    "a card in the trash": in_card("question", deleted_at=datetime.fromisoformat("2025-01-01T00:00:00Z")),
    "what a job was asked": in_job("payload"),
    "what a job has so far": in_job("checkpoint"),
    "a version proposed for a card": in_job("result"),
    "a presentation": on_the_screen,
    "hyphens that are escaped": written(in_card("answer"), "-", r"\-"),
    "escapes in a wrong answer": written(in_card("distractors"), "/", r"\/"),
    "hyphens by their number": written(in_card("answer"), "-", "&#45;"),
}


@pytest.mark.parametrize("place", MENTIONS)
def test_a_picture_that_is_mentioned_stays(
    database: Database, owner: User, now: datetime, tmp_path: Path, place: str
) -> None:
    image, other = upload(database, owner, tmp_path, now), upload(database, owner, tmp_path, now, b"other")
    with database.write() as session:
        MENTIONS[place](session, owner, f"Look: {mention(image)} and say.")
    assert [clean_up(database, tmp_path, now + days * DAY) for days in (0, 2)] == [0, 1]
    assert stored(database, tmp_path) == {image} != {other}


def test_a_picture_that_is_mentioned_again_begins_anew(
    database: Database, owner: User, now: datetime, tmp_path: Path
) -> None:
    image = upload(database, owner, tmp_path, now)
    clean_up(database, tmp_path, now)
    with database.write() as session:
        card = make_card(session, make_deck(session, owner), question=mention(image))
    clean_up(database, tmp_path, now + DAY)
    with database.write() as session:
        session.exec(select(Card)).one().question = "Without"
        bulk.delete_cards(session, owner.id, [card.id], now=now + DAY)
    assert [clean_up(database, tmp_path, now + days * DAY) for days in (2, 2.9, 3)] == [0, 0, 1]


def test_the_same_picture_uploaded_again_begins_anew(
    database: Database, owner: User, now: datetime, tmp_path: Path
) -> None:
    image = upload(database, owner, tmp_path, now)
    clean_up(database, tmp_path, now)
    assert upload(database, owner, tmp_path, now + DAY) == image
    assert [clean_up(database, tmp_path, now + days * DAY) for days in (1, 1.9, 2)] == [0, 0, 1]


def test_a_clean_up_that_is_rolled_back_removes_no_file(
    database: Database, owner: User, now: datetime, tmp_path: Path
) -> None:
    image = upload(database, owner, tmp_path, now)
    clean_up(database, tmp_path, now)
    with suppress(RuntimeError), database.write() as session:
        assert remove_unused(session, data_dir=tmp_path, now=now + DAY) == 1
        raise RuntimeError("power cut")
    assert stored(database, tmp_path) == {image}


def test_a_picture_pasted_while_it_is_being_removed_is_there_afterwards(
    either: Database, tmp_path: Path, now: datetime
) -> None:
    """In either order of events the picture is kept or stored again."""
    with either.write() as session:
        owner = make_user(session)
    for days in range(0, 60, 10):
        upload(either, owner, tmp_path, now)
        clean_up(either, tmp_path, now + days * DAY)
        pasted: list[str] = []

        def paste(pasted: list[str] = pasted) -> None:
            database = Database(either.engine.url.render_as_string(hide_password=False))  # of a process of its own
            pasted.append(upload(database, owner, tmp_path, now))
            database.dispose()

        at_once = [
            threading.Thread(target=clean_up, args=(either, tmp_path, now + (days + 1) * DAY)),
            threading.Thread(target=paste),
        ]
        for thread in at_once:
            thread.start()
        for thread in at_once:
            thread.join(60)
        assert stored(either, tmp_path) == set(pasted)
