"""A page is drawn in a child process, which marks a quote where it stands and cannot harm this one."""

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from studyapp.errors import BadInput, NotFound
from studyapp.material.reading_slots import AT_ONCE, slot
from studyapp.material.showing.drawing import GAVE_UP, TOO_SLOW, Limits, Mark, Shown, show_page
from studyapp.material.showing.drawn import Drawn
from tests.material.children import children
from tests.material.pdfs import drawing_itself, drawn, encrypted, pdf_of_lines, texts, without_page

FIRST, SECOND = "Photosynthesis turns light into chemi-", "cal energy that a plant can store."
QUOTE = "Light into chemical energy that"
PAGE = texts((100, 700, FIRST), (100, 680, SECOND), (100, 640, "Nothing else is said here."))
WIDE, HIGH = A4
FIXTURES = Path(__file__).parents[1] / "fixtures"


async def shown(folder: Path, data: bytes, number: int = 1, *, quote: str = "", limits: Limits | None = None) -> Shown:
    path = folder / "file"
    path.write_bytes(data)
    return await show_page(path, number, quote=quote, limits=limits)


def points(mark: Mark, *, wide: float = WIDE, high: float = HIGH) -> tuple[float, float, float, float]:
    """Left, bottom, right and top in points."""
    bottom = high * (1 - (mark.top + mark.height) / 100)
    return mark.left * wide / 100, bottom, (mark.left + mark.width) * wide / 100, high * (1 - mark.top / 100)


def expected(before: str, words: str) -> tuple[float, float]:
    """Left and right of words that stand after others on a line."""
    left = 100 + stringWidth(before, "Times-Roman", 10)
    return left, left + stringWidth(words, "Times-Roman", 10)


def assert_on_both_lines(marks: tuple[Mark, ...]) -> None:
    sides = [expected("Photosynthesis turns ", "light into chemi-"), expected("", "cal energy that")]
    assert len(marks) == 2
    for mark, (left, right), baseline in zip(marks, sides, (700, 680), strict=True):
        box = points(mark)
        assert box[0] == pytest.approx(left, abs=1)
        assert box[2] == pytest.approx(right, abs=1)
        assert baseline - 5 < box[1] < baseline < baseline + 6 < box[3] < baseline + 10


async def test_a_page_is_a_picture_of_twelve_hundred_pixels(tmp_path: Path) -> None:
    page = await shown(tmp_path, drawn(texts((100, 700, "One")), PAGE), 2)
    picture = Image.open(io.BytesIO(page.picture))
    assert (picture.format, picture.size) == ("WEBP", (page.width, page.height))
    assert (page.width, page.height) == (1200, 1698)
    assert picture.convert("L").histogram()[0] > 0


async def test_a_quote_is_marked_line_by_line_across_a_hyphen(tmp_path: Path) -> None:
    assert_on_both_lines((await shown(tmp_path, drawn(PAGE), quote=QUOTE)).marks)


async def test_marks_stand_right_on_a_page_of_which_a_part_is_shown(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, cropBox=(50, 500, 450, 800))
    canvas.setFont("Times-Roman", 10)
    PAGE(canvas)
    canvas.save()
    page = await shown(tmp_path, buffer.getvalue(), quote=QUOTE)
    assert (page.width, page.height) == (1200, 900)
    lines = [points(mark, wide=400, high=300) for mark in page.marks]
    first = expected("Photosynthesis turns ", "")[0]
    assert [
        (round(left + 50), baseline - 5 < bottom + 500 < baseline)
        for (left, bottom, *_), baseline in zip(lines, (700, 680), strict=True)
    ] == [(round(first), True), (100, True)]


async def test_marks_stand_right_on_a_page_that_is_turned(tmp_path: Path) -> None:
    page = await shown(tmp_path, drawn(PAGE, rotate=180), quote=QUOTE)
    turned = [Mark(100 - m.left - m.width, 100 - m.top - m.height, m.width, m.height) for m in page.marks]
    assert_on_both_lines(tuple(turned))


async def test_marks_stand_right_on_a_sideways_page_that_is_turned_upright(tmp_path: Path) -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.translate(HIGH, 0)
        canvas.rotate(90)
        PAGE(canvas)

    page = await shown(tmp_path, drawn(sideways, rotate=90), quote=QUOTE)
    assert (page.width, page.height) == (1200, 1698)
    assert_on_both_lines(page.marks)


async def test_a_quote_of_one_column_leaves_the_other_alone(tmp_path: Path) -> None:
    page = await show_page(
        FIXTURES / "latex-multicolumn.pdf", 1, quote="gravida placerat. Integer sapien est, iaculis in"
    )
    assert len(page.marks) == 2
    assert all(mark.width < 45 for mark in page.marks)


async def test_a_quote_that_goes_on_in_the_next_column_has_a_box_in_each(tmp_path: Path) -> None:
    page = drawn(texts((60, 700, "Photosynthesis takes place in"), (330, 700, "the chloroplasts of a leaf.")))
    marks = (await shown(tmp_path, page, quote="Photosynthesis takes place in the chloroplasts of a leaf")).marks
    assert [round(points(mark)[0]) for mark in marks] == [60, 330]


@pytest.mark.parametrize("quote", ["", "Mitochondria make most of the energy of a cell"])
async def test_nothing_is_marked_without_the_quote(tmp_path: Path, quote: str) -> None:
    assert (await shown(tmp_path, drawn(PAGE), quote=quote)).marks == ()


async def test_a_page_can_be_searched_without_being_drawn(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(drawn(PAGE))
    page = await show_page(tmp_path / "file", 1, quote=QUOTE, drawn=Drawn.NOTHING)
    assert (page.picture, page.width, page.height, len(page.marks)) == (b"", 1200, 1698, 2)


@pytest.mark.parametrize("size", [(10, 14_000), (14_000, 10), (14_000, 14_000), (1, 1)])
async def test_a_page_of_any_shape_has_a_bounded_picture(tmp_path: Path, size: tuple[float, float]) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    canvas.showPage()
    canvas.save()
    page = await shown(tmp_path, buffer.getvalue())
    assert page.width <= 1200
    assert page.height <= 16_001
    assert page.width * page.height < 8_200_000
    assert Image.open(io.BytesIO(page.picture)).size == (page.width, page.height)


@pytest.mark.parametrize("number", [0, 3])
async def test_a_page_that_is_not_there_is_said(tmp_path: Path, number: int) -> None:
    with pytest.raises(NotFound, match=f"no page {number}: the document has 2"):
        await shown(tmp_path, drawn(PAGE, PAGE), number)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 and nothing else", "damaged"),
        (encrypted(pdf_of_lines([[FIRST]]), user_password="secret"), "protected with a password"),
        (without_page(pdf_of_lines([[FIRST]]), 1), "no pages|damaged"),
    ],
)
async def test_what_cannot_be_drawn_gets_its_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        await shown(tmp_path, data)


async def test_a_page_that_draws_itself_harms_no_one(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=f"{GAVE_UP}|{TOO_SLOW}"):
        await shown(tmp_path, drawing_itself())
    assert children() == []


@pytest.mark.parametrize(
    ("limits", "sentence"), [(Limits(memory_bytes=60 * 1024**2), "too much memory"), (Limits(seconds=0), TOO_SLOW)]
)
async def test_a_page_that_needs_too_much_is_given_up(tmp_path: Path, limits: Limits, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        await shown(tmp_path, drawn(PAGE), limits=limits)
    assert children() == []


async def test_pages_do_not_wait_for_files_that_are_read(tmp_path: Path) -> None:
    async with slot(), slot():
        assert (await shown(tmp_path, drawn(PAGE))).width == 1200


async def test_two_pages_are_drawn_at_once_and_others_wait(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(drawn(PAGE))
    drawing = [asyncio.create_task(show_page(tmp_path / "file", 1)) for _ in range(6)]
    together = 0
    while not all(task.done() for task in drawing):
        together = max(together, len(children()))
        await asyncio.sleep(0.01)
    assert [task.result().width for task in drawing] == [1200] * 6
    assert together == AT_ONCE


async def test_who_goes_away_ends_the_drawing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(drawn(PAGE))
    drawing = asyncio.create_task(show_page(tmp_path / "file", 1))
    while not children():
        await asyncio.sleep(0.005)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert children() == []
