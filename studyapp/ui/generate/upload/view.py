"""The field for a file, and the file once it was read."""

from collections.abc import Sequence

import reflex as rx

from studyapp.material.reading import MAX_UPLOAD_BYTES
from studyapp.ui.generate.upload.state import UploadState

READABLE: dict[str, Sequence[str]] = {
    "text/plain": [".txt", ".text"],
    "text/markdown": [".md", ".markdown"],
    "text/html": [".html", ".htm", ".xhtml"],
    "application/pdf": [".pdf"],
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": [".docx"],
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": [".pptx"],
    "application/epub+zip": [".epub"],
}
"""The files that browsers offer to choose. What they hold is found out by their content."""


def attached_file(state: type[UploadState]) -> rx.Component:
    """The file that was read, with a button that removes it."""
    return rx.el.div(
        rx.icon("file-text", size=20, aria_hidden="true"),
        rx.el.div(
            rx.el.div(state.file.name, dir="auto", class_name="wrap-anywhere"),
            rx.el.div(state.file.size, class_name="note numeral"),
            rx.cond(state.file.left_out != "", _left_out(state), rx.fragment()),
            class_name="grow",
        ),
        rx.icon_button(
            rx.icon("x", size=18),
            type="button",
            on_click=state.remove_file,
            variant="ghost",
            color_scheme="gray",
            aria_label="Remove the file",
        ),
        class_name="attached",
    )


def _left_out(state: type[UploadState]) -> rx.Component:
    return rx.el.div(state.file.left_out, class_name="note", role="status")


def drop_zone(state: type[UploadState], *, name: str) -> rx.Component:
    """The line to drop a file on, or to press. `name` says what the file is for, e.g. `File to make cards from`."""
    upload_id = "-".join(name.lower().split())
    invitation = rx.cond(
        state.file.name != "",
        "Drop another file to take its place",
        "Or drop a file here: PDF, Word, PowerPoint, EPUB, web page or text",
    )
    waiting = rx.el.span(rx.icon("paperclip", size=16, aria_hidden="true"), invitation)
    zone = rx.upload.root(
        rx.cond(state.reading != "", _reading(state), waiting),
        id=upload_id,
        accept=READABLE,
        multiple=False,
        max_files=1,
        max_size=MAX_UPLOAD_BYTES,
        disabled=state.reading != "",
        on_drop=state.receive_file(rx.upload_files_chunk(upload_id=upload_id, on_upload_progress=state.note_sent)),
        on_drop_rejected=state.refuse_file,
        class_name="drop-zone",
        drag_active_style=rx.Style({"background": "var(--accent-a3)", "color": "var(--ink)"}),
    )
    field_of(zone).custom_attrs["aria-label"] = f"{name}: PDF, Word, PowerPoint, EPUB, web page or text"
    return zone


def _reading(state: type[UploadState]) -> rx.Component:
    """The progress of reading a file. The percentage is hidden from screen readers, which would read out every step."""
    sent = rx.el.span(state.sent, " %", class_name="numeral", aria_hidden="true")
    received = rx.cond(state.queued, "Waiting for other files, then reading ", "Reading ")
    doing = rx.cond(state.sent < 100, "Sending ", received)
    return rx.el.span(
        rx.spinner(size="1"),
        rx.el.span(doing, state.reading, " …", role="status"),
        rx.cond(state.sent < 100, sent, rx.fragment()),
    )


def field_of(zone: rx.Component) -> rx.Component:
    """The hidden file field of an upload, to which Reflex gives no label."""
    (box,) = zone.children
    field = box.children[0]
    assert isinstance(field, rx.Component)
    return field
