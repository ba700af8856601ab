"""The weak areas of a course, and what of it was never answered."""

from studyapp.ui.pages.course.weak.rows import WeakAreas, read_weak_areas
from studyapp.ui.pages.course.weak.view import weak_areas

__all__ = ["WeakAreas", "read_weak_areas", "weak_areas"]
