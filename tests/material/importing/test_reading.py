"""A file is read in a child process, which tells how far it is and never outlives its listener."""

import asyncio
import os
import sys
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from studyapp.errors import BadInput, TooLarge
from studyapp.material.importing import Imported, Limits, Opened, Progress, read_file
from studyapp.material.importing.events import Event
from studyapp.material.sections.structure import Kind
from studyapp.models import FileFormat
from tests.browser.server import until
from tests.material.chaptered import chaptered
from tests.material.children import children
from tests.material.pdfs import encrypted, pdf_of_blank_pages, pdf_of_lines, pdf_of_pictures
from tests.material.written.office_files import docx_of_chapters, epub_of_chapters, pptx_of_slides

PAGE = ["Photosynthesis turns light into chemical energy.", "It takes place in the chloroplasts of the leaf."]


def stored(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


async def told(path: Path, file_format: FileFormat = FileFormat.PDF, *, limits: Limits | None = None) -> list[Event]:
    return [event async for event in read_file(path, file_format, limits=limits)]


async def test_a_pdf_tells_its_pages_how_far_it_is_and_its_text(tmp_path: Path) -> None:
    first, *progress, last = await told(stored(tmp_path, pdf_of_lines([PAGE] * 45, title="Leaves")))
    assert first == Opened("Leaves", 45)
    assert progress == [Progress(44), Progress(88)]
    assert isinstance(last, Imported)
    assert len(last.page_starts) == len(last.problems) == 45
    assert last.text.count("chloroplasts") == 45


async def test_chapters_of_the_outline_are_told_at_once_and_all_sections_at_the_end(tmp_path: Path) -> None:
    book = chaptered(outline=True)
    first, *_, last = await told(stored(tmp_path, book.pdf))
    assert isinstance(first, Opened)
    assert [(section.title, section.page_from) for section in first.sections] == book.chapters()
    assert [section.start for section in first.sections] == [None] * len(first.sections)
    assert isinstance(last, Imported)
    chapters = [section for section in last.sections if section.kind is Kind.BODY]
    assert [(section.title, section.page_from) for section in chapters] == book.chapters()
    assert [last.text[section.start :].startswith(section.title) for section in chapters] == [True] * len(chapters)
    assert last.passages[-1].end == len(last.text)


async def test_a_text_has_no_pages(tmp_path: Path) -> None:
    path = stored(tmp_path, ("Pflanzen machen aus Licht Energie. " * 5).encode("cp1252"))
    first, last = await told(path, FileFormat.TEXT)
    assert first == Opened(None, 0)
    assert isinstance(last, Imported)
    assert last.page_starts == ()
    assert last.text.startswith("Pflanzen")


PAGE_OF_WEB = b"<html><title>Plants</title><body><main>" + b"<p>Plants grow in the light.</p>" * 200 + b"</main>"


@pytest.mark.parametrize(
    ("data", "file_format"),
    [
        (docx_of_chapters(), FileFormat.DOCX),
        (pptx_of_slides(12), FileFormat.PPTX),
        (epub_of_chapters(), FileFormat.EPUB),
        (PAGE_OF_WEB, FileFormat.HTML),
    ],
)
async def test_a_file_without_pages_tells_how_far_it_is_too(
    tmp_path: Path, data: bytes, file_format: FileFormat
) -> None:
    *progress, opened, last = await told(stored(tmp_path, data), file_format)
    percents = [event.percent for event in progress if isinstance(event, Progress)]
    assert len(percents) == len(progress) >= 3
    assert percents == sorted(set(percents))
    assert 0 < percents[0] < 50 < percents[-1] < 100
    assert isinstance(opened, Opened)
    assert isinstance(last, Imported)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 and nothing else", "damaged"),
        (pdf_of_lines([PAGE])[:200], "damaged"),
        (encrypted(pdf_of_lines([PAGE]), user_password="secret"), "protected with a password"),
        (pdf_of_pictures(), "only pictures"),
    ],
)
async def test_each_unreadable_pdf_gets_its_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        await told(stored(tmp_path, data))


async def test_pages_have_a_limit(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="has 31 pages; 30 are the most"):
        await told(stored(tmp_path, pdf_of_blank_pages(31)), limits=Limits(pages=30))


@pytest.mark.parametrize("limits", [Limits(memory_bytes=60 * 1024**2), Limits(seconds=0)])
async def test_a_file_that_needs_too_much_is_given_up(tmp_path: Path, limits: Limits) -> None:
    with pytest.raises(BadInput, match="pload a part"):
        await told(stored(tmp_path, pdf_of_lines([PAGE])), limits=limits)
    assert children() == []


async def test_a_file_that_is_gone_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        await told(tmp_path / "nothing")


async def test_reading_that_nobody_listens_to_is_killed(tmp_path: Path) -> None:
    async with aclosing(read_file(stored(tmp_path, pdf_of_lines([PAGE * 20] * 300)), FileFormat.PDF)) as events:
        assert isinstance(await anext(events), Opened)
        assert len(children()) == 1
    assert children() == []


async def test_cancelling_the_listener_kills_the_child(tmp_path: Path) -> None:
    opened = asyncio.Event()

    async def listen() -> None:
        async for event in read_file(path, FileFormat.PDF):
            if isinstance(event, Opened):
                opened.set()

    path = stored(tmp_path, pdf_of_lines([PAGE * 20] * 300))
    listening = asyncio.create_task(listen())
    await opened.wait()
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening
    assert children() == []


READING = """
import asyncio, sys
from pathlib import Path
from studyapp.material.importing import read_file
from studyapp.models import FileFormat

async def main():
    async for _ in read_file(Path(sys.argv[1]), FileFormat.TEXT):
        pass

asyncio.run(main())
"""


def test_the_child_ends_when_whoever_listens_is_killed(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # whoever opens it waits
    listener = psutil.Popen([sys.executable, "-c", READING, str(pipe)])
    try:
        child = until(lambda: next(iter(listener.children()), None))
        until(lambda: str(pipe) in " ".join(child.cmdline()))
    finally:
        listener.kill()
        listener.wait()
    assert psutil.wait_procs([child], timeout=60)[1] == []
