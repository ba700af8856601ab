"""Browser effects of study actions: where the page scrolls, and advice."""

from typing import Literal

import reflex as rx
from reflex.event import EventSpec, EventType
from reflex_components_sonner.toast import ToastAction


def look_at(part: Literal["question", "answer"]) -> EventSpec:
    """Scroll to the part that has just appeared and focus it, so that screen readers continue there."""
    return rx.call_script(f"window.studyText?.lookAt('study-{part}')")


def leech_advice(reformulate: EventType[()]) -> EventSpec:
    return rx.toast.info(
        "This card keeps being forgotten.",
        description="Ask it differently, or split it in two.",
        action=ToastAction(label="Reformulate", on_click=reformulate),
        duration=10_000,
        close_button=True,
    )
