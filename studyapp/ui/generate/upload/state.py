"""The state of a form that takes a file: what is being read, and the document that was read."""

import asyncio
from typing import Any

import reflex as rx

from studyapp.errors import StudyError
from studyapp.generation.pairs.listing import word_list
from studyapp.material.reading import MAX_UPLOAD_BYTES, read_upload
from studyapp.material.reading_slots import must_wait
from studyapp.services import documents
from studyapp.ui.acting import acting
from studyapp.ui.generate.upload.file import AttachedFile, attached, received


class UploadState(rx.State, mixin=True):
    """The part of a form's State that receives a file."""

    file: rx.Field[AttachedFile] = rx.field(default_factory=AttachedFile)
    """The file used in place of the text; its name is empty if there is none."""
    reading: str = ""
    """The name of the file being received and read; empty otherwise."""
    sent: int = 0
    """How much of that file the browser has sent, in percent."""
    queued: bool = False
    """Whether the file waits for other files to be read first."""
    pairs: int = 0
    """How many pairs the material has if it is a word list; 0 otherwise."""
    problem: str = ""
    """Why the last request or file was refused; empty otherwise."""

    _document_id: str = ""
    _place: str = ""
    """The form a file was attached to. Another form with the same State does not show it."""

    @rx.event(background=True)
    async def receive_file(self, chunks: rx.UploadChunkIterator):
        """Read a dropped file in the background. If the browser refused all files, there are no chunks."""
        first = await anext(chunks, None)
        if first is None:
            return
        name = first.filename.rsplit("/", 1)[-1]
        async with self:
            place, act = self._place, acting(self)
            self._forget_file()
            self.problem, self.reading, self.queued = "", name, False
        try:
            data = await received(first, chunks)
            async with self:
                self.queued = must_wait()
            document = await read_upload(name, data)
            pairs = await asyncio.to_thread(self._count_pairs, document.text)
            stored = await act.write(documents.add_document, document, pairs=pairs, now=act.now)
        except StudyError as error:
            await self._read_to_the_end(place, problem=error.sentence)
        else:
            await self._read_to_the_end(place, document_id=stored.id, file=attached(name, document), pairs=pairs)

    @rx.event
    def note_sent(self, progress: dict[str, Any]):
        self.sent = round(100 * float(progress.get("progress") or 0))

    @rx.event
    def refuse_file(self):
        """Report that the browser refused the files: not exactly one, or of a wrong type or size.

        It takes no argument, because Reflex would then send the refused files through the tab's socket.
        """
        self.problem = (
            "That cannot be read. Drop one file (PDF, Word, PowerPoint, EPUB, HTML, Markdown or text) of at most "
            f"{MAX_UPLOAD_BYTES // 2**20} MB."
        )

    @rx.event
    def remove_file(self):
        self._forget_file()
        self.problem = ""

    @rx.event
    def open_form(self, place: str):
        """Prepare a form that is opened: clear old problems, and a file attached to another form."""
        self.problem = self.reading = ""
        if place != self._place:
            self._place = place
            self._forget_file()

    def _count_pairs(self, text: str) -> int:
        """How many pairs the text has if it is a word list, else 0. A form that needs more text raises `BadInput`."""
        return len(word_list(text))

    async def _read_to_the_end(
        self,
        place: str,
        *,
        document_id: str = "",
        file: AttachedFile | None = None,
        pairs: int = 0,
        problem: str = "",
    ) -> None:
        """Store the result of reading a file, unless the learner has opened another deck's form meanwhile."""
        async with self:
            if place == self._place:
                self._document_id, self.file, self.pairs = document_id, file or AttachedFile(), pairs
                self.problem, self.reading = problem, ""

    def _forget_file(self) -> None:
        self._document_id, self.file, self.sent, self.pairs = "", AttachedFile(), 0, 0
