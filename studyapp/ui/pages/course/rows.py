"""A course, its documents and their sections as the page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from sqlmodel import Session

from studyapp.jobs.requests.courses import CardsUnderWay, cards_being_made, import_jobs
from studyapp.jobs.requests.lessons import lesson_jobs_of_course
from studyapp.models import Course, FileFormat, JobStatus, Section, SectionKind, StoredDocument
from studyapp.services.courses.documents import list_documents
from studyapp.services.courses.lists import course_summary
from studyapp.services.courses.reading import sections_of_course
from studyapp.services.documents import left_out_of
from studyapp.services.lessons.course_mastery import CourseMastery, KnownSection
from studyapp.services.lessons.lessons import lessons_of_course
from studyapp.ui.numbers import on_pages
from studyapp.ui.pages.course.lessons import Batch, DocumentLessons, LessonMark, document_lessons
from studyapp.ui.pages.courses.rows import being_made, days_to_exam, mastery_words
from studyapp.ui.tasks.rows import TaskRow, task_rows


@dataclass(frozen=True)
class CourseHead:
    id: str = ""
    name: str = ""
    code: str = ""
    term: str = ""
    deck_id: str = ""
    """The deck of its cards; empty if there are none yet, or they are in the trash."""
    due: int = 0
    """How many of its cards are due or new."""
    percent: int = 0
    """How well it is known."""
    mastery: str = ""
    """E.g. `62 % mastered`; empty without a lesson."""
    making: str = ""
    """What is being read or made for it, in words; empty if nothing is."""
    made: int = 0
    """How far that is, in percent."""
    exam_date: str = ""
    """ISO date; empty if there is none."""
    exam: str = ""
    """When the exam is, in words; empty without a date."""
    is_over: bool = False
    """Whether the exam is past, so that the course may be archived."""
    documents: int = 0
    is_archived: bool = False


@dataclass(frozen=True)
class SectionRow:
    id: str
    title: str
    pages: str
    """E.g. `p. 12–34`; empty for a document without pages."""
    lesson: str = ""
    """How far its lesson is, a `LessonMark.state`."""
    words: str = ""
    """The same in words."""
    is_left_out: bool = False


@dataclass(frozen=True)
class ChapterRow:
    id: str
    title: str
    pages: str
    lesson: str = ""
    words: str = ""
    sections: list[SectionRow] = field(default_factory=list)


@dataclass(frozen=True)
class DocumentRow:
    id: str
    title: str
    size: str
    """E.g. `312 pages`; empty until it has been read."""
    note: str
    """What was left out of it; empty if nothing was."""
    asides: str
    """How many parts are nothing to learn, in words; empty if there are none."""
    left_out: str
    """How many chapters the learner does not learn, in words; empty if there are none."""
    is_read: bool
    is_locked: bool
    """Whether it waits for its password."""
    task: list[TaskRow]
    """The job that reads it, or one that went wrong; else nothing."""
    making: str
    """Which lessons are being made, in words; empty if none is."""
    lessons: Batch
    """The same in numbers."""
    failed: int
    """How many lessons could not be made."""
    missing: int
    """How many lessons can be made."""


def course_head(
    session: Session, course: Course, known: CourseMastery, documents: Sequence["DocumentRow"], *, now: datetime
) -> CourseHead:
    found = course_summary(session, course, now=now)
    days, percent = found.days_left, known.tally.percent
    reading = [task for row in documents for task in row.task if task.is_active]
    lessons = [row.lessons for row in documents if row.lessons.count]
    cards = cards_being_made(session, course.user_id).get(course.id, CardsUnderWay())
    steps = [each.percent for each in (*reading, *lessons)] + [cards.percent] * cards.jobs
    return CourseHead(
        id=course.id,
        name=course.name,
        code=course.code,
        term=course.term,
        deck_id=found.deck_id,
        due=found.due + found.new,
        percent=percent or 0,
        mastery=mastery_words(percent),
        making=being_made(len(reading), sum(each.count - each.done for each in lessons), has_cards=cards.jobs > 0),
        made=round(sum(steps) / len(steps)) if steps else 0,
        exam_date=course.exam_date.isoformat() if course.exam_date else "",
        exam=days_to_exam(days),
        is_over=days is not None and days < 0,
        documents=len(documents),
        is_archived=course.archived_at is not None,
    )


class Part(Enum):
    """What a chapter is for the learner."""

    LEARNED = auto()
    ASIDE = auto()
    """Front and back matter."""
    LEFT_OUT = auto()


@dataclass(frozen=True)
class Documents:
    """The documents of a course, and the chapters of each by its id."""

    rows: list[DocumentRow]
    chapters: dict[str, list[ChapterRow]]
    asides: dict[str, list[ChapterRow]]
    """What is front and back matter."""
    left_out: dict[str, list[ChapterRow]]
    """What the learner does not want to learn."""


def read_documents(
    session: Session, user_id: str, course_id: str, known: Mapping[str, KnownSection], *, now: datetime
) -> Documents:
    """`known` says how well the sections are known, by their ids."""
    found = list_documents(session, user_id, course_id)
    jobs = import_jobs(session, user_id, [document.id for document in found])
    shown = [job for job in jobs.values() if job.status is not JobStatus.COMPLETED and not job.is_retried]
    tasks = {row.id: row for row in task_rows(session, user_id, shown, now=now)}
    sections = sections_of_course(session, user_id, course_id)
    lessons = lessons_of_course(session, user_id, course_id)
    making = lesson_jobs_of_course(session, user_id, course_id)
    made = {each.id: document_lessons(sections[each.id], making, lessons, known) for each in found}
    chapters = {each.id: chapter_rows(each, sections[each.id], made[each.id]) for each in found}
    learned, asides, left_out = ({each: rows[part] for each, rows in chapters.items()} for part in Part)
    rows = [
        _document(
            each,
            [tasks[job.id] for job in shown if jobs.get(each.id) is job],
            made[each.id],
            asides=len(asides[each.id]),
            left_out=len(left_out[each.id]),
        )
        for each in found
    ]
    return Documents(rows, learned, asides, left_out)


def chapter_rows(
    document: StoredDocument, sections: Sequence[Section], made: DocumentLessons
) -> dict[Part, list[ChapterRow]]:
    """The chapters of each part of a document, each with its sections."""
    below: dict[str, list[SectionRow]] = {}
    ends: dict[str, int | None] = {}
    for section in sections:
        if section.parent_id:
            ends[section.parent_id] = section.page_to
            mark = made.marks.get(section.id, LessonMark())
            pages = on_pages(document, section.page_from, section.page_to)
            row = SectionRow(section.id, section.title, pages, mark.state, mark.words, not section.is_chosen)
            below.setdefault(section.parent_id, []).append(row)
    found: dict[Part, list[ChapterRow]] = {part: [] for part in Part}
    for section in sections:
        if section.parent_id is None:
            mark = made.marks.get(section.id, LessonMark())
            pages = on_pages(document, section.page_from, ends.get(section.id, section.page_to))
            found[_part_of(section)].append(_chapter(section, mark, below.get(section.id, []), pages))
    return found


def _part_of(chapter: Section) -> Part:
    if chapter.kind is not SectionKind.BODY:
        return Part.ASIDE
    return Part.LEARNED if chapter.is_chosen else Part.LEFT_OUT


def _chapter(chapter: Section, mark: LessonMark, sections: list[SectionRow], pages: str) -> ChapterRow:
    """`pages` are those of its sections as well."""
    return ChapterRow(chapter.id, chapter.title, pages, mark.state, mark.words, sections)


def _document(
    document: StoredDocument, task: list[TaskRow], made: DocumentLessons, *, asides: int, left_out: int
) -> DocumentRow:
    pages = len(document.problems)
    unit = "slide" if document.format is FileFormat.PPTX else "page"
    length = f"{pages:,} {unit}{'' if pages == 1 else 's'}" if pages else f"{document.characters:,} characters"
    return DocumentRow(
        id=document.id,
        title=document.title,
        size=length if document.read_at else "",
        note=left_out_of(document),
        asides=f"Front and back matter ({asides})" if asides else "",
        left_out=f"Left out ({left_out})" if left_out else "",
        is_read=document.read_at is not None,
        is_locked=document.is_locked,
        task=[row for row in task if not (document.is_locked and row.status == JobStatus.FAILED)],
        making=made.making,
        lessons=made.batch,
        failed=len(made.failed),
        missing=made.missing if document.read_at else 0,
    )
