"""Formulas and figures are found whole and without the text around them, or not at all."""

import asyncio
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from studyapp.material.clippings.clipping import Clipping, ClippingKind
from studyapp.material.clippings.finding import MOST_PAGES, Limits, find_clippings
from studyapp.material.reading_slots import Queue, slot
from tests.material.children import children
from tests.material.clippings.leaves import (
    END,
    PROSE,
    RIGHT,
    Drawing,
    axes,
    box,
    fraction,
    page,
    photo,
    prose,
    rule,
    words,
)
from tests.material.pdfs import drawing_itself, drawn, encrypted, without_page

FIGURE = "Figure 3.1: How the speed grows"


async def found(folder: Path, *pages: Drawing, rotate: int = 0, first: int = 1, last: int = 9) -> list[Clipping]:
    return await found_in(folder, drawn(*pages, rotate=rotate), first=first, last=last)


async def found_in(
    folder: Path, data: bytes, *, first: int = 1, last: int = 9, limits: Limits | None = None
) -> list[Clipping]:
    path = folder / "file"
    path.write_bytes(data)
    return await find_clippings(path, first, last, limits=limits)


def assert_around(clipping: Clipping, expected: tuple[float, float, float, float], *, within: float = 5) -> None:
    """Whether it holds all of what is expected, and little more."""
    left, bottom, right, top = box(clipping)
    assert expected[0] - within <= left <= expected[0]
    assert expected[1] - within <= bottom <= expected[1]
    assert expected[2] <= right <= expected[2] + within
    assert expected[3] <= top <= expected[3] + within


async def test_a_formula_between_paragraphs_is_found_whole_with_its_number(tmp_path: Path) -> None:
    leaf = page(prose(760), fraction(690, number="(3.1)"), prose(650))
    (only,) = await found(tmp_path, leaf)
    assert (only.kind, only.page, only.caption) == (ClippingKind.FORMULA, 1, "")
    assert_around(only, (250, 680, RIGHT, 703))
    assert only.after.endswith(END)


async def test_its_number_may_stand_outside_the_text_around(tmp_path: Path) -> None:
    narrow = prose(760, right=400), fraction(690, left=180, number="(3.1)"), prose(650, right=400)
    (only,) = await found(tmp_path, page(*narrow))
    assert_around(only, (180, 680, RIGHT, 703))


async def test_its_size_is_that_on_the_picture_of_its_page(tmp_path: Path) -> None:
    (only,) = await found(tmp_path, page(prose(760), fraction(690), prose(650)))
    left, bottom, right, top = box(only)
    assert only.width == pytest.approx((right - left) * 1200 / 595.3, abs=2)
    assert only.height == pytest.approx((top - bottom) * 1200 / 595.3, abs=2)


async def test_lines_of_one_formula_are_one(tmp_path: Path) -> None:
    lines = words(250, 690, "a = b + c"), words(258, 675, "= d - e"), words(258, 660, "= 2f")
    (only,) = await found(tmp_path, page(prose(760), *lines, prose(630)))
    assert_around(only, (250, 660, 285, 696))


async def test_formulas_with_text_between_are_two(tmp_path: Path) -> None:
    leaf = page(prose(760), fraction(690), words(72, 655, "and hence"), fraction(625), prose(590))
    first, second = await found(tmp_path, leaf)
    assert_around(first, (250, 680, 312, 703))
    assert_around(second, (250, 615, 312, 638))
    assert second.after == first.after  # two words say nothing of the place


async def test_a_formula_in_a_line_of_text_is_none(tmp_path: Path) -> None:
    leaf = page(prose(760, last="where a = b + c and d = 3."), prose(660, last="as in x = 2."))
    assert await found(tmp_path, leaf) == []


async def test_text_that_touches_a_formula_leaves_it_out(tmp_path: Path) -> None:
    assert await found(tmp_path, page(prose(760), fraction(722), prose(700))) == []


async def test_a_formula_with_hardly_any_white_around_is_left_out(tmp_path: Path) -> None:
    line = "All letters in this line stand on it and none of them hands down under it as others do at times"
    assert await found(tmp_path, page(prose(734, line), fraction(717), prose(670))) == []
    assert len(await found(tmp_path, page(prose(734, line), fraction(714), prose(670)))) == 1


async def test_a_line_that_begins_where_text_does_is_none(tmp_path: Path) -> None:
    assert await found(tmp_path, page(prose(760), words(72, 690, "a = b + c"), prose(650))) == []


async def test_text_far_above_what_is_drawn_is_no_part_of_a_figure(tmp_path: Path) -> None:
    leaf = page(words(220, 760, "Bodies that move"), axes(200, 580, 200, 110), words(220, 545, FIGURE), prose(500))
    (only,) = await found(tmp_path, leaf)
    assert_around(only, (170, 568, 400, 690))


async def test_words_in_another_script_are_no_formula(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    said = words(250, 690, "若 a = b 則有", font="STSong-Light")
    assert await found(tmp_path, page(prose(760), said, prose(650))) == []


@pytest.mark.parametrize("said", ["for (i = 0; i < n; i++)", "x = f(y);", "> a = 3"])
async def test_code_is_no_formula(tmp_path: Path, said: str) -> None:
    assert await found(tmp_path, page(prose(760), words(250, 690, said, font="Courier"), prose(650))) == []


async def test_an_item_of_a_list_is_no_formula(tmp_path: Path) -> None:
    assert await found(tmp_path, page(prose(760), words(90, 690, "\u2022 x = 3"), prose(650))) == []


async def test_a_formula_stays_in_its_column(tmp_path: Path) -> None:
    left = prose(760, right=285), fraction(640, left=140), prose(600, right=285)
    right = prose(760, left=310), prose(650, left=310), prose(560, left=310)
    (only,) = await found(tmp_path, page(*left, *right))
    assert_around(only, (140, 630, 202, 653))


async def test_a_picture_has_its_caption(tmp_path: Path) -> None:
    leaf = page(prose(760), photo(200, 560, 200, 130), words(220, 540, FIGURE), prose(500))
    (only,) = await found(tmp_path, leaf)
    assert (only.kind, only.caption, only.after) == (ClippingKind.FIGURE, FIGURE, FIGURE)
    assert_around(only, (200, 560, 400, 690))


async def test_a_caption_of_two_lines_is_told_whole(tmp_path: Path) -> None:
    first = "Figure 3.1: How the speed of a body grows while a force acts on it, and how it stays con-"
    two = words(100, 540, first), words(100, 528, "stant after that.")
    (only,) = await found(tmp_path, page(prose(760), photo(200, 560, 200, 130), *two, prose(500)))
    assert only.caption == f"{first[:-1]}stant after that."


async def test_a_drawing_is_found_with_its_labels(tmp_path: Path) -> None:
    leaf = page(prose(760), axes(200, 580, 200, 110), words(220, 545, FIGURE), prose(500))
    (only,) = await found(tmp_path, leaf)
    assert only.caption == FIGURE
    assert_around(only, (170, 568, 400, 690))


async def test_a_caption_may_stand_above(tmp_path: Path) -> None:
    leaf = page(prose(760), words(220, 690, FIGURE), axes(200, 560, 200, 110), prose(500))
    (only,) = await found(tmp_path, leaf)
    assert_around(only, (170, 548, 400, 670))


async def test_the_short_last_line_of_a_paragraph_is_no_part_of_a_figure(tmp_path: Path) -> None:
    leaf = page(prose(760, last="of a body."), axes(200, 580, 200, 100), words(220, 545, FIGURE), prose(500))
    (only,) = await found(tmp_path, leaf)
    assert_around(only, (170, 568, 400, 680))


async def test_the_head_of_a_page_and_its_rule_are_no_part_of_a_figure(tmp_path: Path) -> None:
    head = words(72, 800, "Bodies that move"), rule(792)
    (only,) = await found(tmp_path, page(*head, axes(200, 600, 200, 110), words(220, 565, FIGURE), prose(500)))
    assert_around(only, (170, 588, 400, 710))


async def test_what_stands_between_two_captions_is_told_from_the_nearer_one(tmp_path: Path) -> None:
    first, second = words(220, 720, "Figure 1: A body"), words(220, 545, "Figure 2: Its speed")
    (below,) = await found(tmp_path, page(prose(780), first, axes(200, 580, 200, 110), second, prose(500)))
    assert below.caption == "Figure 2: Its speed"
    first, second = words(220, 690, "Figure 1: A body"), words(220, 535, "Figure 2: Its speed")
    assert await found(tmp_path, page(prose(780), first, axes(200, 580, 200, 100), second, prose(500))) == []


@pytest.mark.parametrize("said", ["Figure 3.1 shows how the speed grows.", "Table 3.1: How the speed grows"])
async def test_what_is_no_caption_of_a_figure_makes_none(tmp_path: Path, said: str) -> None:
    leaf = page(prose(760), axes(200, 580, 200, 100), words(220, 545, said), prose(500))
    assert await found(tmp_path, leaf) == []


async def test_a_caption_without_anything_drawn_makes_none(tmp_path: Path) -> None:
    leaf = page(prose(760), words(90, 620, "a b c d"), words(220, 545, FIGURE), prose(500))
    assert await found(tmp_path, leaf) == []


async def test_what_is_mostly_letters_is_no_figure(tmp_path: Path) -> None:
    signs = photo(100, 600, 45, 30), words(160, 612, "a b c d e f g h i j k l m n o p q r s t")
    assert await found(tmp_path, page(prose(760), *signs, words(150, 580, FIGURE), prose(500))) == []


async def test_a_figure_stays_in_its_column(tmp_path: Path) -> None:
    left = prose(760, right=285), prose(650, right=285), prose(540, right=285)
    right = prose(760, left=310), photo(330, 560, 150, 100), words(320, 545, "Figure 2: A body"), prose(500, left=310)
    (only,) = await found(tmp_path, page(*left, *right))
    assert_around(only, (330, 560, 480, 660))


async def test_a_picture_without_a_caption_is_a_figure(tmp_path: Path) -> None:
    (only,) = await found(tmp_path, page(prose(760), photo(200, 560, 200, 130), prose(500)))
    assert (only.kind, only.caption) == (ClippingKind.FIGURE, "")
    assert only.after.endswith(END)
    assert_around(only, (200, 560, 400, 690))


async def test_backgrounds_icons_and_pictures_under_text_are_none(tmp_path: Path) -> None:
    leaf = page(
        photo(0, 0, 595, 841), prose(760), photo(72, 640, 30, 30), photo(200, 480, 200, 130), words(250, 540, "on it")
    )
    assert await found(tmp_path, leaf) == []


async def test_a_picture_that_stands_on_each_page_is_an_ornament(tmp_path: Path) -> None:
    leaf = page(prose(760), photo(200, 560, 200, 130), prose(500))
    other = page(prose(760), photo(100, 560, 200, 130), prose(500))
    assert [each.page for each in await found(tmp_path, leaf, leaf, other, leaf)] == [3]


async def test_only_pages_that_are_asked_for_are_looked_at(tmp_path: Path) -> None:
    leaves = [page(prose(760), fraction(700 - at * 10), prose(500)) for at in range(MOST_PAGES + 4)]
    first = await found(tmp_path, *leaves, first=3, last=4)
    assert [each.page for each in first] == [3, 4]
    many = await found(tmp_path, *leaves, first=1, last=len(leaves))
    assert {each.page for each in many} <= set(range(1, MOST_PAGES + 1))


async def test_a_turned_page_has_none(tmp_path: Path) -> None:
    assert await found(tmp_path, page(prose(760), fraction(690), prose(650)), rotate=90) == []


async def test_a_page_as_large_as_a_wall_has_none(tmp_path: Path) -> None:
    leaf = page(lambda canvas: canvas.setPageSize((2_500, 2_500)), prose(760), fraction(690), prose(650))
    assert await found(tmp_path, leaf) == []


async def test_a_damaged_page_takes_nothing_from_the_others(tmp_path: Path) -> None:
    leaf = page(prose(760), fraction(690), prose(650))
    data = without_page(drawn(leaf, leaf, leaf), 2)
    assert [each.page for each in await found_in(tmp_path, data)] == [1, 3]


async def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    locked = encrypted(drawn(page(prose(760), fraction(690), prose(650))), user_password="secret")
    for data in (b"%PDF-1.7 nothing", drawing_itself(), locked):
        assert await found_in(tmp_path, data) == []


async def test_who_takes_too_long_is_ended_and_finds_nothing(tmp_path: Path) -> None:
    leaf = page(prose(760), fraction(690), prose(650))
    assert await found_in(tmp_path, drawn(leaf), limits=Limits(seconds=0.01)) == []
    assert children() == []


async def test_who_goes_away_ends_the_looking(tmp_path: Path) -> None:
    looking = asyncio.create_task(found(tmp_path, page(prose(760), fraction(690), prose(650))))
    while not children():
        await asyncio.sleep(0.005)
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking
    assert children() == []


async def test_pages_that_are_drawn_do_not_wait_for_it_nor_it_for_them(tmp_path: Path) -> None:
    async with slot(queue=Queue.PAGES), slot(queue=Queue.PAGES), slot(), slot():
        assert len(await found(tmp_path, page(prose(760), fraction(690), prose(650)))) == 1


def test_the_paragraph_of_these_tests_has_several_lines() -> None:
    assert len(PROSE) > 200
