"""Pictures of the pages of documents, and the places of quotes on them. What was drawn is kept on the disk for a while.

All of a file is kept in a folder under the hash of the file, and goes with it.
"""

import asyncio
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from studyapp.errors import BadInput
from studyapp.material.clippings.clipping import Area
from studyapp.material.showing.cropping import cropped
from studyapp.material.showing.drawing import WIDTH, Mark, Shown, show_page
from studyapp.material.showing.drawn import Drawn
from studyapp.models.columns import new_id
from studyapp.services.courses.files.storage import path_of
from studyapp.services.courses.sources import SourceFile

FOLDER: Final = "page-pictures"
"""Below the data folder."""
MOST_BYTES: Final = 500 * 1024**2
"""What all pictures together may take up; those that were not looked at for longest go."""
_CHECKS: Final = 25
"""It is looked whether there are too many each time that this part of them has been written."""
_LEAST_SIZE: Final = 4_096
"""What a file takes up at least."""
_NO_PICTURES: Final = "Only the pages of PDF files can be shown as pictures. Read the page's text instead."


@dataclass(frozen=True, slots=True)
class Marked:
    """Where a quote stands on a page, and the size of the page's picture in pixels."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    """A box for each line; empty if too little of the quote is there."""


class PagePictures:
    """The pictures that are kept in a data folder. Methods raise the errors of `show_page`, and `BadInput` for a file
    without pages.
    """

    def __init__(self, data_dir: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._folder = data_dir / FOLDER
        self._most_bytes = most_bytes
        self._under_way: dict[tuple[str, int, str, Drawn], _Drawing] = {}
        self._unchecked = 0
        """Bytes written since it was last looked whether there are too many."""

    async def picture(self, file: SourceFile, number: int) -> bytes:
        """The picture of a page, as WebP."""
        kept = await asyncio.to_thread(_kept, self._picture_path(file, number))
        return kept or (await self._show(file, number, "", Drawn.PAGE)).picture

    async def highlighted(self, file: SourceFile, number: int, quote: str) -> bytes:
        """The picture of a page with the quote marked in it; as it is if too little of the quote is there."""
        if kept := await asyncio.to_thread(_kept, self._highlighted_path(file, number, quote)):
            return kept
        told = await self._told(file, number, quote)
        if told is not None and not told.marks:
            return await self.picture(file, number)
        return (await self._show(file, number, quote, Drawn.MARKED)).picture

    async def cropped(self, file: SourceFile, number: int, area: Area) -> bytes:
        """A part of the picture of a page, as WebP."""
        path = self._cropped_path(file, number, area)
        if kept := await asyncio.to_thread(_kept, path):
            return kept
        made = await asyncio.to_thread(cropped, await self.picture(file, number), area)
        await asyncio.to_thread(self._keep, {path: made})
        return made

    async def marked(self, file: SourceFile, number: int, quote: str = "") -> Marked:
        """Where the quote stands on a page. The page is drawn as well, since it is looked at next."""
        if told := await self._told(file, number, quote):
            return told
        is_drawn = await asyncio.to_thread(self._picture_path(file, number).is_file)
        shown = await self._show(file, number, quote, Drawn.NOTHING if is_drawn else Drawn.PAGE)
        return Marked(shown.width, shown.height, shown.marks)

    async def _told(self, file: SourceFile, number: int, quote: str) -> Marked | None:
        """Where the quote stands, if that was found before."""
        kept = await asyncio.to_thread(_kept, self._marks_path(file, number, quote))
        if not kept:
            return None
        told = json.loads(kept)
        return Marked(told["width"], told["height"], tuple(Mark(**mark) for mark in told["marks"]))

    async def _show(self, file: SourceFile, number: int, quote: str, drawn: Drawn) -> Shown:
        """Draw the page, or wait with those for whom the same is being drawn already."""
        if not file.has_pages:
            raise BadInput(_NO_PICTURES)
        key = (file.digest, number, quote, drawn)
        drawing = self._under_way.get(key)
        if drawing is None or drawing.is_given_up:
            task = asyncio.create_task(self._draw(file, number, quote, drawn))
            drawing = self._under_way[key] = _Drawing(task)
        try:
            return await drawing.result()
        finally:
            if drawing.is_over and self._under_way.get(key) is drawing:
                del self._under_way[key]

    async def _draw(self, file: SourceFile, number: int, quote: str, drawn: Drawn) -> Shown:
        shown = await show_page(file.path, number, quote=quote, drawn=drawn)
        told = json.dumps(asdict(Marked(shown.width, shown.height, shown.marks))).encode()
        is_marked = drawn is Drawn.MARKED and shown.marks
        path = self._highlighted_path(file, number, quote) if is_marked else self._picture_path(file, number)
        made = {self._marks_path(file, number, quote): told, path: shown.picture}
        await asyncio.to_thread(self._keep, {path: data for path, data in made.items() if data})
        return shown

    def _picture_path(self, file: SourceFile, number: int) -> Path:
        return self._folder / file.digest / f"{number}-{WIDTH}.webp"

    def _highlighted_path(self, file: SourceFile, number: int, quote: str) -> Path:
        return self._marks_path(file, number, quote).with_suffix(".webp")

    def _cropped_path(self, file: SourceFile, number: int, area: Area) -> Path:
        sides = "-".join(f"{side:.2f}" for side in area)
        return self._folder / file.digest / f"{number}-{WIDTH}-{sides}.webp"

    def _marks_path(self, file: SourceFile, number: int, quote: str) -> Path:
        hashed = sha256(quote.encode(errors="replace")).hexdigest()
        return self._folder / file.digest / f"{number}-{hashed[:32]}.json"

    def _keep(self, made: Mapping[Path, bytes]) -> None:
        with suppress(OSError):  # e.g. the disk is full: what was drawn is shown nevertheless
            for path, data in made.items():
                _write(path, data)
                self._unchecked += max(len(data), _LEAST_SIZE)
            if self._unchecked > self._most_bytes // _CHECKS:
                self._unchecked = 0
                _remove_oldest(self._folder, most_bytes=self._most_bytes)


class _Drawing:
    """A page that is being drawn for all who wait for it. When nobody waits any more, it is given up."""

    def __init__(self, task: "asyncio.Task[Shown]") -> None:
        self._task = task
        self._waiting = 0
        self.is_given_up = False

    @property
    def is_over(self) -> bool:
        return self._task.done() or self.is_given_up

    async def result(self) -> Shown:
        self._waiting += 1
        try:
            return await asyncio.shield(self._task)
        finally:
            self._waiting -= 1
            if not self._waiting and not self._task.done():
                self.is_given_up = True
                self._task.cancel()


@cache
def page_pictures(data_dir: Path) -> PagePictures:
    """Those of this process."""
    return PagePictures(data_dir)


def remove_orphaned(data_dir: Path) -> int:
    """Remove the pictures of files that are gone, and return how many files these were."""
    folder = data_dir / FOLDER
    kept = list(folder.iterdir()) if folder.is_dir() else []
    orphaned = [each for each in kept if not path_of(data_dir, each.name).exists()]
    for each in orphaned:
        shutil.rmtree(each, ignore_errors=True)
    return len(orphaned)


def _kept(path: Path) -> bytes:
    """The content of the file, which counts as looked at; empty if there is none."""
    with suppress(OSError):
        data = path.read_bytes()
        os.utime(path)
        return data
    return b""


def _write(path: Path, data: bytes) -> None:
    """Write the file completely or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f"{new_id()}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _remove_oldest(folder: Path, *, most_bytes: int) -> None:
    found = [(path, path.stat()) for path in folder.glob("*/*")]
    size = 0
    for path, about in sorted(found, key=lambda each: each[1].st_mtime_ns, reverse=True):
        size += max(about.st_size, _LEAST_SIZE)
        if size > most_bytes:
            path.unlink(missing_ok=True)
