"""The page of a section: its lesson, with check-ins, as far as it is made."""

from studyapp.ui.pages.lesson.actions import LessonActionsState
from studyapp.ui.pages.lesson.state import LessonState
from studyapp.ui.pages.lesson.view import lesson_page

__all__ = ["LessonActionsState", "LessonState", "lesson_page"]
