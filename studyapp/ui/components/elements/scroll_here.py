"""An element that scrolls into view when it appears (it is in `assets/study.js`)."""

from typing import ClassVar

from studyapp.ui.components.elements.custom_element import CustomElement


class ScrollHere(CustomElement):
    tag = "ScrollHere"
    element: ClassVar[str] = "scroll-here"


scroll_here = ScrollHere.create
