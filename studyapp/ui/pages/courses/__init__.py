"""The page of all courses, and the form for a new one."""

from studyapp.ui.pages.courses.state import CoursesState
from studyapp.ui.pages.courses.view import courses_page

__all__ = ["CoursesState", "courses_page"]
