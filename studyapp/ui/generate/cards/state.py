"""What the learner hands over to be made into cards. The text field itself belongs to the browser until it is accepted,
so nothing typed is lost by a reload, a refusal or a server that went away."""

import json
from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec

from studyapp import settings
from studyapp.errors import StudyError
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.views import Admission
from studyapp.material.reading import Document, read_upload
from studyapp.material.turns import must_wait
from studyapp.models import JobType
from studyapp.ui.acting import acting
from studyapp.ui.generate.cards.upload import AttachedFile, attached, received
from studyapp.ui.tasks import toast

MOST_CARDS: Final = 50
USUAL_CARDS: Final = 10
NEW: Final = "new"
"""The place of a text that has no deck yet."""


class GeneratorState(rx.State):
    file: rx.Field[AttachedFile] = rx.field(default_factory=AttachedFile)
    """The file that stands in for the text; no name when there is none."""
    reading: str = ""
    """The name of the file that is being received and read; empty otherwise."""
    sent: int = 0
    """Percent of that file which the browser has sent."""
    queued: bool = False
    """Others' files come first."""
    problem: str = ""
    """Why the last request or file was refused."""

    _document: Document | None = None
    _place: str = NEW
    """Whose form it is: a file that was attached for one deck is not for the next."""

    @rx.var(cache=False)
    def is_extractive(self) -> bool:
        """Not kept: a tab outlives the server it was opened on, and the next one may have a model."""
        return not settings.current().has_model

    @rx.event
    async def generate(self, form: dict[str, Any]):
        return await self._generate(NEW, form)

    @rx.event(background=True)
    async def receive_file(self, chunks: rx.UploadChunkIterator):
        """Read what was dropped; the tab stays usable meanwhile. Files the browser refused arrive here as none."""
        first = await anext(chunks, None)
        if first is None:
            return
        name = first.filename.rsplit("/", 1)[-1]
        async with self:
            place = self._place
            self._forget_file()
            self.problem, self.reading, self.queued = "", name, False
        try:
            data = await received(first, chunks)
            async with self:
                self.queued = must_wait()
            document = await read_upload(name, data)
        except StudyError as error:
            await self._read_to_the_end(place, problem=error.sentence)
        else:
            await self._read_to_the_end(place, document=document, file=attached(name, document))

    @rx.event
    def note_sent(self, progress: dict[str, Any]):
        self.sent = round(100 * float(progress.get("progress") or 0))

    @rx.event
    def refuse_file(self):
        """The browser already knows that it is not one file of a kind and size that can be read.

        Takes no argument: Reflex would send the refused files themselves through the tab's socket.
        """
        self.problem = "That cannot be read. Drop one text, Markdown or PDF file of at most 50 MB."

    @rx.event
    def remove_file(self):
        self._forget_file()
        self.problem = ""

    @rx.event
    def open_form(self, place: str):
        """A form that is shown anew does not tell of what went wrong elsewhere, nor hold what was meant for there."""
        self.problem = self.reading = ""
        if place != self._place:
            self._place = place
            self._forget_file()

    async def _read_to_the_end(
        self, place: str, *, document: Document | None = None, file: AttachedFile | None = None, problem: str = ""
    ) -> None:
        """Only for the form the file was dropped on; the learner may have gone to another deck meanwhile."""
        async with self:
            if place == self._place:
                self._document, self.file = document, file or AttachedFile()
                self.problem, self.reading = problem, ""

    async def _generate(self, place: str, form: dict[str, Any]) -> list[EventSpec]:
        """Ask for cards and go to the deck they will appear in. Nothing happens when it is refused.

        `place` is the name under which the browser keeps the text until it is accepted.
        """
        from_text = self._document is None
        admission = await self._ask(form)
        if admission is None:
            return []
        let_go = [rx.call_script(f"window.studyText?.accept({json.dumps(place)})")] if from_text else []
        news = [] if admission.created else [toast.done("These cards are being made already.")]
        return [*let_go, *news, *_go_to_deck(place, admission)]

    async def _ask(self, form: dict[str, Any]) -> Admission | None:
        """Nothing when it was refused: then `problem` says why, and everything stays as it was typed."""
        act, payload = acting(self), self._payload(form)
        try:
            admission = await act.write(QUEUE.enqueue, JobType.FLASHCARD_GENERATION, payload, now=act.now)
        except StudyError as error:
            self.problem = error.sentence
            return None
        self.problem = ""
        self._forget_file()
        return admission

    def _payload(self, form: dict[str, Any]) -> dict[str, Any]:
        document = self._document
        material = (
            {"content": document.text, "source_title": document.title, "page_starts": list(document.page_starts)}
            if document
            else {"content": str(form.get("content") or "")}
        )
        asked = {name: form[name].strip() for name in ("deck_id", "deck_title") if str(form.get(name) or "").strip()}
        return material | asked | {"count": _number(form.get("count"))}

    def _forget_file(self) -> None:
        self._document, self.file, self.sent = None, AttachedFile(), 0


def _go_to_deck(place: str, admission: Admission) -> list[EventSpec]:
    """Accepted forms always have something to do, so that their caller can tell them from refused ones."""
    target = admission.job.target
    return [rx.redirect(f"/decks/{target['id']}")] if target and target["id"] != place else [rx.noop()]


def _number(written: Any) -> Any:
    """A number if it is one; else what was written, for the payload's own check to refuse with a sentence."""
    text = str(written or "").strip()
    return int(text) if text.isdecimal() else text or USUAL_CARDS
