"""Asking for questions on anything: a prompt in, a background job out. From every page, by `g` or a button."""

from studyapp.ui.components.question_dialog.state import QuestionDialog
from studyapp.ui.components.question_dialog.view import ask_button, question_dialog

__all__ = ["QuestionDialog", "ask_button", "question_dialog"]
