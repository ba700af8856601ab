"""Documents that only a password opens: each asks for it in its place."""

from typing import Any

import reflex as rx
from sqlmodel import Session

from studyapp import settings
from studyapp.errors import StudyError
from studyapp.jobs.requests import courses as with_jobs
from studyapp.services.courses import locked
from studyapp.services.courses.sources import SourceFile, source_file
from studyapp.ui.acting import acting
from studyapp.ui.components.fields import refusal
from studyapp.ui.pages.course.rows import DocumentRow
from studyapp.ui.pages.course.state import CourseState


class UnlockingState(CourseState):
    """The password itself is in no variable: what is in the state goes back to the browser, and may be stored."""

    opening_id: str = ""
    """The document that is being opened; empty if none is."""
    not_opened: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    """Why documents could not be opened, by their ids."""

    @rx.event(background=True)
    async def unlock(self, form: dict[str, Any]):
        """Open the document of the form and read it. If that is refused, the form stays and says why."""
        document_id, password = str(form.get("document_id") or ""), str(form.get("password") or "")
        if not password:
            return
        async with self:
            act, self.opening_id = acting(self), document_id
        configured = settings.current()
        refused = ""
        try:
            file = await act.read(_locked_file, document_id, data_dir=configured.data_dir)
            copy = await locked.open_copy(file.path, password, data_dir=configured.data_dir)
            most = configured.storage_bytes
            await act.write(with_jobs.unlock_document, document_id, copy, most_bytes=most, now=act.now)
        except StudyError as error:
            refused = error.sentence
        finally:
            async with self:
                self.opening_id = ""
                self.not_opened = self.not_opened | {document_id: refused}


def _locked_file(session: Session, user_id: str, document_id: str, **about: Any) -> SourceFile:
    locked.locked_document(session, user_id, document_id)
    return source_file(session, user_id, document_id, **about)


def password_form(row: rx.vars.ObjectVar[DocumentRow]) -> rx.Component:
    """The question for the password of a document. It is never kept in the browser as other drafts are."""
    is_refused = UnlockingState.not_opened.contains(row.id)
    why = rx.cond(is_refused, UnlockingState.not_opened[row.id].to(str), "")
    is_opening = UnlockingState.opening_id == row.id
    field = rx.input(
        type="password",
        name="password",
        required=True,
        max_length=500,
        auto_complete="off",
        size="3",
        aria_invalid=rx.cond(why != "", "true", "false"),
    )
    return rx.el.form(
        rx.el.p("This PDF is protected with a password. It is needed once, and is not kept.", class_name="note"),
        rx.el.input(type="hidden", name="document_id", value=row.id),
        rx.el.label(rx.el.span("Password", class_name="field-label"), field, class_name="field"),
        rx.cond(is_opening, rx.fragment(), refusal(why)),
        rx.el.div(rx.button("Open", type="submit", size="3", loading=is_opening), class_name="page-actions"),
        on_submit=UnlockingState.unlock,
        class_name="stack password-form",
        data_testid="password-form",
    )
