"""The state of the study screen: a card, the progress of the study session, or what to do when no card is left.

Every device shows the same presentation until it is answered. An answer names its presentation, and one to an earlier
presentation is ignored, so neither a double click nor a second tab can answer twice. Text a learner types, and the
result of an answer, stay on their screen whatever happens elsewhere.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

import reflex as rx
from sqlmodel import Session

from studyapp.errors import NotFound
from studyapp.jobs.requests import prefetch
from studyapp.models import StudyMode
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import presentations, sessions
from studyapp.services.study.presentations import Presented
from studyapp.services.study.sessions import SessionProgress
from studyapp.ui.acting import Acting
from studyapp.ui.cards.editor import Editor
from studyapp.ui.deck_route import deck_of_route
from studyapp.ui.how_to_study import MODES, HowToStudyState, mode_of, study_address
from studyapp.ui.live.page import LivePageState, Values, assign
from studyapp.ui.numbers import resting_cards
from studyapp.ui.pages.study.awaited import Awaited, awaited
from studyapp.ui.pages.study.left_out import left_out
from studyapp.ui.pages.study.practice import Practice, practice
from studyapp.ui.pages.study.progress import Progress, progress
from studyapp.ui.pages.study.rows import Back, Face, Rest, Result, Step, back, face, rest
from studyapp.ui.pages.study.subject import Following, Subject, following, subject


class StudyState(LivePageState, rx.State):
    address: str = ""
    """The address for which this state was read. Under another address it is not shown."""
    opened_id: str = ""
    """The deck that is studied; empty for everything due."""
    tag: str = ""
    mode: str = StudyMode.FLASHCARD.value
    goal_id: str = ""
    """The goal that is studied, and the skill; empty for none."""
    node_id: str = ""
    course_id: str = ""
    """The course whose weak areas are practised, and the concept; empty for none."""
    concept_id: str = ""
    practice: rx.Field[Practice] = rx.field(default_factory=Practice)
    subject: rx.Field[Subject] = rx.field(default_factory=Subject)
    following: rx.Field[Following] = rx.field(default_factory=Following)
    """The skill that comes after this one, read when no card is left."""
    face: rx.Field[Face] = rx.field(default_factory=Face)
    back: rx.Field[Back] = rx.field(default_factory=Back)
    is_revealed: bool = False
    awaited: rx.Field[Awaited] = rx.field(default_factory=Awaited)
    result: rx.Field[Result] = rx.field(default_factory=Result)
    editor: rx.Field[Editor] = rx.field(default_factory=Editor)
    progress: rx.Field[Progress] = rx.field(default_factory=Progress)
    rest: str = ""
    """What is shown without a card, a `Rest`; empty while there is one."""
    waits_until: str = ""
    """ISO moment at which the next learning card is due, if nothing else is left; empty otherwise."""
    ends_at: str = ""
    """ISO moment at which a timed study session is over; empty in other modes, and before its first card."""
    is_over: bool = False
    aside_id: str = ""
    """The card that was put aside since the latest answer, which undo brings back first; empty if none."""
    held_back: int = 0
    """The number of cards held back by a limit, counted when nothing else is left."""
    resting: str = ""
    """A sentence about the cards that rest with their goal or skill, when nothing else is left."""

    _is_arriving: bool = False
    """Whether the study session of the address must be started or continued before anything is shown."""
    _study_session_id: str | None = None
    _shown_id: str = ""
    _shown_at: datetime | None = None
    _refusal: str | None = None
    """Why no distractors were ordered for the card on the screen, or None."""
    _has_begun: bool = False
    """Whether the learner has started the clock."""
    _takes_early: bool = False
    """Whether the learner has chosen not to wait for learning cards."""

    async def _find(self, act: Acting) -> Values:
        """Read the screen. Only showing a new card writes, because its time starts then."""
        if self._is_arriving:
            await self._sit_down(act)
        standing = await act.read(self._look, now=act.now)
        return await act.write(self._load, now=act.now) if standing is None else standing

    def _look(self, session: Session, user_id: str, *, now: datetime) -> Values | None:
        """The values for the card on the screen; None if another card has to be shown."""
        shown = self._standing(session, user_id, now=now)
        if shown is None and self._study_session_id is not None and not self._stays:
            return None
        return self._about(session, user_id, shown, now=now)

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        return self._about(session, user_id, self._next_presentation(session, user_id, now=now), now=now)

    def _about(self, session: Session, user_id: str, shown: Presented | None, *, now: datetime) -> Values:
        about_what = subject(session, user_id, self._scope)
        if self._study_session_id is None:
            return {"subject": about_what}
        study_session = sessions.session_progress(session, user_id, self._study_session_id, now=now)
        about: Values = {
            "subject": about_what,
            "practice": practice(session, user_id, self._study_session_id, self._scope, self.mode, now=now),
            "progress": progress(study_session),
            "ends_at": study_session.ends_at.isoformat() if study_session.ends_at else "",
            "is_over": study_session.is_over,
        }
        if shown is not None:
            return about | self._card(session, user_id, shown, now=now)
        return about if self._stays else about | self._rest(session, user_id, study_session, now=now)

    def _standing(self, session: Session, user_id: str, *, now: datetime) -> Presented | None:
        """The presentation this tab shows, or None if it may no longer stay."""
        if self._study_session_id is None or not self._shown_id or self._stays:
            return None
        shown = presentations.standing(session, user_id, self._study_session_id, now=now)
        return shown if shown and shown.id == self._shown_id else None

    def _next_presentation(self, session: Session, user_id: str, *, now: datetime) -> Presented | None:
        """The open presentation or a new one. None in a timed session until the learner starts the clock."""
        study_session_id, is_timed = self._study_session_id or "", self.mode == StudyMode.TIMED
        if (
            is_timed
            and not self._has_begun
            and sessions.get_session(session, user_id, study_session_id).ends_at is None
        ):
            return None
        return presentations.present(session, user_id, study_session_id, early=is_timed or self._takes_early, now=now)

    def _rest(self, session: Session, user_id: str, study_session: SessionProgress, *, now: datetime) -> Values:
        """The values for a screen without a card."""
        stands = rest(study_session, has_begun=self._has_begun, takes_early=self._takes_early)
        resumes_at = study_session.resumes_at if stands is Rest.PAUSE else None
        aside = left_out(session, user_id, self._scope, study_session, now=now)
        return {
            "_shown_id": "",
            "face": Face(),
            "back": Back(),
            "is_revealed": False,
            "awaited": Awaited(),
            "rest": stands.value,
            "waits_until": resumes_at.isoformat() if resumes_at else "",
            "held_back": aside.held_back,
            "resting": resting_cards(aside.resting),
            "following": following(session, user_id, self._scope, now=now),
        }

    def _card(self, session: Session, user_id: str, shown: Presented, *, now: datetime) -> Values:
        is_new = shown.id != self._shown_id
        refusal = self._refusal
        if is_new:
            refusal = prefetch.order_from(session, user_id, self._study_session_id or "", shown.card, now=now)
        job = prefetch.ordered_for(session, user_id, shown.card.id) if shown.needs_distractors else None
        return {
            "_shown_id": shown.id,
            "_shown_at": now if is_new else self._shown_at,
            "_refusal": refusal,
            "face": face(shown),
            "back": back(shown.card) if shown.revealed else Back(),
            "is_revealed": shown.revealed,
            "awaited": awaited(job, refusal) if shown.needs_distractors else Awaited(),
            "rest": "",
            "waits_until": "",
            "held_back": 0,
        }

    @rx.var
    def name(self) -> str:
        """The name of the page."""
        return f"Study: {self.subject.title}" if self.subject.title else "Study everything due"

    @rx.var
    def step(self) -> str:
        """How far the card on the screen has come, a `Step`."""
        if self.result.id:
            return Step.RESULT
        if self.face.options:
            return Step.OPTIONS
        return Step.ANSWER if self.is_revealed else Step.QUESTION

    @rx.var
    def mode_name(self) -> str:
        return MODES[mode_of(self.mode)].name

    @rx.var
    def custom_address(self) -> str:
        """The address of custom study for the same cards."""
        return study_address(mode=StudyMode.CUSTOM, **asdict(self._scope))

    @property
    def _scope(self) -> Scope:
        ids = (self.opened_id, self.tag, self.goal_id, self.node_id, self.course_id, self.concept_id)
        return Scope(*(each or None for each in ids))

    @property
    def _stays(self) -> bool:
        """Whether the screen must stay, because the learner is editing a card or looks at a result."""
        return bool(self.editor.card_id or self.result.id)

    def _asks(self, presentation_id: str) -> bool:
        return bool(presentation_id) and self.face.id == presentation_id and not self.result.id

    def _looked_at_for(self, now: datetime) -> timedelta:
        return now - (self._shown_at or now)

    @rx.event
    async def open_study(self):
        """Open the page of the address. A reload shows the same card; another mode, deck, tag or skill is another study
        session.
        """
        url = self.router.url
        asked = url.query_parameters
        remembered = (await self.get_state(HowToStudyState)).remembered
        mode = mode_of(asked.get("mode") or remembered)
        address = f"{url.path}?{url.query}" if url.query else url.path
        if address != self.address:
            assign(self, address=address, loaded=False, subject=Subject())
        assign(self, mode=mode.value, opened_id=deck_of_route(self), tag=asked.get("tag", ""))
        assign(self, goal_id=asked.get("goal", ""), node_id=asked.get("node", ""))
        assign(self, course_id=asked.get("course", ""), concept_id=asked.get("concept", ""))
        self._is_arriving = True
        await self._read()

    async def _sit_down(self, act: Acting) -> None:
        """Continue or start the study session of this mode and scope. If the deck is gone, `_load` reports that.

        Raises `Conflict` if there is nothing to practise.
        """
        try:
            study_session = await act.write(
                sessions.start_session, mode=mode_of(self.mode), scope=self._scope, now=act.now
            )
        except NotFound:
            self._study_session_id = None
        else:
            if study_session.id != self._study_session_id:
                self._begin(study_session.id)
        self._is_arriving = False

    def _begin(self, study_session_id: str) -> None:
        """Remove everything of another study session from the screen."""
        assign(self, result=Result(), editor=Editor())
        self._study_session_id, self._shown_id, self._has_begun, self._takes_early = study_session_id, "", False, False
