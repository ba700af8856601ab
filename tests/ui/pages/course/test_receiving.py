"""Files that a browser sends in pieces are stored one after the other."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import reflex as rx
from reflex_components_core.core._upload import UploadChunk

from studyapp.errors import StudyError
from studyapp.services.courses.files.storage import ReceivedFile, path_of
from studyapp.settings import Settings
from studyapp.ui.pages.course.files.receiving import received

TEXT = b"Cells have walls. " * 300


async def sent(folder: Path, *files: tuple[str, bytes], most_mb: int = 1) -> Sequence[tuple[str, str]]:
    """The name of each file, and the hash it is stored under or why it was refused."""
    chunks = rx.UploadChunkIterator(maxsize=10_000)
    for name, data in files:
        for offset in range(0, max(len(data), 1), 1_000):
            await chunks.push(_piece(name, offset, data[offset : offset + 1_000]))
    await chunks.finish()
    settings = Settings(data_dir=folder, max_upload_mb=most_mb)
    return [(name, _told(file)) async for name, file in received(chunks, settings)]


def _piece(name: str, offset: int, data: bytes) -> UploadChunk:
    return UploadChunk(filename=name, offset=offset, content_type="", data=data)


def _told(file: ReceivedFile | StudyError) -> str:
    return file.digest if isinstance(file, ReceivedFile) else file.sentence


def left_over(folder: Path) -> list[Path]:
    return [path for path in (folder / "files").glob("*") if len(path.name) != 64]


async def test_files_in_pieces_are_whole_again(tmp_path: Path) -> None:
    (first, one), (second, two) = await sent(tmp_path, ("a.txt", TEXT), ("folder/b.txt", TEXT + b"More."))
    assert (first, second) == ("a.txt", "b.txt")
    assert (path_of(tmp_path, one).read_bytes(), path_of(tmp_path, two).read_bytes()) == (TEXT, TEXT + b"More.")


async def test_two_files_of_one_name_are_two(tmp_path: Path) -> None:
    (_, one), (_, two) = await sent(tmp_path, ("a.txt", TEXT), ("a.txt", TEXT * 2))
    assert one != two


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"MZ\x90\x00\x03\x00\x00" * 200, "not a document"), (TEXT * 200, "larger than 1 MB")],
)
async def test_a_file_that_is_refused_does_not_stop_the_next(tmp_path: Path, data: bytes, words: str) -> None:
    (name, problem), (_, digest) = await sent(tmp_path, ("bad.pdf", data), ("good.txt", TEXT))
    assert name == "bad.pdf"
    assert words in problem
    assert path_of(tmp_path, digest).is_file()
    assert left_over(tmp_path) == []


async def test_nothing_is_left_of_a_file_that_broke_off(tmp_path: Path) -> None:
    chunks = rx.UploadChunkIterator()
    await chunks.push(_piece("a.txt", 0, TEXT))
    await chunks.fail(ConnectionError("gone"))
    with pytest.raises(ConnectionError):
        await anext(received(chunks, Settings(data_dir=tmp_path)))
    assert left_over(tmp_path) == []
