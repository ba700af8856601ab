"""The rows of the study screen: the question, its surroundings, and the result of an answer.

Everything sent to a browser can be read there. So a `Face` has nothing of the answer, which is in the `Back`. The
`Back` stays empty until the answer is revealed or a choice is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from studyapp.models import Card, Rating, StudyMode
from studyapp.rendering import back_html, front_html, to_html, to_inline_html
from studyapp.services.scheduling.intervals import describe_interval
from studyapp.services.study.judging import Chosen
from studyapp.services.study.presentations import Presented
from studyapp.services.study.sessions import SessionProgress
from studyapp.ui.cards.rows import answer_beyond_cloze, source_href, source_words

_GRADES: Final = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}


@dataclass(frozen=True)
class Intervals:
    """When the card comes back after each rating, as the buttons show it; empty in custom study."""

    again: str = ""
    hard: str = ""
    good: str = ""
    easy: str = ""


@dataclass(frozen=True)
class Option:
    """One of the options of a card."""

    number: int
    """Also the key that selects it."""
    html: str
    mark: str = ""
    """After the answer: `right` for the right option, `wrong` for a wrong one that was chosen, else empty."""
    words: str = ""
    """After the answer: the mark in words."""


@dataclass(frozen=True)
class Face:
    """A card as it is asked."""

    id: str = ""
    """The presentation's id, which an answer names, so that an outdated one is ignored. Empty if no card is shown."""
    card_id: str = ""
    front: str = ""
    options: list[Option] = field(default_factory=list)
    """Empty if the card is shown as question and answer."""
    is_flagged: bool = False
    intervals: Intervals = field(default_factory=Intervals)


@dataclass(frozen=True)
class Back:
    """The answer with everything that belongs to it. The texts are HTML, except tags, source and quote."""

    question: str = ""
    """The question with its blanks filled in."""
    answer: str = ""
    """Empty if the filled-in blank shows it already."""
    explanation: str = ""
    tags: list[str] = field(default_factory=list)
    source: str = ""
    quote: str = ""
    source_href: str = ""
    """Where the quote is marked in its document; empty if nowhere."""


@dataclass(frozen=True)
class Result:
    """The result of a choice, shown until the learner continues."""

    id: str = ""
    """The presentation's id; empty if nothing has been chosen."""
    is_right: bool = False
    options: list[Option] = field(default_factory=list)
    grade: str = ""
    """E.g. `Good`."""
    returns_in: str = ""
    """E.g. `3 d`; empty in custom study."""
    lower: list[int] = field(default_factory=list)
    """The lower ratings the learner may choose, Hard before Again."""


class Step(StrEnum):
    """How far the card on the screen has come."""

    QUESTION = "question"
    """Its answer can be revealed."""
    OPTIONS = "options"
    """One of its options can be chosen."""
    ANSWER = "answer"
    """The answer is revealed, and can be graded."""
    RESULT = "result"
    """An option was chosen, and the learner reads how it was counted."""


class Rest(StrEnum):
    """What the screen shows while it shows no card."""

    READY = "ready"
    """A timed study session whose clock waits for the learner."""
    PAUSE = "pause"
    """Learning cards are waited for."""
    TIME_UP = "time_up"
    TIMED_DONE = "timed_done"
    """No card is left, and there is still time."""
    ENDED = "ended"
    """The study session was ended in another tab or on another device."""
    DONE = "done"
    NOTHING = "nothing"
    """No card is left, and none was answered."""


def rest(study_session: SessionProgress, *, has_begun: bool, takes_early: bool) -> Rest:
    """`has_begun`: the learner has started the clock. `takes_early`: the learner does not wait for learning cards."""
    if study_session.mode == StudyMode.TIMED and not (has_begun or study_session.ends_at):
        return Rest.READY
    if study_session.ends_at:
        return Rest.TIME_UP if study_session.is_over else Rest.TIMED_DONE
    if study_session.is_over:
        return Rest.ENDED
    if study_session.left.learning and study_session.resumes_at and not takes_early:
        return Rest.PAUSE
    return Rest.DONE if study_session.answered else Rest.NOTHING


def face(shown: Presented) -> Face:
    card = shown.card
    return Face(
        id=shown.id,
        card_id=card.id,
        front=front_html(card.question, card.cloze_ordinal),
        options=[Option(number, to_inline_html(text)) for number, text in enumerate(shown.options, start=1)],
        is_flagged=card.flagged,
        intervals=_intervals(shown.intervals),
    )


def same_face(card: Card, before: Face) -> Face:
    """The card that is already on the screen, read again. Its options stay as they were shown."""
    return replace(before, front=front_html(card.question, card.cloze_ordinal), is_flagged=card.flagged)


def back(card: Card, *, chosen: bool = False) -> Back:
    """The back of a card. If the answer was chosen, it is left out, because the options show it."""
    answer = "" if chosen else answer_beyond_cloze(card)
    return Back(
        question=back_html(card.question, card.cloze_ordinal),
        answer=to_html(answer) if answer else "",
        explanation=to_html(card.explanation) if card.explanation else "",
        tags=list(card.tags),
        source=source_words(card),
        quote=card.source_quote or "",
        source_href=source_href(card),
    )


def result(chosen: Chosen, options: Sequence[Option]) -> Result:
    return Result(
        id=chosen.id,
        is_right=chosen.correct,
        options=[_marked(option, chosen) for option in options],
        grade=_GRADES[chosen.rating],
        returns_in=describe_interval(chosen.scheduled) if chosen.scheduled is not None else "",
        lower=[rating.value for rating in (Rating.HARD, Rating.AGAIN) if rating < chosen.rating],
    )


def _marked(option: Option, chosen: Chosen) -> Option:
    place = option.number - 1
    if place == chosen.key:
        yours = "Your answer, and right" if chosen.correct else "The right answer"
        return replace(option, mark="right", words=yours)
    return replace(option, mark="wrong", words="Your answer") if place == chosen.chosen else option


def _intervals(foretold: Mapping[Rating, timedelta]) -> Intervals:
    return Intervals(**{rating.name.lower(): describe_interval(length) for rating, length in foretold.items()})
