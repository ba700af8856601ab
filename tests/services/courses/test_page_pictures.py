"""Pictures of pages are drawn once and kept, within a limit, and only as long as their file."""

import asyncio
import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from studyapp.errors import BadInput, NotFound
from studyapp.material.showing.drawing import Shown
from studyapp.models import FileFormat
from studyapp.services.courses.files.storage import Receiving, path_of
from studyapp.services.courses.page_pictures import FOLDER, PagePictures, remove_orphaned
from studyapp.services.courses.sources import SourceFile
from tests.material.children import children
from tests.material.pdfs import pdf_of_lines

PAGES = [["Photosynthesis turns light into chemical energy."], ["It takes place in the leaf."]]
QUOTE = "light into chemical energy"


def stored(folder: Path, data: bytes | None = None) -> SourceFile:
    with Receiving(folder, most_bytes=10**6) as receiving:
        receiving.write(data or pdf_of_lines(PAGES))
        file = receiving.finish()
    return SourceFile(file.digest, path_of(folder, file.digest), "Leaves.pdf", file.format)


def kept(folder: Path) -> list[str]:
    return sorted(path.suffix for path in (folder / FOLDER).glob("*/*"))


def without_its_file(file: SourceFile) -> SourceFile:
    """From now on only what is kept can be shown."""
    file.path.write_bytes(b"")
    return file


async def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    pictures, file = PagePictures(tmp_path), stored(tmp_path)
    drawn = await pictures.picture(file, 1)
    assert drawn[8:12] == b"WEBP"
    assert await PagePictures(tmp_path).picture(without_its_file(file), 1) == drawn
    with pytest.raises(BadInput):
        await pictures.picture(file, 2)


async def test_a_quote_is_looked_for_once_and_the_page_drawn_with_it(tmp_path: Path) -> None:
    pictures, file = PagePictures(tmp_path), stored(tmp_path)
    marked = await pictures.marked(file, 1, QUOTE)
    assert (marked.width, marked.height, len(marked.marks)) == (1200, 1698, 1)
    without_its_file(file)
    assert await PagePictures(tmp_path).marked(file, 1, QUOTE) == marked
    assert len(await pictures.picture(file, 1)) > 1_000
    with pytest.raises(BadInput):
        await pictures.marked(file, 1, "another quote")


async def test_a_part_of_a_page_is_cut_out_once(tmp_path: Path) -> None:
    pictures, file = PagePictures(tmp_path), stored(tmp_path)
    part = await pictures.cropped(file, 1, (10, 5, 60, 8))
    assert await PagePictures(tmp_path).cropped(without_its_file(file), 1, (10, 5, 60, 8)) == part
    assert await pictures.cropped(file, 1, (10, 5, 60, 9)) != part
    with pytest.raises(BadInput):
        await pictures.cropped(file, 2, (10, 5, 60, 8))


class Counted(PagePictures):
    drawn = 0

    async def _draw(self, *asked: Any, **more: Any) -> Shown:
        self.drawn += 1
        return await super()._draw(*asked, **more)


async def test_tabs_that_open_the_same_page_at_once_wait_for_one_drawing(tmp_path: Path) -> None:
    pictures, file = Counted(tmp_path), stored(tmp_path)
    found = await asyncio.gather(*(pictures.picture(file, 1) for _ in range(5)))
    assert (len(set(found)), pictures.drawn) == (1, 1)


async def test_a_page_is_drawn_on_for_those_who_still_wait_and_no_longer(tmp_path: Path) -> None:
    pictures, file = Counted(tmp_path), stored(tmp_path)
    leaving, staying = (asyncio.create_task(pictures.picture(file, 1)) for _ in range(2))
    while not pictures.drawn:
        await asyncio.sleep(0)
    leaving.cancel()
    assert (await staying)[8:12] == b"WEBP"
    alone = asyncio.create_task(pictures.picture(file, 2))
    while pictures.drawn < 2:
        await asyncio.sleep(0)
    alone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await alone
    assert (await pictures.picture(file, 2))[8:12] == b"WEBP"
    assert pictures.drawn == 3
    assert children() == []


async def test_a_quote_is_marked_in_the_picture(tmp_path: Path) -> None:
    pictures, file = PagePictures(tmp_path), stored(tmp_path)
    plain = Image.open(io.BytesIO(await pictures.picture(file, 1)))
    marked = Image.open(io.BytesIO(await pictures.highlighted(file, 1, QUOTE)))
    [mark] = (await pictures.marked(file, 1, QUOTE)).marks
    middle = (int(12 * (mark.left + mark.width / 2)), int(16.98 * (mark.top + mark.height * 0.97)))
    assert (marked.size, plain.convert("RGB").getpixel(middle)) == (plain.size, (255, 255, 255))
    red, green, blue = marked.convert("RGB").getpixel(middle)  # pyright: ignore[reportGeneralTypeIssues]
    assert (red > 240, green > 220, blue < 160) == (True, True, True)
    again = await PagePictures(tmp_path).highlighted(without_its_file(file), 1, QUOTE)
    assert again == await pictures.highlighted(file, 1, QUOTE)


async def test_a_quote_that_is_not_there_leaves_the_picture_as_it_is(tmp_path: Path) -> None:
    pictures, file = PagePictures(tmp_path), stored(tmp_path)
    assert await pictures.highlighted(file, 1, "takes place elsewhere") == await pictures.picture(file, 1)


async def test_another_quote_does_not_draw_the_page_again(tmp_path: Path) -> None:
    pictures, file = PagePictures(tmp_path), stored(tmp_path)
    await pictures.marked(file, 1, QUOTE)
    picture = next((tmp_path / FOLDER).glob("*/*.webp"))
    os.utime(picture, times=(1, 1))
    assert (await pictures.marked(file, 1, "takes place elsewhere, and not here")).marks == ()
    assert picture.stat().st_mtime == 1
    assert kept(tmp_path) == [".json", ".json", ".webp"]


async def test_what_was_not_looked_at_for_longest_goes_first(tmp_path: Path) -> None:
    file = stored(tmp_path, pdf_of_lines(PAGES[:1] * 4))
    size = len(await PagePictures(tmp_path / "other").picture(file, 1))
    pictures = PagePictures(tmp_path, most_bytes=3 * size + 2 * 4_096)
    for number in (1, 2):
        await pictures.picture(file, number)
    paths = {number: next((tmp_path / FOLDER).glob(f"*/{number}-*.webp")) for number in (1, 2)}
    for path in (tmp_path / FOLDER).glob("*/*"):
        os.utime(path, times=(1, 1))
    await pictures.picture(file, 1)
    for number in (3, 4):
        await pictures.picture(file, number)
    assert (paths[1].exists(), paths[2].exists()) == (True, False)


async def test_nothing_is_kept_of_what_cannot_be_shown(tmp_path: Path) -> None:
    pictures, file = PagePictures(tmp_path), stored(tmp_path)
    with pytest.raises(NotFound):
        await pictures.picture(file, 3)
    text = SourceFile(file.digest, file.path, "Leaves.txt", FileFormat.TEXT)
    with pytest.raises(BadInput, match="Only the pages of PDF files"):
        await pictures.marked(text, 1)
    assert kept(tmp_path) == []


async def test_pictures_are_shown_though_they_cannot_be_kept(tmp_path: Path) -> None:
    file = stored(tmp_path)
    (tmp_path / FOLDER).write_bytes(b"no folder")
    assert (await PagePictures(tmp_path).picture(file, 1))[8:12] == b"WEBP"


async def test_pictures_go_with_their_file(tmp_path: Path) -> None:
    pictures, stays, goes = PagePictures(tmp_path), stored(tmp_path), stored(tmp_path, pdf_of_lines(PAGES[:1]))
    assert remove_orphaned(tmp_path) == 0
    await pictures.picture(stays, 1)
    await pictures.marked(goes, 1, QUOTE)
    goes.path.unlink()
    assert remove_orphaned(tmp_path) == 1
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [stays.digest]
