"""Toasts: one sentence at the edge of the screen, for what happened out of sight."""

import json
from typing import Final

import reflex as rx
from reflex.event import EventSpec, EventType
from reflex_components_sonner.toast import ToastAction

from studyapp.ui.tasks.rows import TaskRow

UNDO_MS: Final = 10_000


def done(sentence: str) -> EventSpec:
    return rx.toast.success(sentence)


def told(sentence: str, *, name: str) -> EventSpec:
    """A toast in place of the one with this name."""
    return rx.toast.info(sentence, id=name)


def problem(sentence: str) -> EventSpec:
    """A toast for an error. It stays longer, because it takes time to read."""
    return rx.toast.error(sentence, duration=10_000, close_button=True)


def undoable(sentence: str, undo: EventType[()], *, name: str = "") -> EventSpec:
    """A toast for what was done without asking first. It offers to undo it for ten seconds.

    With a `name` the toast can be `withdrawn`, e.g. because the same can be undone in another way by then.
    """
    named = {"id": name} if name else {}
    return rx.toast.info(sentence, duration=UNDO_MS, action=ToastAction(label="Undo", on_click=undo), **named)


def withdrawn(name: str) -> EventSpec:
    return rx.toast.dismiss(name)


def begun_elsewhere(sentence: str, *, to: str) -> EventSpec:
    """A toast with a link, for something that has begun on another page."""
    view = ToastAction(label="View", on_click=rx.redirect(to))
    return rx.toast.success(sentence, duration=UNDO_MS, action=view)


def job_ended(row: TaskRow) -> list[EventSpec]:
    """A toast for a job that ended on another page, and a browser notification if the learner asked for these."""
    view = ToastAction(label="View", on_click=rx.redirect(row.href))
    options = {"id": row.id, "description": row.outcome, "action": view, "duration": 8000, "close_button": True}
    match row.status:
        case "completed":
            toast = rx.toast.success(row.title, **options)
        case "failed":
            toast = rx.toast.error(row.title, **options)
        case _:
            toast = rx.toast.info(row.title, **options)
    return [toast, _notification(row)]


def _notification(row: TaskRow) -> EventSpec:
    """The browser notification. Its script has no variables, because Reflex keeps those as long as the server runs."""
    words = json.dumps([row.title, row.outcome, row.id, row.href])
    return rx.call_script(f"window.studyapp?.notify(...{words})")
