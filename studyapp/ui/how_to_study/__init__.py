"""The choice of what to study and in which mode."""

from studyapp.ui.how_to_study.modes import MODES, mode_of, study_address
from studyapp.ui.how_to_study.state import HowToStudyState
from studyapp.ui.how_to_study.view import how_to_study, how_to_study_dialog, study_link

__all__ = ["MODES", "HowToStudyState", "how_to_study", "how_to_study_dialog", "mode_of", "study_address", "study_link"]
