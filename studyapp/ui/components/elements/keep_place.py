"""A list that does not jump when items arrive while somebody reads it (the element is in `assets/study.js`)."""

from typing import ClassVar

from studyapp.ui.components.elements.custom_element import CustomElement


class KeepPlace(CustomElement):
    """Wrap this around a list of `.card-item` elements."""

    tag = "KeepPlace"
    element: ClassVar[str] = "keep-place"


keep_place = KeepPlace.create
