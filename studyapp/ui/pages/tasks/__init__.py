"""The page of all background jobs of the learner, with the history of each."""

from studyapp.ui.pages.tasks.state import TasksState
from studyapp.ui.pages.tasks.view import tasks_page

__all__ = ["TasksState", "tasks_page"]
