"""The settings page: the learner's preferences, and how this installation is configured."""

from studyapp.ui.pages.settings.state import SettingsState
from studyapp.ui.pages.settings.view import settings_page

__all__ = ["SettingsState", "settings_page"]
