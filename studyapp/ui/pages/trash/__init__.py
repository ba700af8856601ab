"""The trash page: what was deleted, and how to restore it."""

from studyapp.ui.pages.trash.state import TrashState
from studyapp.ui.pages.trash.view import trash_page

__all__ = ["TrashState", "trash_page"]
