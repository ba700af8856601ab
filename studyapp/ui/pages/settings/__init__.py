"""What the learner can set, and what the installation has been set to."""

from studyapp.ui.pages.settings.state import Settings
from studyapp.ui.pages.settings.view import settings_page

__all__ = ["Settings", "settings_page"]
