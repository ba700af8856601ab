"""The settings page: the learner's preferences, and how this installation is configured."""

from studyapp.ui.pages.settings.state import Settings
from studyapp.ui.pages.settings.view import settings_page

__all__ = ["Settings", "settings_page"]
