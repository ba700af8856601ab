"""The overview of keyboard shortcuts, which `?` opens on every page."""

from typing import Final

import reflex as rx

from studyapp.ui.components.shortcut import shortcut

_EVERYWHERE: Final = (
    ("?", "This help"),
    ("g", "Questions from a prompt"),
    ("c", "Cards from a text"),
    ("/", "Search"),
    ("t", "Background tasks"),
    ("1 2 3 4", "Pages from the rail"),
    ("← →", "Turn the pages of a document"),
    ("esc", "Close what is open"),
)
_STUDY: Final = (
    ("space", "Show the answer"),
    ("1 … 4", "Again, hard, good, easy"),
    ("u", "Undo the last step"),
    ("e", "Edit the card"),
    ("f", "Flag the card"),
    ("b", "Put the card aside until tomorrow"),
    ("s", "Suspend the card"),
    ("m", "How to study"),
    ("esc", "Leave"),
)


class HelpState(rx.State):
    is_open: bool = False

    @rx.event
    def show(self):
        self.is_open = True

    @rx.event
    def set_open(self, is_open: bool):  # noqa: FBT001
        self.is_open = is_open


def help_overlay() -> rx.Component:
    return rx.fragment(
        shortcut("Keyboard shortcuts", key="?", on_click=HelpState.show),
        rx.dialog.root(
            rx.dialog.content(
                rx.dialog.title("Keyboard"),
                rx.dialog.description("Single keys, while no field is being typed in.", class_name="soft"),
                rx.el.div(
                    key_group("Everywhere", _EVERYWHERE), key_group("While studying", _STUDY), class_name="key-groups"
                ),
                rx.dialog.close(rx.button("Close", variant="soft", color_scheme="gray", margin_top="var(--space-5)")),
                max_width="560px",
            ),
            open=HelpState.is_open,
            on_open_change=HelpState.set_open,
        ),
    )


def key_group(title: str, keys: tuple[tuple[str, str], ...]) -> rx.Component:
    rows = [rx.el.div(rx.el.dt(rx.el.kbd(key, class_name="key")), rx.el.dd(words)) for key, words in keys]
    return rx.el.section(rx.heading(title, as_="h2", size="3", weight="medium"), rx.el.dl(*rows, class_name="key-list"))
