"""What a lesson is made of: the text of its section, and what stands of the lesson."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from studyapp.errors import NoLongerWanted, NotFound
from studyapp.jobs.kinds.lesson.progress import Progress
from studyapp.jobs.kinds.lesson.request import LessonRequest
from studyapp.material.passages.passage import Passage
from studyapp.models import Lesson, Section
from studyapp.rules.language import language_of
from studyapp.rules.lessons import ClippingDraft, ConceptDraft, SectionText
from studyapp.services.documents import passages_between
from studyapp.services.lessons import lessons, sections
from studyapp.services.lessons.drafts import draft_of

UNKNOWN = "und"
"""The language of a text that tells none, as BCP 47 names it."""


@dataclass(frozen=True, slots=True)
class Ground:
    text: SectionText
    course: str
    """What the course and the document are called."""
    language: str
    standing: list[ConceptDraft]
    """The concepts that stay, in order."""
    passages: list[Passage]
    """The text of the section by kinds of lines; empty if they are not known."""
    clippings: Sequence[tuple[int, ClippingDraft]] = ()
    """The formulas and figures of the section, each with the offset it stands behind."""
    replaced: ConceptDraft | None = None
    """The one concept that is made anew."""
    is_done: bool = False
    """Whether nothing is left to do, e.g. because an attempt was interrupted between its last save and its end."""
    has_head: bool = False


def read(session: Session, user_id: str, request: LessonRequest, progress: Progress) -> Ground:
    """Raises `NoLongerWanted` if the section, its document or its course has been deleted since the request."""
    section = wanted(session, user_id, request.section_id)
    text = sections.section_text(session, section)
    lesson = lessons.lesson_of_section(session, user_id, section.id)
    parts = lessons.concepts_of(session, lesson) if lesson else []
    titles = {each.concept.ordinal: each.concept.title for each in parts}
    drafts = {each.concept.ordinal: draft_of(each, titles) for each in parts}
    replaced = drafts.pop(request.concept, None) if request.concept else None
    if request.concept and replaced is None:
        raise NoLongerWanted("This part of the lesson is not there any more.")
    is_anew = is_wanted_anew(lesson, request) and not progress.has_begun
    standing = [] if is_anew and not request.concept else list(drafts.values())
    return Ground(
        text,
        sections.called(session, section),
        request.language or (lesson.language if lesson and not is_anew else "") or language_of(text.text) or UNKNOWN,
        standing,
        _passages(session, section),
        replaced=replaced,
        is_done=_is_done(lesson, request, progress, is_anew=is_anew),
        has_head=bool(lesson and not is_anew and (lesson.summary or lesson.objectives)),
    )


def _passages(session: Session, section: Section) -> list[Passage]:
    """The kinds of lines in the section, with their places in its text."""
    start, end = section.text_start or 0, section.text_end or 0
    found = passages_between(session, section.user_id, section.document_id, start=start, end=end)
    return [replace(each, start=each.start - start, end=each.end - start) for each in found]


def wanted(session: Session, user_id: str, section_id: str, *, hold: bool = False) -> Section:
    """The section, see `get_section`. Raises `NoLongerWanted` if it is gone."""
    try:
        return sections.get_section(session, user_id, section_id, hold=hold)
    except NotFound as error:
        raise NoLongerWanted(error.sentence) from error


def is_wanted_anew(lesson: Lesson | None, request: LessonRequest) -> bool:
    """Whether the request is for another lesson than the one that is there."""
    if lesson is None:
        return False
    return bool(request.wish or request.concept or (request.language and request.language != lesson.language))


def _is_done(lesson: Lesson | None, request: LessonRequest, progress: Progress, *, is_anew: bool) -> bool:
    if request.concept:
        return progress.saved > 0
    return lesson is not None and lesson.finished_at is not None and not is_anew
