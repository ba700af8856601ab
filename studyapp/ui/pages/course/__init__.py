"""The page of a course: its documents, with their chapters and sections."""

from studyapp.ui.pages.course.actions import CourseActionsState
from studyapp.ui.pages.course.state import CourseState
from studyapp.ui.pages.course.view import course_page

__all__ = ["CourseActionsState", "CourseState", "course_page"]
