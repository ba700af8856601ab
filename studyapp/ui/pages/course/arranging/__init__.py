"""A learner arranges the sections of a document before lessons are made of them."""

from studyapp.ui.pages.course.arranging.state import ArrangingState
from studyapp.ui.pages.course.arranging.view import arranged

__all__ = ["ArrangingState", "arranged"]
