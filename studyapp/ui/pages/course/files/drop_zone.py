"""Where files are dropped on a course, or chosen."""

import reflex as rx

from studyapp.ui.generate.upload import READABLE, field_of
from studyapp.ui.pages.course.files.large_files import large_files
from studyapp.ui.pages.course.state import CourseState

_UPLOAD = "course-files"


def drop_zone() -> rx.Component:
    invitation = rx.cond(
        CourseState.documents.length() > 0,
        "Drop more documents here, or press to choose them",
        "Drop files here, or press to choose them: PDF, Word, PowerPoint, EPUB, web pages or text",
    )
    waiting = rx.el.span(rx.icon("file-up", size=16, aria_hidden="true"), invitation)
    sent = rx.el.span(CourseState.sent, " %", class_name="numeral", aria_hidden="true")
    sending = rx.el.span(rx.spinner(size="1"), rx.el.span("Sending … ", role="status"), sent)
    zone = rx.upload.root(
        rx.cond(CourseState.sending, sending, waiting),
        id=_UPLOAD,
        accept=READABLE,
        multiple=True,
        disabled=CourseState.sending,
        on_drop=CourseState.receive_files(
            rx.upload_files_chunk(upload_id=_UPLOAD, on_upload_progress=CourseState.note_sent)
        ),
        on_drop_rejected=CourseState.refuse_files,
        class_name="drop-zone",
        drag_active_style=rx.Style({"background": "var(--accent-a3)", "color": "var(--ink)"}),
    )
    field_of(zone).custom_attrs["aria-label"] = "Documents of the course"
    return large_files(zone, course=CourseState.opened_id)
