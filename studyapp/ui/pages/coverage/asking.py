"""Asking for cards: what both pages read of the form, and the form itself."""

from collections.abc import Callable
from typing import Any, Concatenate, Final

import reflex as rx
from sqlmodel import Session

from studyapp.errors import BadInput, StudyError
from studyapp.jobs.kinds.flashcards.request import MOST_CARDS
from studyapp.jobs.store.views import JobView
from studyapp.ui.acting import acting
from studyapp.ui.components.fields import refusal
from studyapp.ui.model import ModelState
from studyapp.ui.pages.coverage.rows import Coverage

USUAL_CARDS: Final = 10


class AskingState(ModelState, mixin=True):
    refused: str = ""
    """Why the last request was refused; empty otherwise."""
    coverage: rx.Field[Coverage] = rx.field(default_factory=Coverage)

    async def _ask(
        self,
        request: Callable[Concatenate[Session, str, ...], JobView],
        *given: Any,
        form: dict[str, Any] | None = None,
    ) -> None:
        """Start a job, for as many cards as the form says if there is one, or tell why it was refused."""
        act = acting(self)
        self.refused = ""
        try:
            count = {} if form is None else {"count": count_in(form)}
            await act.write(request, *given, **count, now=act.now)
        except StudyError as error:
            self.refused = error.sentence


def count_in(form: dict[str, Any]) -> int:
    """The number of cards in the form. Raises `BadInput` if it is none."""
    asked = str(form.get("count", "")).strip()
    if not (asked.isascii() and asked.isdigit()):
        raise BadInput(f"Ask for 1 to {MOST_CARDS} cards.")
    return int(asked)


def asking_form(state: type[AskingState], *, submit: str, on_submit: Any) -> rx.Component:
    """How much is covered, and how many cards to make of the rest."""
    count = rx.input(
        name="count",
        type="number",
        default_value=str(USUAL_CARDS),
        min="1",
        max=str(MOST_CARDS),
        required=True,
        size="3",
    )
    note = rx.el.p("No model configured: cards are extracted from the text, where it yields some.", class_name="note")
    return rx.el.form(
        rx.el.div(
            rx.el.span(state.coverage.words, class_name="numeral", role="status"),
            rx.progress(value=state.coverage.percent, size="1", aria_label="Paragraphs with a card"),
            class_name="coverage-head",
        ),
        rx.el.div(
            rx.el.label(rx.el.span("Cards"), count, class_name="count-field"),
            rx.button(rx.icon("sparkles", size=18, aria_hidden="true"), submit, type="submit", size="3"),
            class_name="generate-line",
        ),
        refusal(state.refused),
        rx.cond(state.lacks_model, note, rx.fragment()),
        on_submit=on_submit,
        class_name="surface surface-pad stack",
        data_testid="cards-form",
    )
