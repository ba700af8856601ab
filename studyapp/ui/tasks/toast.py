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


def problem(sentence: str) -> EventSpec:
    """An error stays until it has had time to be read."""
    return rx.toast.error(sentence, duration=10_000, close_button=True)


def undoable(sentence: str, undo: EventType[()], *, name: str = "") -> EventSpec:
    """For what was done at once instead of asking first; the offer stands for ten seconds.

    By its `name` it can be `withdrawn`, where the same can be undone in another way.
    """
    named = {"id": name} if name else {}
    return rx.toast.info(sentence, duration=UNDO_MS, action=ToastAction(label="Undo", on_click=undo), **named)


def withdrawn(name: str) -> EventSpec:
    return rx.toast.dismiss(name)


def leading_on(sentence: str, *, to: str) -> EventSpec:
    """For what has begun somewhere else."""
    view = ToastAction(label="View", on_click=rx.redirect(to))
    return rx.toast.success(sentence, duration=UNDO_MS, action=view)


def job_ended(row: TaskRow) -> list[EventSpec]:
    """News of a job that ended on another page, here and, if the learner asked for it, as a browser notification."""
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
    """Of plain text: Reflex keeps a variable that is written into a text as long as the server runs."""
    words = json.dumps([row.title, row.outcome, row.id, row.href])
    return rx.call_script(f"window.studyapp?.notify(...{words})")
