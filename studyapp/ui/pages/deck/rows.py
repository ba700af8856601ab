"""A deck and its cards, as the deck's page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from studyapp.models import Card, CardKind, CardState
from studyapp.rendering import back_html, to_html, to_inline_html
from studyapp.rules import cloze
from studyapp.rules.text import strip_markup
from studyapp.services.cards import leeches
from studyapp.services.cards.duplicates import RULE as DUPLICATE
from studyapp.services.decks import DeckSummary
from studyapp.ui.cards.rows import KIND_NAMES, answer_beyond_cloze, source_href, source_words
from studyapp.ui.tasks.rows import TaskRow

NAME_CHARS = 80


@dataclass(frozen=True)
class DeckHead:
    id: str = ""
    """Empty until the deck has been read."""
    title: str = ""
    description: str = ""
    cards: int = 0
    due: int = 0
    new: int = 0
    resting: int = 0
    """The number of cards that would be due or new, but rest with their goal or skill."""
    is_waiting: bool = False
    """Whether a card in it can be studied now."""
    candidates: int = 0
    """The number of candidates."""
    new_per_day: str = ""
    """Empty if only the learner's own limit applies."""


def deck_head(deck: DeckSummary, *, candidates: int, resting: int) -> DeckHead:
    return DeckHead(
        id=deck.id,
        title=deck.title,
        description=deck.description,
        cards=deck.cards,
        due=deck.due,
        new=deck.new,
        resting=resting,
        is_waiting=bool(deck.due or deck.new),
        candidates=candidates,
        new_per_day="" if deck.new_per_day is None else str(deck.new_per_day),
    )


@dataclass(frozen=True)
class Side:
    """One card of a comparison. The texts are HTML."""

    question: str = ""
    answer: str = ""
    explanation: str = ""
    distractors: list[str] = field(default_factory=list[str])
    tags: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class Proposal:
    """A better version of a card that a job has made."""

    job_id: str
    before: Side
    after: Side


@dataclass(frozen=True)
class CardRow:
    id: str
    ids: list[str]
    """The card's id in a list, for actions that take several."""
    name: str
    """The question as short plain text, for screen readers."""
    question: str
    """The question with its cloze terms filled in and marked. This and the next two are HTML."""
    answer: str
    """Empty if the marked term shows it already."""
    explanation: str
    distractors_html: list[str]
    distractors: list[str]
    """The distractors as they were written."""
    kind: str
    """E.g. `Cloze 2`; empty for a basic card."""
    can_have_distractors: bool
    tags: list[str]
    source: str
    quote: str
    source_href: str
    """Where the quote is marked in its document; empty if nowhere."""
    warnings: list[str]
    """The findings of the content rules, as sentences."""
    is_duplicate: bool
    state: str
    """`New`, `Learning`, `In review`, `Suspended`, `Buried` or `Candidate`."""
    due_at: str
    """ISO moment; empty if the card is new or not studied at present."""
    is_due: bool
    is_suspended: bool
    is_flagged: bool
    is_buried: bool
    is_candidate: bool
    is_leech: bool
    tasks: list[TaskRow] = field(default_factory=list[TaskRow])
    """The active and failed jobs for this card."""
    proposals: list[Proposal] = field(default_factory=list[Proposal])
    """A better version to decide on; at most one."""
    awaited: list[int] = field(default_factory=list[int])
    """Placeholders for the cards its job still has to make, on the last card made so far."""


def keep_places(
    tasks: Sequence[TaskRow], cards: Sequence[Card], rows: Sequence[CardRow]
) -> tuple[list[TaskRow], list[CardRow]]:
    """Move each task's placeholders from the task to behind the last card it has made."""
    last = {card.job_id: number for number, card in enumerate(cards)}
    awaited = {last[task.id]: task.awaited for task in tasks if task.id in last}
    return (
        [replace(task, awaited=[]) if task.id in last else task for task in tasks],
        [replace(row, awaited=awaited[number]) if number in awaited else row for number, row in enumerate(rows)],
    )


def card_row(
    card: Card, *, now: datetime, tasks: Sequence[TaskRow] = (), proposals: Sequence[Proposal] = ()
) -> CardRow:
    state = _state(card, now)
    waits = state in ("Learning", "In review")
    answer = answer_beyond_cloze(card)
    return CardRow(
        id=card.id,
        ids=[card.id],
        name=card_name(card),
        question=back_html(card.question, card.cloze_ordinal),
        answer=to_html(answer) if answer else "",
        explanation=to_html(card.explanation) if card.explanation else "",
        distractors_html=[to_inline_html(text) for text in card.distractors],
        distractors=list(card.distractors),
        kind=_kind(card),
        can_have_distractors=card.kind != CardKind.TRUE_FALSE,
        tags=list(card.tags),
        source=source_words(card),
        quote=card.source_quote or "",
        source_href=source_href(card),
        warnings=[str(finding["message"]) for finding in card.findings],
        is_duplicate=any(finding["rule"] == DUPLICATE for finding in card.findings),
        state=state,
        due_at=card.due_at.isoformat() if waits else "",
        is_due=waits and card.due_at <= now,
        is_suspended=card.suspended,
        is_flagged=card.flagged,
        is_buried=_is_buried(card, now),
        is_candidate=card.is_candidate,
        is_leech=leeches.TAG in card.tags,
        tasks=list(tasks),
        proposals=list(proposals),
    )


def side(card: Card) -> Side:
    answer = answer_beyond_cloze(card)
    return Side(
        question=back_html(card.question, card.cloze_ordinal),
        answer=to_html(answer) if answer else "",
        explanation=to_html(card.explanation or ""),
        distractors=[to_inline_html(text) for text in card.distractors],
        tags=list(card.tags),
    )


def card_name(card: Card) -> str:
    line = " ".join(strip_markup(cloze.blanked(card.question, card.cloze_ordinal)).split())
    return line if len(line) <= NAME_CHARS else f"{line[: NAME_CHARS - 1].rstrip()}…"


def _kind(card: Card) -> str:
    if card.kind == CardKind.BASIC:
        return ""
    number = f" {card.cloze_ordinal}" if card.cloze_ordinal else ""
    return f"{KIND_NAMES[CardKind(card.kind)]}{number}"


def _is_buried(card: Card, now: datetime) -> bool:
    return card.buried_until is not None and card.buried_until > now


def _state(card: Card, now: datetime) -> str:
    if card.is_candidate:
        return "Candidate"
    if card.suspended:
        return "Suspended"
    if _is_buried(card, now):
        return "Buried"
    match card.state:
        case CardState.NEW:
            return "New"
        case CardState.REVIEW:
            return "In review"
        case CardState.LEARNING | CardState.RELEARNING:
            return "Learning"
