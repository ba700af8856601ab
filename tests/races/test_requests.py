"""What two tabs ask for at the same moment is made once."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.jobs.requests import courses, flashcards, lessons
from studyapp.jobs.requests.uploads import finish_upload
from studyapp.models import Card, Course, Deck, FileFormat, Job, JobType, Section, StoredDocument, StudySession, Upload
from studyapp.models.columns import new_id
from studyapp.rules.items import CardDraft
from studyapp.services import decks
from studyapp.services.cards import editing, lists
from studyapp.services.courses.files import uploads
from studyapp.services.courses.files.storage import ReceivedFile, path_of
from studyapp.services.lessons.answers import answer_check_in
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import presentations, sessions
from tests.factories import NOON, make_course, make_user
from tests.jobs.kinds.lesson.classroom import book
from tests.lesson_factories import make_check_in, make_concept, make_lesson
from tests.races.overlaps import Act, overlaps

PDF = b"%PDF-1.7 of cells"
FILE = ReceivedFile(sha256(PDF).hexdigest(), len(PDF), FileFormat.PDF)


def shelf(session: Session) -> list[Section]:
    return book(session, make_user(session, id=new_id()).id)


def lesson(session: Session, sections: list[Section]) -> object:
    return lessons.make_lesson(session, sections[1].user_id, sections[1].id, now=NOON)


def all_lessons(session: Session, sections: list[Section]) -> object:
    return lessons.make_lessons_of_document(session, sections[0].user_id, sections[0].document_id, now=NOON)


def chapter_lessons(session: Session, sections: list[Section]) -> object:
    return lessons.make_lessons_of_chapter(session, sections[0].user_id, sections[0].id, now=NOON)


@pytest.mark.parametrize("other", [lesson, all_lessons, chapter_lessons])
def test_a_lesson_asked_for_twice_is_one_job(either: Database, other: Act[list[Section]]) -> None:
    for met in overlaps(either, shelf, lesson, other, both_ways=other is not lesson):
        assert met.one.is_done, met.how
        assert met.other.is_done, met.how
        found = jobs(either, met.world[0].user_id)
        assert len({job.target_id for job in found}) == len(found), met.how
        assert met.world[1].id in {job.target_id for job in found}, met.how


def cards_of(which: int) -> Act[list[Section]]:
    return lambda session, sections: flashcards.make_cards_of_section(
        session, sections[0].user_id, sections[which].id, count=5, now=NOON
    )


def cards_of_document(session: Session, sections: list[Section]) -> object:
    return flashcards.make_cards_of_document(session, sections[0].user_id, sections[0].document_id, count=5, now=NOON)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (cards_of(1), cards_of(1), 1),
        (cards_of(0), cards_of(1), 2),
        (cards_of(0), cards_of_document, 2),
        (cards_of_document, cards_of_document, 1),
    ],
    ids=["the same section", "a chapter and its section", "a chapter and its document", "the same document"],
)
def test_cards_asked_for_twice_go_to_one_deck(
    either: Database, one: Act[list[Section]], other: Act[list[Section]], count: int
) -> None:
    for met in overlaps(either, shelf, one, other):
        assert met.one.is_done, met.how
        assert met.other.is_done, met.how
        found = jobs(either, met.world[0].user_id)
        with either.read() as session:
            [deck] = session.exec(select(Deck).where(Deck.user_id == met.world[0].user_id)).all()
        assert [job.payload["deck_id"] for job in found] == [deck.id] * count, met.how


@dataclass
class Asked:
    """Two jobs that make cards of a chapter and of its section."""

    user_id: str
    deck_id: str
    job_ids: list[str]


def asked(session: Session) -> Asked:
    sections = shelf(session)
    user_id = sections[0].user_id
    made = [flashcards.make_cards_of_section(session, user_id, each.id, count=5, now=NOON).id for each in sections[:2]]
    return Asked(user_id, session.exec(select(Deck.id).where(Deck.user_id == user_id)).one(), made)


def save_card(which: int) -> Act[Asked]:
    """Save the card that both jobs make of the same paragraph."""
    draft = CardDraft("What do roots take up?", "Water")

    def save(session: Session, asked: Asked) -> bool:
        job_id = asked.job_ids[which]
        if lists.is_asked_already(session, asked.user_id, asked.deck_id, draft.question, but_by=job_id):
            return False
        origin = {"findings": (), "source_title": None, "job_id": job_id, "ordinal": 0}
        editing.save_draft(session, asked.user_id, asked.deck_id, draft, **origin, now=NOON)
        return True

    return save


def delete_its_deck(session: Session, asked: Asked) -> None:
    decks.delete_deck(session, asked.user_id, asked.deck_id, now=NOON)


def test_a_card_that_two_jobs_make_is_there_once(either: Database) -> None:
    for met in overlaps(either, asked, save_card(0), save_card(1)):
        assert [met.one.gave, met.other.gave].count(True) == 1, met.how
        with either.read() as session:
            assert len(session.exec(select(Card).where(Card.user_id == met.world.user_id)).all()) == 1, met.how


def test_a_card_saved_while_its_deck_is_deleted_goes_with_it(either: Database) -> None:
    for met in overlaps(either, asked, save_card(0), delete_its_deck):
        assert met.other.is_done, met.how
        with either.read() as session:
            cards = session.exec(select(Card).where(Card.user_id == met.world.user_id)).all()
            deck = session.get_one(Deck, met.world.deck_id)
        assert len(cards) == met.one.is_done, met.how
        assert {card.deleted_at for card in cards} <= {deck.deleted_at}, met.how


@dataclass
class Sent:
    course: Course
    uploads: list[Upload]
    data_dir: Path
    count: int = 1

    @property
    def kept(self) -> dict[str, Any]:
        return {"data_dir": self.data_dir, "most_bytes": 10_000, "now": NOON}


def send(session: Session, sent: Sent) -> StoredDocument:
    return courses.add_document(session, sent.course.user_id, sent.course.id, FILE, name="Cells.pdf", **sent.kept)[0]


def finish(which: int) -> Act[Sent]:
    return lambda session, sent: finish_upload(session, sent.course.user_id, sent.uploads[which].id, FILE, **sent.kept)[
        0
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [(send, send), (send, finish(0)), (finish(0), finish(0)), (finish(0), finish(1))],
    ids=["sent", "sent and in pieces", "the same upload", "two uploads"],
)
def test_the_same_file_sent_at_once_is_one_document_with_one_job(
    either: Database, tmp_path: Path, one: Act[Sent], other: Act[Sent]
) -> None:
    path = path_of(tmp_path, FILE.digest)
    path.parent.mkdir()
    path.write_bytes(PDF)

    def announced(session: Session) -> Sent:
        course = make_course(session, make_user(session, id=new_id()))
        sizes = {"size": len(PDF), "largest": 10_000, "most_bytes": 10_000, "now": NOON}
        begun = [uploads.begin_upload(session, course.user_id, course.id, name=f"{name}.pdf", **sizes) for name in "ab"]
        return Sent(course, begun, tmp_path)

    for met in overlaps(either, announced, one, other):
        assert met.one.is_done, met.how
        assert met.one.gave.id == met.other.gave.id, met.how
        [job] = jobs(either, met.world.course.user_id)
        assert (job.type, job.target_id) == (JobType.DOCUMENT_IMPORT, met.one.gave.id), met.how
        with either.read() as session:
            in_course = select(StoredDocument).where(StoredDocument.course_id == met.world.course.id)
            assert len(session.exec(in_course).all()) == 1, met.how


def weak(session: Session) -> Course:
    """A course whose only concept is weak, with two cards."""
    sections = shelf(session)
    concept = make_concept(session, make_lesson(session, sections[1]))
    for ordinal in (1, 2):
        asked = make_check_in(session, concept, ordinal=ordinal)
        answer_check_in(session, concept.user_id, asked.id, option=0, now=NOON)
    document = session.get_one(StoredDocument, sections[0].document_id)
    return session.get_one(Course, document.course_id)


def practise(session: Session, course: Course) -> tuple[str, str]:
    started = sessions.start_session(session, course.user_id, scope=Scope(course_id=course.id), now=NOON)
    shown = presentations.present(session, course.user_id, started.id, now=NOON)
    assert shown
    return started.id, shown.id


def test_practice_started_in_two_tabs_is_one_session(either: Database) -> None:
    for met in overlaps(either, weak, practise, practise, both_ways=False):
        assert met.one.gave == met.other.gave, met.how
        with either.read() as session:
            [one] = session.exec(select(StudySession).where(StudySession.user_id == met.world.user_id)).all()
        assert len(one.practised) == 1, met.how


def jobs(database: Database, user_id: str) -> list[Job]:
    with database.read() as session:
        return list(session.exec(select(Job).where(Job.user_id == user_id)).all())
