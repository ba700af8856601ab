"""The courses of each of two learners: documents with sections, one of which has a lesson."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session

from studyapp.material.passages.passage import LineKind, Passage
from studyapp.models import CheckIn, Course, FileFormat, JobStatus, JobType, Section, StoredDocument, Upload
from studyapp.services import documents
from studyapp.services.courses.files import uploads
from studyapp.services.courses.files.storage import FOLDER as FILES
from studyapp.services.courses.files.storage import ReceivedFile
from tests.factories import NOON, make_card, make_course, make_deck, make_document, make_section
from tests.lesson_factories import lesson_of
from tests.material.locked import PASSWORDS, locked_pdf
from tests.material.pdfs import pdf_of_lines
from tests.ui.jobs import make_job

FILE: Final = ReceivedFile("0" * 64, 1_000, FileFormat.PDF)
COPY: Final = ReceivedFile("3" * 64, 1_000, FileFormat.PDF)
_LOCKED: Final = "locked-rc4-128.pdf"
PASSWORD: Final = PASSWORDS[_LOCKED]
"""Of the document that waits for it."""
MATERIAL: Final = "Mitochondria make most of the chemical energy a cell needs. " * 2
INSIDE: Final = 3 * len(MATERIAL) - 20
"""A place inside of the last chapter but one."""
QUESTION: Final = "What is the powerhouse of the cell?"


def courses_of(session: Session, user_id: str, data_dir: Path) -> dict[str, list[str]]:
    """A course with three documents, of which one is deleted and one waits for its password, and a deleted course.
    Everybody has the same files.

    The other document has a chapter with two sections, one of which has a lesson.
    """
    folder = data_dir / FILES
    folder.mkdir(exist_ok=True)
    (folder / FILE.digest).write_bytes(pdf_of_lines([[MATERIAL], [MATERIAL]]))
    course = make_course(session, user_id, term=f"The term of {user_id}")
    document = make_document(session, course, file_digest=FILE.digest, read_at=NOON)
    text = MATERIAL * 4 + user_id
    documents.store_text(session, document, text, (0, len(MATERIAL)), (Passage(LineKind.PROSE, 0, len(text)),))
    deleted = make_document(session, course, file_digest="1" * 64, deleted_at=NOON)
    locked = make_document(session, course, file_digest="2" * 64, is_locked=True)
    (folder / str(locked.file_digest)).write_bytes(locked_pdf(_LOCKED))
    gone = make_course(session, user_id, name=f"Chemistry of {user_id}", deleted_at=NOON)
    about: dict[str, Any] = {"target_kind": "document", "payload": {"document_id": document.id}}
    deck = make_deck(session, user_id, title=f"Of the course of {user_id}")
    make_job(
        session, deck, JobStatus.PENDING, type=JobType.DOCUMENT_IMPORT, run_at=NOON + timedelta(hours=1), **about
    ).target_id = document.id
    session.flush()
    sections = sections_of(session, document)
    about = {"target_kind": "section", "target_id": sections[2].id, "payload": {"section_id": sections[2].id}}
    make_job(session, deck, JobStatus.COMPLETED, type=JobType.LESSON_GENERATION, **about)
    about = {"target_kind": "section", "target_id": sections[1].id, "payload": {"section_id": sections[1].id}}
    make_job(session, deck, JobStatus.FAILED, type=JobType.LESSON_GENERATION, **about)
    for kind, target_id in (
        ("document", document.id),
        ("section", sections[1].id),
        ("paragraph", f"{sections[1].id}:0"),
    ):
        about = {"target_kind": kind, "target_id": target_id, "created_at": NOON - timedelta(hours=1)}
        make_job(session, deck, JobStatus.FAILED, type=JobType.FLASHCARD_GENERATION, **about)
    about = {"target_kind": "section", "target_id": sections[0].id, "payload": {"section_id": sections[0].id}}
    later = {"run_at": NOON + timedelta(hours=1)}
    for kind in (JobType.LESSON_GENERATION, JobType.FLASHCARD_GENERATION):
        make_job(session, deck, JobStatus.PENDING, type=kind, **later, **about)
    made = lesson_of(session, sections[2])
    card = make_card(session, deck, question="Which organelle makes ATP?", answer=f"The one of {user_id}")
    session.get_one(CheckIn, made["check_in_id"][0]).card_id = card.id
    about = {"target_kind": "check_in", "target_id": made["check_in_id"][1]}
    about |= {"payload": {"answer_id": made["answer_id"][1]}}
    make_job(session, deck, JobStatus.FAILED, type=JobType.ANSWER_CHECK, **about)
    lost = lesson_of(session, make_section(session, deleted, title=f"Lost cells of {user_id}"))
    return {
        "course_id": [course.id, gone.id],
        "document_id": [document.id, deleted.id, locked.id],
        "upload_id": [_upload(session, course).id],
        "section_id": [section.id for section in sections],
        **{name: [*ids, *lost[name]] for name, ids in made.items()},
    }


def _upload(session: Session, course: Course) -> Upload:
    """A file that is arriving in several requests."""
    name = f"Leaves of {course.user_id}.pdf"
    return uploads.begin_upload(
        session, course.user_id, course.id, name=name, size=1_000, largest=10_000, most_bytes=10**9, now=NOON
    )


def sections_of(session: Session, document: StoredDocument) -> list[Section]:
    """A chapter and its two sections, and two chapters without any."""
    half = len(MATERIAL)
    chapter = make_section(session, document, title="Cells", text_start=0, text_end=2 * half)
    inside = {"parent_id": chapter.id}
    first = make_section(session, document, position=2, title="Membranes", text_start=0, text_end=half, **inside)
    second = make_section(
        session, document, position=3, title="Organelles", text_start=half, text_end=2 * half, **inside
    )
    alone = [
        make_section(session, document, position=4 + at, title=title, text_start=at * half, text_end=(at + 1) * half)
        for at, title in ((2, "Tissues"), (3, "Organs"))
    ]
    return [chapter, first, second, *alone]
