"""The page of all goals, and the form for a new one."""

from studyapp.ui.pages.goals.state import GoalsState
from studyapp.ui.pages.goals.view import goals_page

__all__ = ["GoalsState", "goals_page"]
