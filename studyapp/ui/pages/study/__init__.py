"""The study page: one card at a time, until nothing is due."""

from studyapp.ui.pages.study.actions import StudyActionsState
from studyapp.ui.pages.study.state import StudyState
from studyapp.ui.pages.study.view.page import study_page

__all__ = ["StudyActionsState", "StudyState", "study_page"]
