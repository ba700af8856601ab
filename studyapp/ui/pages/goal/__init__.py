"""The page of one goal: its tree of skills, the chosen skill with its cards, and the tree as a picture."""

from studyapp.ui.pages.goal.actions import GoalActionsState
from studyapp.ui.pages.goal.state import GoalState
from studyapp.ui.pages.goal.view.page import goal_page

__all__ = ["GoalActionsState", "GoalState", "goal_page"]
