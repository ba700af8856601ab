"""The state of the form that generates cards.

The text field's content stays in the browser until it is accepted, so a reload, a refusal or a lost server loses
nothing.
"""

from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec

from studyapp import settings
from studyapp.errors import StudyError
from studyapp.generation.pairs.listing import word_list
from studyapp.jobs.kinds.flashcards.length import pairs_of
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.views import Admission
from studyapp.models import JobType
from studyapp.ui.acting import acting
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.generate.upload import UploadState
from studyapp.ui.tab import server_only
from studyapp.ui.tasks import toast

USUAL_CARDS: Final = 10
LOOKED_AT: Final = 60_000
"""How many characters of a pasted text are looked at for pairs, because they are sent whenever typing pauses."""
NEW: Final = "new"
"""The name of the form for a text that has no deck yet."""


class GeneratorState(UploadState, rx.State):
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

    def _count_pairs(self, text: str) -> int:
        return pairs_of(text)

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


def _go_to_deck(place: str, admission: Admission) -> list[EventSpec]:
    """Events that lead to the deck. There is always at least one, so that callers can tell success from a refusal."""
    target = admission.job.target
    return [rx.redirect(f"/decks/{target['id']}")] if target and target["id"] != place else [rx.noop()]


def _number(written: Any) -> Any:
    """The written number; or the text itself, which the payload's own check then refuses with a sentence."""
    text = str(written or "").strip()
    return int(text) if text.isdecimal() else text or USUAL_CARDS
