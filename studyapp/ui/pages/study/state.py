"""What the study screen shows: one card, how far the sitting has come, or what to do when nothing is left.

A card stays on the screen until it is answered, here or elsewhere: `id` and `reps` of its face say which showing it is,
and an answer that names another one is ignored. So neither a double click nor a second tab can answer twice.
"""

from datetime import UTC, datetime, timedelta

import reflex as rx
from sqlmodel import Session

from studyapp import database
from studyapp.errors import NotFound
from studyapp.models import Card, CardState
from studyapp.services import cards, decks, study
from studyapp.services.study import StudyCard
from studyapp.ui.components.card_route import deck_of_route
from studyapp.ui.live import LivePage, assign, user_id
from studyapp.ui.pages.study.rows import Face, Progress, face, progress, same_face


class StudyState(LivePage, rx.State):
    opened_id: str = ""
    """The deck that is studied; empty for everything due."""
    deck_title: str = ""
    face: rx.Field[Face] = rx.field(default_factory=Face)
    progress: rx.Field[Progress] = rx.field(default_factory=Progress)
    is_revealed: bool = False
    is_editing: bool = False
    waits_until: str = ""
    """ISO moment at which the next learning card is due, when nothing else is left; empty otherwise."""

    _sitting_id: str | None = None
    _shown_at: datetime | None = None
    _takes_early: bool = False
    """The learner has chosen not to wait for learning cards."""

    def _load(self, session: Session, *, user_id: str, now: datetime) -> None:
        title = decks.get_deck(session, user_id, self.opened_id).title if self.opened_id else ""
        assign(self, deck_title=title, progress=self._progress(session, user_id, now=now))
        if self.is_editing:
            return  # what is being typed stays, whatever happened to the card meanwhile
        if card := self._still_asked(session, user_id):
            assign(self, face=same_face(card, self.face), waits_until="")
        else:
            self._offer(session, user_id, now=now)

    def _progress(self, session: Session, user_id: str, *, now: datetime) -> Progress:
        if self._sitting_id is None:
            return Progress()
        return progress(study.session_progress(session, user_id, self._sitting_id, now=now))

    def _still_asked(self, session: Session, user_id: str) -> Card | None:
        """The card on the screen, unless it has been answered, suspended or deleted somewhere else."""
        if not self.face.id:
            return None
        try:
            card = cards.get_card(session, user_id, self.face.id)
        except NotFound:
            return None
        return card if card.reps == self.face.reps and not card.suspended else None

    def _offer(self, session: Session, user_id: str, *, now: datetime) -> None:
        """Show the next card. One that is still being learned and not due yet waits, unless the learner does not."""
        found = study.next_card(session, user_id, deck_id=self._deck_id, now=now)
        if found is None:
            assign(self, face=Face(), waits_until="")
        elif _is_early(found.card, now) and not self._takes_early:
            resumes_at = study.learning_resumes_at(session, user_id, deck_id=self._deck_id, now=now)
            assign(self, face=Face(), waits_until=resumes_at.isoformat() if resumes_at else "")
        else:
            self._show(found, now=now)

    def _show(self, found: StudyCard, *, now: datetime) -> None:
        self._shown_at = now
        assign(self, face=face(found.card, found.intervals), is_revealed=False, waits_until="")

    @rx.var
    def name(self) -> str:
        """Of the page."""
        return f"Study: {self.deck_title}" if self.deck_title else "Study everything due"

    @rx.var
    def way_out(self) -> str:
        """Back to where the sitting was started from; it can be gone on with for a day."""
        return f"/decks/{self.opened_id}" if self.opened_id else "/"

    @property
    def _deck_id(self) -> str | None:
        return self.opened_id or None

    def _asks(self, card_id: str, reps: int) -> bool:
        return (self.face.id, self.face.reps) == (card_id, reps)

    def _looked_at_for(self, now: datetime) -> timedelta:
        return now - (self._shown_at or now)

    @rx.event
    def open_study(self):
        """A reload shows the same card again; another deck is another sitting."""
        deck_id = deck_of_route(self)
        if deck_id != self.opened_id:
            self.reset()
            self.opened_id = deck_id
        self._sit_down()
        self._read()

    def _sit_down(self) -> None:
        """Go on with the sitting of this scope, or begin one. A deck that is gone is for `_load` to tell."""
        now = datetime.now(UTC)
        try:
            with database.current().write() as session:
                self._sitting_id = study.start_session(session, user_id(self), deck_id=self._deck_id, now=now).id
        except NotFound:
            self._sitting_id = None


def _is_early(card: Card, now: datetime) -> bool:
    return card.state in (CardState.LEARNING, CardState.RELEARNING) and card.due_at > now
