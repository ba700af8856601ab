"""Asking for questions on any topic, as a background job: on every page, with the key `g` or a button."""

from studyapp.ui.generate.questions.state import QuestionDialog
from studyapp.ui.generate.questions.view import ask_button, question_dialog

__all__ = ["QuestionDialog", "ask_button", "question_dialog"]
