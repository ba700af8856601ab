"""Large files go to the server in pieces, and on after a lost connection (the element is in `assets/uploads.js`)."""

from typing import ClassVar, Final

import reflex as rx

from studyapp.ui.components.elements.custom_element import CustomElement

LARGE: Final = 16 * 1024**2
"""From how many bytes on."""


class LargeFiles(CustomElement):
    """Wrap this around a file field. The list in it shows what is being sent."""

    tag = "LargeFiles"
    element: ClassVar[str] = "large-files"
    course: rx.Var[str]
    """The id of the course the files are for."""


def large_files(field: rx.Component, *, course: str | rx.Var[str]) -> rx.Component:
    sent = rx.el.ul(data_uploads="", class_name="upload-list", aria_label="Files that are being sent")
    return LargeFiles.create(field, sent, course=course, custom_attrs={"from": str(LARGE)})
