"""Asking for questions on anything: a prompt in, a background job out. From every page, by `g` or a button."""

from studyapp.ui.generate.questions.state import QuestionDialog
from studyapp.ui.generate.questions.view import ask_button, question_dialog

__all__ = ["QuestionDialog", "ask_button", "question_dialog"]
