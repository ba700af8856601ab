"""What was deleted, and the way back."""

from studyapp.ui.pages.trash.state import TrashState
from studyapp.ui.pages.trash.view import trash_page

__all__ = ["TrashState", "trash_page"]
