"""What the learner sees of an event beside the card: where the page looks, drafts, and advice."""

from typing import Literal

import reflex as rx
from reflex.event import EventSpec, EventType
from reflex_components_sonner.toast import ToastAction


def look_at(part: Literal["question", "answer"]) -> EventSpec:
    """Bring what has just appeared into sight; screen readers read on from there."""
    return rx.call_script(f"window.studyText?.lookAt('study-{part}')")


def draft_accepted(card_id: str) -> EventSpec:
    """The edit is saved: the browser need not keep it any longer."""
    return rx.call_script(f"window.studyCards?.accept('card.{card_id}')")


def leech_advice(reformulate: EventType[()]) -> EventSpec:
    return rx.toast.info(
        "This card keeps being forgotten.",
        description="Ask it differently, or split it in two.",
        action=ToastAction(label="Reformulate", on_click=reformulate),
        duration=10_000,
        close_button=True,
    )
