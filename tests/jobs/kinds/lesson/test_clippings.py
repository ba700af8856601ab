"""Without a model, a lesson shows the formulas and figures of its section as pictures of their places."""

from typing import Any

from studyapp.jobs.kinds.lesson.clippings import placed
from studyapp.material.clippings.clipping import Clipping, ClippingKind
from studyapp.material.pdf.reading import read_pdf
from studyapp.models import JobStatus, Section
from studyapp.rules.lessons import SectionText
from studyapp.services import documents
from studyapp.services.courses.files.storage import Receiving
from tests.factories import make_course, make_document, make_section
from tests.jobs.kinds.lesson.classroom import KIND, concepts
from tests.jobs.kinds.workshop import Workshop
from tests.material.clippings.leaves import axes, fraction, page, prose, words
from tests.material.pdfs import drawn

FIGURE = "Figure 3.1: How the speed grows"
SPEED = (
    "Speed is the way that a body covers in a unit of time, such as a second or an hour. It is found by dividing the "
    "way by the time that the body needs for it, and it has the same value as long as no force acts on the body. "
)
FORCE = (
    "A force is an influence that changes the speed of a body or the direction in which it moves. Without one the body "
    "goes on as it did before, whether it rests or moves along a straight line through the empty space. "
)
BOOK = drawn(
    page(
        words(72, 790, "Speed", font="Times-Bold", size=16),
        prose(760, SPEED),
        fraction(690, number="(3.1)"),
        prose(650, FORCE),
        axes(200, 470, 200, 90),
        words(220, 440, FIGURE),
        prose(400),
    )
)


def section_of(workshop: Workshop, data: bytes) -> Section:
    """The whole of a PDF that has been read, as one section."""
    read = read_pdf(data)
    with Receiving(workshop.data_dir, most_bytes=10**6) as receiving:
        receiving.write(data)
        digest = receiving.finish().digest
    with workshop.database.write() as session:
        document = make_document(
            session, make_course(session, workshop.user_id), file_digest=digest, read_at=workshop.clock()
        )
        documents.store_text(session, document, read.text, read.page_starts, read.passages)
        return make_section(session, document, text_start=0, text_end=len(read.text), page_from=1, page_to=1)


def clippings(workshop: Workshop, section: Section) -> list[dict[str, Any]]:
    return [each for concept in concepts(workshop, section) for each in concept.formulas]


async def test_formulas_and_figures_stand_in_the_lesson(modest_workshop: Workshop) -> None:
    section = section_of(modest_workshop, BOOK)
    job = await modest_workshop.see_through(KIND, section_id=section.id)
    assert job.status is JobStatus.COMPLETED
    formula, figure = clippings(modest_workshop, section)
    assert (formula["kind"], formula["page"], formula["caption"]) == ("formula", 1, "")
    assert (figure["kind"], figure["caption"]) == ("figure", FIGURE)
    left, top, right, bottom = formula["area"]
    assert left < 250 / 5.953 < 523 / 5.953 < right
    assert top < 100 - 703 / 8.419 < 100 - 680 / 8.419 < bottom
    assert [concept.title for concept in concepts(modest_workshop, section) if formula in concept.formulas] == ["Speed"]


async def test_a_lesson_is_made_also_when_the_file_is_gone(modest_workshop: Workshop) -> None:
    section = section_of(modest_workshop, BOOK)
    for kept in (modest_workshop.data_dir / "files").rglob("*"):
        if kept.is_file():
            kept.unlink()
    job = await modest_workshop.see_through(KIND, section_id=section.id)
    assert (job.status, clippings(modest_workshop, section)) == (JobStatus.COMPLETED, [])


async def test_a_model_is_given_no_pictures(workshop: Workshop) -> None:
    section = section_of(workshop, BOOK)
    job = await workshop.see_through(KIND, section_id=section.id)
    assert (job.status, clippings(workshop, section)) == (JobStatus.COMPLETED, [])


def clipping(number: int, *, after: str) -> Clipping:
    return Clipping(ClippingKind.FORMULA, number, (10, 10, 60, 20), 600, 170, after=after)


def test_they_stand_behind_the_line_before_them_on_their_page() -> None:
    text = SectionText("Speed", f"{SPEED}{FORCE}{SPEED}", ((0, 3), (len(SPEED + FORCE), 4)))
    lines = clipping(3, after="A force is an influence that changes the speed"), clipping(4, after=SPEED[:60])
    assert [at for at, _ in placed(lines, text)] == [len(SPEED) + 46, len(SPEED + FORCE) + len(SPEED[:60].rstrip())]


def test_those_of_the_section_before_or_after_are_left_out() -> None:
    text = SectionText("Speed", SPEED, ((0, 3),))
    assert (
        list(placed([clipping(3, after=FORCE[:60]), clipping(3, after=""), clipping(9, after=SPEED[:60])], text)) == []
    )


def test_one_at_the_top_of_a_later_page_is_in_the_section() -> None:
    text = SectionText("Speed", f"{SPEED}{FORCE}", ((0, 3), (len(SPEED), 4)))
    assert [at for at, _ in placed([clipping(4, after="")], text)] == [len(SPEED)]
