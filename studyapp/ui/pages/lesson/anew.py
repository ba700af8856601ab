"""The form that asks for a lesson, or one concept of it, once more with a wish."""

from typing import Final

import reflex as rx

from studyapp.services.text_input import WISH_CHARS
from studyapp.ui.cards.form import labelled
from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.fields import close_button, refusal
from studyapp.ui.pages.lesson.actions import LessonActionsState
from studyapp.ui.pages.lesson.state import LessonState

_LANGUAGES: Final = "en, de, fr, es …"


def anew_form(panel: rx.Var[str] | str, *, asks_language: bool = False) -> rx.Component:
    wish = rx.text_area(
        name="wish",
        rows="2",
        dir="auto",
        size="3",
        max_length=WISH_CHARS,
        auto_focus=True,
        placeholder="Simpler, more examples, shorter …",
    )
    language = labelled(
        "Language, if another one", rx.input(name="language", size="3", max_length=35, placeholder=_LANGUAGES)
    )
    return rx.el.form(
        labelled("What should be different?", wish),
        language if asks_language else rx.fragment(),
        rx.el.p("What you have answered stays, with its cards.", class_name="note"),
        refusal(LessonState.refused),
        rx.el.div(
            rx.button("Make anew", type="submit", size="3"),
            close_button(on_click=LessonActionsState.close_panel),
            class_name="page-actions",
        ),
        kept_draft(rx.Var.create(f"anew-{panel}")),
        on_submit=LessonActionsState.make_anew,
        data_keys="",
        class_name="stack surface panel",
        aria_label="Make anew",
    )
