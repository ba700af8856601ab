"""The state of the form that generates cards.

The text field's content stays in the browser until it is accepted, so a reload, a refusal or a lost server loses
nothing.
"""

import asyncio
from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec

from studyapp import settings
from studyapp.errors import StudyError
from studyapp.generation.pairs.listing import word_list
from studyapp.jobs.kinds.flashcards.length import pairs_of
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.views import Admission
from studyapp.material.reading import MAX_UPLOAD_BYTES, read_upload
from studyapp.material.reading_slots import must_wait
from studyapp.models import JobType
from studyapp.services import documents
from studyapp.ui.acting import acting
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.generate.cards.upload import AttachedFile, attached, received
from studyapp.ui.tab import server_only
from studyapp.ui.tasks import toast

USUAL_CARDS: Final = 10
LOOKED_AT: Final = 60_000
"""How many characters of a pasted text are looked at for pairs, because they are sent whenever typing pauses."""
NEW: Final = "new"
"""The name of the form for a text that has no deck yet."""


class GeneratorState(rx.State):
    file: rx.Field[AttachedFile] = rx.field(default_factory=AttachedFile)
    """The file used in place of the text; its name is empty if there is none."""
    reading: str = ""
    """The name of the file being received and read; empty otherwise."""
    sent: int = 0
    """How much of that file the browser has sent, in percent."""
    queued: bool = False
    """Whether the file waits for other files to be read first."""
    pairs: int = 0
    """How many pairs the text or file has if it is a word list; 0 otherwise."""
    problem: str = ""
    """Why the last request or file was refused; empty otherwise."""

    _document_id: str = ""
    _place: str = NEW
    """The form a file was attached to; the form of another deck does not show it."""

    @rx.var(cache=False)
    def is_extractive(self) -> bool:
        """Whether no model is set. This is not cached, because a tab may outlive the server, and the next server may
        have one.
        """
        return not settings.current().has_model

    @rx.event
    async def generate(self, form: dict[str, Any]):
        return await self.start_job(NEW, form)

    @rx.event
    def count_pairs(self, text: str):
        """Look whether the beginning of the text is a word list, so that both directions can be offered."""
        if not self._document_id:
            self.pairs = len(word_list(text[:LOOKED_AT]))

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
            pairs = await asyncio.to_thread(pairs_of, document.text)
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
            f"That cannot be read. Drop one text, Markdown or PDF file of at most {MAX_UPLOAD_BYTES // 2**20} MB."
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

    @server_only
    async def start_job(self, place: str, form: dict[str, Any]) -> list[EventSpec]:
        """Start the job and go to the deck of its cards. Returns no events if the request was refused.

        `place` is the name under which the browser keeps the text until it is accepted.
        """
        from_text = not self._document_id
        admission = await self._ask(form)
        if admission is None:
            return []
        let_go = [draft_accepted(place)] if from_text else []
        news = [] if admission.created else [toast.done("These cards are being made already.")]
        return [*let_go, *news, *_go_to_deck(place, admission)]

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

    async def _ask(self, form: dict[str, Any]) -> Admission | None:
        """Enqueue the job. If it is refused, return None, set `problem` and keep the form as it is."""
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
        material = (
            {"document_id": self._document_id} if self._document_id else {"content": str(form.get("content") or "")}
        )
        asked = {name: form[name].strip() for name in ("deck_id", "deck_title") if str(form.get(name) or "").strip()}
        both = {"both_directions": True} if form.get("both_directions") else {}
        return material | asked | both | {"count": _number(form.get("count"))}

    def _forget_file(self) -> None:
        self._document_id, self.file, self.sent, self.pairs = "", AttachedFile(), 0, 0


def _go_to_deck(place: str, admission: Admission) -> list[EventSpec]:
    """Events that lead to the deck. There is always at least one, so that callers can tell success from a refusal."""
    target = admission.job.target
    return [rx.redirect(f"/decks/{target['id']}")] if target and target["id"] != place else [rx.noop()]


def _number(written: Any) -> Any:
    """The written number; or the text itself, which the payload's own check then refuses with a sentence."""
    text = str(written or "").strip()
    return int(text) if text.isdecimal() else text or USUAL_CARDS
