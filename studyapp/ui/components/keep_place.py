"""A list in which nothing that is looked at jumps when something arrives by itself (the element lives in
`assets/study.js`)."""

from typing import ClassVar

from studyapp.ui.components.custom_element import CustomElement


class KeepPlace(CustomElement):
    """Wraps a list of `.card-item`."""

    tag = "KeepPlace"
    element: ClassVar[str] = "keep-place"


keep_place = KeepPlace.create
