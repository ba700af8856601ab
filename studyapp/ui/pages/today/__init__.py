"""The first page: what to do now."""

from studyapp.ui.pages.today.state import TodayState
from studyapp.ui.pages.today.view import today_page

__all__ = ["TodayState", "today_page"]
