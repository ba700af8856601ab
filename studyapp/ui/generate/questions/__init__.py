"""Asking for questions on any topic, as a background job: on every page, with the key `g` or a button."""

from studyapp.ui.generate.questions.state import QuestionDialogState
from studyapp.ui.generate.questions.view import ask_button, question_dialog

__all__ = ["QuestionDialogState", "ask_button", "question_dialog"]
